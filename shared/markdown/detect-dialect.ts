// Tells which dialect a plan file is written in, by what it holds and never by its name.
import type { Dialect } from '#shared/plan/roadmap.ts';
import { readItemHeading, readPhaseBullet } from './item-heading.ts';
import type { PlanLine } from './plan-line.ts';

/** The dialect that most headings of issues belong to; `null` when no line starts an issue. */
export function detectDialect(lines: readonly PlanLine[]): Dialect | null {
  const counts: Record<Dialect, number> = { 'issue-source': 0, 'phase-roadmap': 0, 'issue-report': 0 };
  let bullets = 0;
  for (const line of lines) {
    if (line.shape === 'heading' && line.level >= 2) {
      const heading = readItemHeading(line.content);
      if (heading !== null) counts[heading.dialect] += 1;
    } else if (line.shape === 'item' && line.indent === 0 && readPhaseBullet(line.content) !== null) bullets += 1;
  }
  let best: Dialect | null = null;
  for (const dialect of ['issue-source', 'phase-roadmap', 'issue-report'] satisfies Dialect[]) {
    if (counts[dialect] > (best === null ? 0 : counts[best])) best = dialect;
  }
  return best ?? (bullets > 0 ? 'phase-roadmap' : null);
}
