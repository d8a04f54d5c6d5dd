// Prints the import table for ARCHITECTURE.md, so that the document and the check cannot drift apart.
import { importTable } from './import-table.ts';

function cell(values: readonly string[]): string {
  return values.length === 0 ? '–' : values.join(', ');
}

/** The import table as a Markdown table. */
export function importTableMarkdown(): string {
  const rows = importTable.map(
    ({ from, node, packages, may }) => `| ${from} | ${node ? 'yes' : 'no'} | ${cell(packages)} | ${cell(may)} |`,
  );
  return ['| from | Node built-ins | npm packages | may import |', '|---|---|---|---|', ...rows].join('\n').replaceAll('*', String.raw`\*`);
}
