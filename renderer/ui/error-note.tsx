import type { ReactNode } from 'react';
import './error-note.css';

/** What happened, that nothing was lost, and what to do, beside a red rule. Announced when it appears. */
export function ErrorNote({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="error-note" role="alert">
      <p className="error-note-title">{title}</p>
      {children && <p className="text-secondary">{children}</p>}
      {action && <div className="empty-state-action">{action}</div>}
    </div>
  );
}
