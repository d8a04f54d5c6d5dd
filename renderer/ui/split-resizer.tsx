import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import './split-resizer.css';

/** What a {@link SplitResizer} takes; all widths in pixels. */
export interface SplitResizerProps {
  /** What is made wider, read aloud. */
  label: string;
  width: number;
  min: number;
  max: number;
  /** Side of the pane on which the handle lies: a pane at the right has its handle at the left. */
  edge: 'left' | 'right';
  onResize: (width: number) => void;
}

/** Pixels a press of an arrow key moves the edge. */
const keyStep = 16;

/** The draggable edge of a pane. Arrow keys move it too; the owner remembers the width. */
export function SplitResizer({ label, width, min, max, edge, onResize }: SplitResizerProps) {
  const grip = useRef<{ x: number; width: number } | null>(null);
  const direction = edge === 'right' ? 1 : -1;
  const set = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (grip.current) set(grip.current.width + (event.clientX - grip.current.x) * direction);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(width + step * direction * keyStep);
  };
  return (
    <div
      className="split-resizer"
      data-edge={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
      onKeyDown={onKeyDown}
    />
  );
}
