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
}

/** One line of the sidebar; on the rail its icon, with the words in a tooltip. */
export function SidebarItem({ rail, href, active, icon, label, count, note, tone }: SidebarItemProps): ReactNode {
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
    <li>
      {rail ? (
        <Tooltip content={label} side="right">
          {line}
        </Tooltip>
      ) : (
        line
      )}
    </li>
  );
}
