import type { ReactNode } from 'react';

const columns = ['Key', '', 'Title', 'Priority', 'Estimate, range', 'Waits · unblocks', 'Component', 'Milestone', 'Assignee'] as const;

/** The names of the columns. */
export function TableHead(): ReactNode {
  return (
    <div className="table-head" role="row" aria-rowindex={1}>
      <span role="columnheader" aria-label="Selected" />
      {columns.map((name) => (
        <span key={name} role="columnheader" className="ellipsis" aria-label={name === '' ? 'Status' : undefined}>
          {name}
        </span>
      ))}
    </div>
  );
}
