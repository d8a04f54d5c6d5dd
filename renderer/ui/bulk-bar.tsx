import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import './bulk-bar.css';
import { Icon } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';

/** What floats above the list while something is selected: how much, what can be done, how to leave. */
export function BulkBar({
  title,
  detail,
  children,
  onClear,
}: {
  title: string;
  detail?: string | undefined;
  children: ReactNode;
  onClear: () => void;
}) {
  return (
    <div className="bulk-bar" role="toolbar" aria-label={`Actions on the selection: ${title}`}>
      <span className="bulk-bar-title">
        <strong>{title}</strong>
        {detail && ` · ${detail}`}
      </span>
      <span className="bulk-bar-rule" />
      {children}
      <button type="button" className="button" data-tone="ghost" aria-label="Clear the selection" onClick={onClear}>
        <Icon of={X} />
        <KeyHint keys="Esc" />
      </button>
    </div>
  );
}
