import type { ReactNode } from 'react';
import { countText } from '#renderer/sign/hours-text.ts';
import { Tooltip } from '#renderer/ui/tooltip.tsx';

/** What a {@link SidebarItem} takes. */
export interface SidebarItemProps {
  readonly rail: boolean;
  readonly href: string;
  readonly active: boolean;
  readonly icon: ReactNode;
  readonly label: string;
  readonly count?: number | undefined;
  /** Words in place of a count. */
  readonly note?: string | undefined;
  readonly tone?: 'danger' | undefined;
  /** A button at its end, that shows when the line is hovered or has the focus; never on the rail. */
  readonly action?: ReactNode;
}

/** One line of the sidebar; on the rail its icon, with the words in a tooltip. */
export function SidebarItem({ rail, href, active, icon, label, count, note, tone, action }: SidebarItemProps): ReactNode {
  const line = (
    <a className="sidebar-item" href={href} aria-current={active ? 'page' : undefined} aria-label={rail ? label : undefined}>
      <span className="sidebar-icon">{icon}</span>
      {!rail && (
        <>
          <span className="sidebar-label ellipsis" title={label}>
            {label}
          </span>
          {count !== undefined && <span className="sidebar-count">{countText(count)}</span>}
          {note !== undefined && (
            <span className="sidebar-note" data-tone={tone}>
              {note}
            </span>
          )}
        </>
      )}
    </a>
  );
  return (
    <li className="sidebar-line">
      {rail ? (
        <Tooltip content={label} side="right">
          {line}
        </Tooltip>
      ) : (
        line
      )}
      {!rail && action !== undefined && <span className="sidebar-action">{action}</span>}
    </li>
  );
}
