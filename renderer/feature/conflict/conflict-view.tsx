import { type ReactNode, useState } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { limit } from '#shared/plan/limit.ts';
import { conflictCount } from './conflict-words.ts';
import { ConflictEntry } from './parts/conflict-entry.tsx';
import { QuarantineSection } from './parts/quarantine-section.tsx';
import './conflict.css';

/** Conflicts that are drawn at first, and more with each press: each takes as much room as ten lines of a list. */
const page = 50;

/** What people did beside each other, and where the plan waits for somebody to choose. */
export function ConflictView(): ReactNode {
  const today = useToday();
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const [shown, setShown] = useState(page);
  const { result, problem } = useQuery('conflict-list', { limit: Math.min(shown, limit.window) });
  const total = result?.summary.total;
  const apart = useQuery('quarantine', { limit: 0 }).result?.summary.total ?? 0;
  return (
    <main className="conflict-page" aria-label="Conflicts" aria-busy={result === undefined && problem === null}>
      {problem !== null && result === undefined && <ErrorNote title="The conflicts could not be read">{problem.message}</ErrorNote>}
      {result === undefined && problem === null && <SkeletonRow widths={[220]} />}
      {total !== undefined && (
        <header>
          <h1 className="text-page-title">{conflictCount(total, apart)}</h1>
          {total > 0 && <p className="text-secondary">Nothing was lost. Every device shows the same until somebody chooses.</p>}
        </header>
      )}
      {total === 0 && apart === 0 && (
        <EmptyState title="There are no conflicts">
          What several people change without knowing of each other comes together by itself. Where it does not, both versions wait here,
          with who wrote them and when.
        </EmptyState>
      )}
      {result?.rows.map((row) => (
        <ConflictEntry key={row.id} row={row} people={people} today={today} />
      ))}
      {total !== undefined && result !== undefined && result.rows.length < total && shown < limit.window && (
        <Button onClick={() => setShown(shown + page)}>Show more</Button>
      )}
      <QuarantineSection people={people} today={today} />
    </main>
  );
}
