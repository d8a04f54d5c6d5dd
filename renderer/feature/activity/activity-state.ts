// What the activity page shows: the feed that its address narrows, live at its beginning, older pages on demand.
import { useCallback, useMemo, useState } from 'react';
import { type Route, scopeOf } from '#renderer/state/navigation.ts';
import { useAsk } from '#renderer/state/use-ask.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import type { ActivityRow } from '#shared/contract/activity.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryInput, QueryResult } from '#shared/contract/query.ts';
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { appendPage, mergeFeed } from './feed.ts';

/** Entries of the live beginning. */
const liveEntries = 200;

/** Midnight at the beginning of a local day, or of the one after it, as an instant. */
function midnight(day: string, after: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + after).toISOString();
}

/** What the address narrows the feed to; values that cannot be are left out. Days are days of this device's calendar. */
export function activityArgsOf(route: Route): QueryInput<'activity'> {
  const { search } = route;
  const from = IsoDate.safeParse(search.get('from')).data;
  const to = IsoDate.safeParse(search.get('to')).data;
  return {
    roadmapIds: scopeOf(route),
    authors: search.getAll('author'),
    fields: search.getAll('field'),
    text: (search.get('text') ?? '').slice(0, limit.name),
    from: from === undefined ? null : midnight(from, 0),
    to: to === undefined ? null : midnight(to, 1),
  };
}

/** The feed as the page sees it. */
export interface ActivityFeed {
  /** `undefined` until the first answer. */
  readonly summary: QueryResult<'activity'>['summary'] | undefined;
  readonly rows: readonly ActivityRow[];
  readonly complete: boolean;
  readonly problem: Problem | null;
  readonly stale: boolean;
  /** Loads the next older page, unless one is on the way. */
  loadMore(): void;
}

const nothing: readonly ActivityRow[] = [];

/** The feed of `args`. */
export function useActivityFeed(args: QueryInput<'activity'>): ActivityFeed {
  const ask = useAsk();
  const key = JSON.stringify(args);
  const { result, problem, stale } = useQuery('activity', { ...args, offset: 0, limit: liveEntries });
  const [older, setOlder] = useState<{ readonly key: string; readonly rows: readonly ActivityRow[] }>({ key, rows: nothing });
  const [asked, setAsked] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const top = result?.rows ?? nothing;
  const loaded = older.key === key ? older.rows : nothing;
  const rows = useMemo(() => mergeFeed(loaded, top), [loaded, top]);
  const complete = result !== undefined && rows.length >= result.summary.total;
  const loadMore = useCallback(() => {
    if (asked === key || complete || stale || result === undefined) return;
    setAsked(key);
    void ask('activity', { ...args, offset: rows.length, limit: limit.window }).then((answer) => {
      setAsked(null);
      setRefused(answer.ok ? null : answer.error);
      if (answer.ok) setOlder({ key, rows: appendPage(rows, answer.value.rows) });
    });
  }, [args, ask, asked, complete, key, result, rows, stale]);
  return { summary: result?.summary, rows, complete, problem: problem ?? refused, stale, loadMore };
}
