import type { ReactNode } from 'react';
import './fact-table.css';

/** What a {@link FactTable} takes. */
export interface FactTableProps {
  /** Read aloud; not shown. */
  readonly caption: string;
  /** Column heads; two may be empty, but no two are the same words. */
  readonly heads: readonly string[];
  /** Table rows. */
  readonly children: ReactNode;
  /** What stands under the table, such as how many rows are left out. */
  readonly foot?: ReactNode;
}

/** A drawing's table view: plain rows of facts that scroll under their heads. A row marked `data-critical` has a magenta edge. */
export function FactTable({ caption, heads, children, foot }: FactTableProps): ReactNode {
  return (
    <div className="fact-table">
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {foot}
    </div>
  );
}
