import type { ReactNode } from 'react';
import { openEditor } from '#renderer/state/editor-request.ts';
import { filterFields } from '#renderer/state/list-query.ts';
import { hashOf, navigate, type Route } from '#renderer/state/navigation.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { IssueFilter } from '#shared/contract/query.ts';

/** Why the list is empty, and what can be done about it. */
export function NoIssues({ route, filter }: { route: Route; filter: IssueFilter }): ReactNode {
  return (
    <div className="issue-none">
      {reason(route)}
      {filter.text !== '' && <DidYouMean route={route} filter={filter} />}
    </div>
  );
}

/** What the search would find if a word in it were a slip of the hand; nothing when no word of the plan is near. */
function DidYouMean({ route, filter }: { route: Route; filter: IssueFilter }): ReactNode {
  const { text, roadmapIds, today } = filter;
  const { result, stale } = useQuery('search', { text, roadmapIds, today, limit: 1 });
  const correction = result?.summary.correction ?? null;
  if (correction === null || stale) return null;
  const search = new URLSearchParams(route.search);
  search.set('text', correction.text);
  return (
    <p className="issue-none-meant">
      No issue has “{correction.typed}”. Did you mean <a href={hashOf(route.place, null, search)}>{correction.used}</a>?
    </p>
  );
}

function reason(route: Route): ReactNode {
  const narrowed = [...filterFields, 'blocked', 'ready', 'text'].some((name) => route.search.has(name));
  if (narrowed) {
    return (
      <EmptyState
        title="No issue fits these filters"
        action={<Button onClick={() => navigate(hashOf(route.place))}>Clear the filters</Button>}
      >
        Take a filter away, or choose more values in one.
      </EmptyState>
    );
  }
  if (route.place === 'ready') {
    return (
      <EmptyState
        title="Nothing is ready to start"
        action={
          <Button onClick={() => navigate(hashOf('issues', null, new URLSearchParams({ blocked: 'yes' })))}>Show what is blocked</Button>
        }
      >
        Every open issue is in progress or waits for another.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No issues yet"
      action={<Button onClick={() => openEditor.set({ kind: 'create-issue', roadmapId: null })}>New issue</Button>}
    >
      Create one, or drop a plan file on this window.
    </EmptyState>
  );
}
