import type { Paint, Tone } from './paint.ts';
import { fitText, safeLine, textWidth } from './text-width.ts';

/** One cell: text, or text with a meaning. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

/** One column of a table. */
export interface Column {
  readonly head: string;
  readonly align?: 'right';
  /** The one column that gives way when the terminal is too narrow. */
  readonly flexible?: true;
}

const gap = 2;
const narrowest = 12;

/**
 * Draws an aligned table. Columns that are empty in every row are left out; on a terminal the flexible column is
 * shortened so that each row takes one line.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  paint: Paint,
  terminalColumns: number | null,
): string {
  const cells = rows.map((row) => row.map((cell) => safeLine(plain(cell))));
  const used = columns.map((_, index) => cells.some((row) => (row[index] ?? '') !== ''));
  const widths = columns.map((column, index) =>
    cells.reduce((widest, row) => Math.max(widest, textWidth(row[index] ?? '')), textWidth(column.head)),
  );
  const shown = columns.map((_, index) => index).filter((index) => used[index]);
  const flexible = columns.findIndex((column) => column.flexible);
  if (terminalColumns !== null && flexible >= 0) {
    const total = shown.reduce((sum, index) => sum + (widths[index] ?? 0) + gap, -gap);
    const excess = total - terminalColumns;
    if (excess > 0) widths[flexible] = Math.max(narrowest, (widths[flexible] ?? 0) - excess);
  }
  const line = (texts: readonly string[], tone: (index: number) => Tone | null): string =>
    shown
      .map((index, position) => {
        const width = widths[index] ?? 0;
        const text = fitText(texts[index] ?? '', width);
        const painted = paintCell(paint, tone(index), text);
        const space = ' '.repeat(Math.max(0, width - textWidth(text)));
        if (columns[index]?.align === 'right') return space + painted;
        return position === shown.length - 1 ? painted : painted + space;
      })
      .join(' '.repeat(gap));
  const heads = line(
    columns.map((column) => column.head),
    () => 'quiet',
  );
  const lines = cells.map((texts, row) => line(texts, (index) => toneOf(rows[row]?.[index])));
  return [heads, ...lines].join('\n');
}

function plain(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function toneOf(cell: Cell | undefined): Tone | null {
  return cell === undefined || typeof cell === 'string' ? null : cell.tone;
}

function paintCell(paint: Paint, tone: Tone | null, text: string): string {
  return tone === null ? text : paint(tone, text);
}
