import { type DragEvent, type ReactNode, useRef, useState } from 'react';

/** Takes files that are dropped anywhere on the window. */
export function DropTarget({ onFiles, children }: { onFiles: (files: readonly File[]) => void; children: ReactNode }): ReactNode {
  const [over, setOver] = useState(false);
  // Entering a child fires before leaving its parent, so the depth is counted.
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  const move = (event: DragEvent, step: number): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  return (
    <div
      className="drop-target"
      onDragEnter={(event) => move(event, 1)}
      onDragOver={(event) => move(event, 0)}
      onDragLeave={(event) => move(event, -1)}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <div className="drop-ground" aria-hidden="true">
          <p>Drop plan files or a bundle to import them</p>
          <p className="text-secondary">Markdown, text, or a file that ends with .sextant. They are read, not changed.</p>
        </div>
      )}
    </div>
  );
}
