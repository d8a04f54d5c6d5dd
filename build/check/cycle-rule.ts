// No file may import itself through others: a cycle has no first file to read, and loads in an order nobody chose.
import type { Check, Finding } from './finding.ts';
import { importEdges } from './import-graph.ts';

/** Finds one cycle for each file at which a depth-first search closes one. */
function findCycles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      cycles.push([...path.slice(start), file]);
      return;
    }
    if (finished.has(file)) return;
    path.push(file);
    for (const next of imports.get(file) ?? []) visit(next);
    path.pop();
    finished.add(file);
  };
  for (const file of imports.keys()) visit(file);
  return cycles;
}

/** No import cycles, type imports included. */
export const cycleRule: Check = {
  name: 'import cycles',
  async run(root) {
    const imports = new Map<string, string[]>();
    for (const { from, target } of importEdges(root)) {
      if (target.kind === 'file') imports.set(from, [...(imports.get(from) ?? []), target.path]);
    }
    return findCycles(imports).map((cycle): Finding => ({ where: cycle[0] ?? '', message: `Imports itself: ${cycle.join(' → ')}.` }));
  },
};
