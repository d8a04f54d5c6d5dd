import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';

/** One step of the way to where one is. */
export interface Crumb {
  readonly title: string;
  /** `null`: here. */
  readonly href: string | null;
}

/** The way to where one is. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }): ReactNode {
  return (
    <nav className="breadcrumb" aria-label="Breadcrumb">
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.title}>
            {index > 0 && <Icon of={ChevronRight} size={12} />}
            {crumb.href === null ? (
              <span className="ellipsis" aria-current="page">
                {crumb.title}
              </span>
            ) : (
              <a className="ellipsis" href={crumb.href}>
                {crumb.title}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
