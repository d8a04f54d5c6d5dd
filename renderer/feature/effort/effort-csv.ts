import type { EffortTable } from './effort-state.ts';

/**
 * The breakdown as a CSV file (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read it as such): one line a
 * group, hours as plain numbers.
 */
export function effortCsv(table: EffortTable, rowTitle: string): string {
  const head = [rowTitle, ...table.columns.map(({ name }) => name), 'Hours', 'Share', 'Issues', 'Without estimate'];
  const body = table.lines.map((line) => [
    line.name,
    ...line.cells.map(String),
    String(line.hours),
    line.share.toFixed(4),
    String(line.issues),
    String(line.unestimated),
  ]);
  const foot = [
    'All',
    ...table.columns.map(({ hours }) => String(hours)),
    String(table.total),
    table.total > 0 ? '1.0000' : '0.0000',
    String(table.issues),
    String(table.unestimated),
  ];
  return `\uFEFF${[head, ...body, foot].map((cells) => cells.map(field).join(',')).join('\r\n')}\r\n`;
}

/** One field. A name that a spreadsheet would run as a formula gets an apostrophe in front: names come from other people's files. */
function field(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
