// The block of plain `key: value` lines under a heading of the issue-source dialect, down to the rule that ends it.
import { applyField } from './item-field.ts';
import { readPlainLabel } from './label-line.ts';
import type { OpenIssue, PlanBook } from './reading-book.ts';

/**
 * Reads the header of the issue whose heading stands at index `at` of the lines; gives the index of the last line it took.
 *
 * With a `---` below it, all label lines are header lines; without one only those directly under the heading that name a
 * known field, because a body may begin with `Note: …`.
 */
export function readSourceHeader(book: PlanBook, issue: OpenIssue, at: number): number {
  const { lines } = book;
  let end = at + 1;
  while (end < lines.length && (lines[end]?.shape === 'blank' || isHeaderLine(end))) end += 1;
  const ruled = lines[end]?.shape === 'rule';
  let last = at;
  for (let index = at + 1; index < (ruled ? end + 1 : end); index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const label = line.shape === 'text' || line.shape === 'continued' ? readPlainLabel(line.content) : null;
    if (label === null) {
      if (!ruled) break;
      book.layout(line.number);
    } else if (!applyField(book, issue, label, line)) {
      if (!ruled) break;
      book.keep(line, issue.body);
    }
    if (label !== null) issue.headerLine = line.number;
    last = index;
  }
  issue.headerOpen = false;
  return last;

  function isHeaderLine(index: number): boolean {
    const line = lines[index];
    return (
      line !== undefined &&
      (line.shape === 'text' || line.shape === 'continued') &&
      line.indent === 0 &&
      readPlainLabel(line.content) !== null
    );
  }
}
