import type { ReactNode } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useView } from '#renderer/state/view.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { LinkForm } from './parts/link-form.tsx';
import { PortfolioIssues } from './parts/portfolio-issues.tsx';
import { SourceTable } from './parts/source-table.tsx';
import { sumText } from './portfolio-words.ts';
import './portfolio.css';

/** This workspace and those that it is linked with: what each holds, all together, and their issues in one list. Only read. */
export function PortfolioView(): ReactNode {
  const today = useToday();
  const present = useView() === null;
  const { result, problem } = useQuery('portfolio', { today });
  return (
    <main className="portfolio" aria-label="Portfolio">
      <h1 className="text-page-title">Portfolio</h1>
      <p className="text-secondary" role="status">
        {result === undefined ? '' : sumText(result.summary)}
      </p>
      <section aria-label="Workspaces">
        <h2 className="text-section">Workspaces</h2>
        {problem !== null && <ErrorNote title="The workspaces could not be read">{problem.message}</ErrorNote>}
        {result === undefined && problem === null && <SkeletonRow widths={[160, 300, 0]} />}
        {result !== undefined && result.rows.length > 1 && <SourceTable rows={result.rows} summary={result.summary} today={today} />}
        {result?.rows.length === 1 && (
          <EmptyState title="No other workspace is linked">
            Link the folder of another workspace, and its totals and issues stand here beside those of this one.
          </EmptyState>
        )}
        {present && <LinkForm />}
      </section>
      {result !== undefined && result.rows.length > 1 && <PortfolioIssues sources={result.rows} today={today} />}
    </main>
  );
}
