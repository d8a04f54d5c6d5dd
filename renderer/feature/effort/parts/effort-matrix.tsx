import type { CSSProperties } from 'react';
import { hoursNumber } from '#renderer/sign/hours-text.ts';
import { type EffortTable, foldLines } from '../effort-state.ts';

/** What an {@link EffortMatrix} takes. */
export interface EffortMatrixProps {
  table: EffortTable;
  rowTitle: string;
  colourOf: (key: string | null) => string;
}

/** More lines than this are summed up in the last one; the table below has them all. */
const mostLines = 12;

/** Hours of each row in each column, darker for more. */
export function EffortMatrix({ table, rowTitle, colourOf }: EffortMatrixProps) {
  const lines = foldLines(table.lines, mostLines);
  const largest = Math.max(1, ...lines.flatMap(({ cells }) => cells));
  return (
    <table className="effort-matrix">
      <thead>
        <tr>
          <th scope="col">{rowTitle}</th>
          {table.columns.map(({ key, name }) => (
            <th key={name} scope="col" title={name}>
              <span className="effort-matrix-head">
                <span className="effort-square" style={{ background: colourOf(key) }} />
                <span className="ellipsis">{name}</span>
              </span>
            </th>
          ))}
          <th scope="col">Total</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" className="ellipsis" title={line.name}>
              {line.href === null ? line.name : <a href={line.href}>{line.name}</a>}
            </th>
            {line.cells.map((hours, place) => (
              <Cell key={table.columns[place]?.name ?? place} hours={hours} largest={largest} />
            ))}
            <td className="effort-matrix-total">{line.issues === line.unestimated ? '—' : hoursNumber(line.hours)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All</th>
          {table.columns.map(({ name, hours }) => (
            <td key={name} className="effort-matrix-total">
              {hoursNumber(hours)}
            </td>
          ))}
          <td className="effort-matrix-total">{hoursNumber(table.total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** One cell: its ground goes from 8 to 52 % by the square root of the hours; nothing is a dot. */
function Cell({ hours, largest }: { hours: number; largest: number }) {
  if (hours === 0) {
    return (
      <td className="effort-matrix-cell" data-empty="">
        <span aria-label="0">·</span>
      </td>
    );
  }
  const strength = 8 + 44 * Math.sqrt(Math.min(1, hours / largest));
  // A custom property is not in React's CSSProperties.
  const style = { '--strength': `${strength.toFixed(1)}%` } as CSSProperties;
  return (
    <td className="effort-matrix-cell" style={style}>
      {hoursNumber(hours)}
    </td>
  );
}
