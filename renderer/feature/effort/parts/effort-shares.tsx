import { countText, hoursText, shareText } from '#renderer/sign/hours-text.ts';
import { type EffortTable, foldLines } from '../effort-state.ts';

/** What {@link EffortShares} take. */
export interface EffortSharesProps {
  table: EffortTable;
  rowTitle: string;
  /** What the bars are divided by; `null`: by nothing. */
  columnTitle: string | null;
  colourOf: (key: string | null) => string;
}

/** More lines than this are summed up in the last one; the file has them all. */
const mostLines = 300;

/** Every row with its hours, its part of the total as a bar, and what is missing to trust it. */
export function EffortShares({ table, rowTitle, columnTitle, colourOf }: EffortSharesProps) {
  const lines = foldLines(table.lines, mostLines);
  const largest = Math.max(1, ...lines.map(({ hours }) => hours));
  const caption = `Share of ${hoursText(table.total)}${columnTitle === null ? '' : `, by ${columnTitle.toLowerCase()}`}`;
  return (
    <table className="effort-shares">
      <thead>
        <tr>
          <th scope="col">{rowTitle}</th>
          <th scope="col" className="effort-number">
            Issues
          </th>
          <th scope="col" className="effort-number">
            Estimate
          </th>
          <th scope="col">{caption}</th>
          <th scope="col">Not estimated</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" className="ellipsis" title={line.name}>
              {line.href === null ? line.name : <a href={line.href}>{line.name}</a>}
            </th>
            <td className="effort-number">{countText(line.issues)}</td>
            <td className="effort-number effort-hours">{line.issues === line.unestimated ? '—' : hoursText(line.hours)}</td>
            <td>
              <span className="effort-bar">
                {columnTitle === null ? (
                  <Piece width={line.hours / largest} colour="var(--c1)" />
                ) : (
                  line.cells.map((hours, place) => (
                    <Piece
                      key={table.columns[place]?.name ?? place}
                      width={hours / largest}
                      colour={colourOf(table.columns[place]?.key ?? null)}
                    />
                  ))
                )}
                <span className="effort-share">{line.hours > 0 ? shareText(line.share) : ''}</span>
              </span>
            </td>
            <td className="effort-missing">{missing(line.issues, line.unestimated)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Piece({ width, colour }: { width: number; colour: string }) {
  return width > 0 ? <span className="effort-piece" style={{ width: `${width * 100}%`, background: colour }} /> : null;
}

/** What is missing from the hours of a row. */
function missing(issues: number, unestimated: number): string {
  return unestimated === 0 ? '' : `${countText(unestimated)} of ${countText(issues)} issues`;
}
