import type { ReactNode } from 'react';
import './empty-state.css';

/** Says in one sentence why there is nothing here, and offers one action. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {children && <p className="text-secondary">{children}</p>}
      {action && <div className="empty-state-action">{action}</div>}
    </div>
  );
}
