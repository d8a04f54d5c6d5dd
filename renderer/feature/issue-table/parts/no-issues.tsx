import type { ReactNode } from 'react';
import { openEditor } from '#renderer/state/editor-request.ts';
import { filterFields } from '#renderer/state/list-query.ts';
import { hashOf, navigate, type Route } from '#renderer/state/navigation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

/** Why the list is empty, and what can be done about it. */
export function NoIssues({ route }: { route: Route }): ReactNode {
  return <div className="issue-none">{reason(route)}</div>;
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
