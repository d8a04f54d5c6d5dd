// Enforces the import table: an import that no row allows is a finding, and so is a file that no row covers.
import type { Check, Finding } from './finding.ts';
import { type ImportEdge, importEdges } from './import-graph.ts';
import { importTable, type ImportRow } from './import-table.ts';

function fits(row: ImportRow, file: string): boolean {
  const pattern = row.from.split('/');
  const parts = file.split('/');
  return parts.length > pattern.length && pattern.every((part, index) => part === '*' || part === parts[index]);
}

/** The row of the table that applies to a file: the longest that fits. */
function rowOf(file: string, table: readonly ImportRow[] = importTable): ImportRow | undefined {
  return table.filter((row) => fits(row, file)).sort((a, b) => b.from.split('/').length - a.from.split('/').length)[0];
}

/** The folder that the row of `file` stands for, with `*` filled in. */
function folderOf(row: ImportRow, file: string): string {
  return file.split('/').slice(0, row.from.split('/').length).join('/');
}

function reaches(allowed: string, path: string): boolean {
  if (!allowed.endsWith('/')) return path.startsWith(`${allowed}/`);
  return path.startsWith(allowed) && !path.slice(allowed.length).includes('/');
}

function packageAllowed(row: ImportRow, name: string): boolean {
  return row.packages.some(
    (allowed) => allowed === 'any' || allowed === name || (allowed.endsWith('*') && name.startsWith(allowed.slice(0, -1))),
  );
}

function refusal(edge: ImportEdge, row: ImportRow): string | null {
  const { target } = edge;
  if (target.kind === 'node') return row.node ? null : `${row.from} must run anywhere and may not use Node's ${target.name}`;
  if (target.kind === 'package') return packageAllowed(row, target.name) ? null : `${row.from} may not import the package ${target.name}`;
  const home = folderOf(row, edge.from);
  if (target.path.startsWith(`${home}/`))
    return climbs(edge) ? `use a path that starts with # instead of climbing more than one folder` : null;
  if (!row.may.some((allowed) => reaches(allowed, target.path))) return `${row.from} may not import ${target.path}`;
  return edge.specifier.startsWith('#') || row.from === home.split('/')[0] ? null : `import another folder through its # path`;
}

function climbs(edge: ImportEdge): boolean {
  return edge.specifier.startsWith('../../');
}

/** The import table holds, for every import of every file. */
export const importRule: Check = {
  name: 'import table',
  async run(root) {
    const findings: Finding[] = [];
    for (const edge of importEdges(root)) {
      const row = rowOf(edge.from);
      const reason = row === undefined ? 'no row of the import table covers this file' : refusal(edge, row);
      if (reason !== null)
        findings.push({ where: `${edge.from}:${edge.line}`, message: `"${edge.specifier}": ${reason} (build/check/import-table.ts).` });
    }
    return findings;
  },
};
