// The part of a long list that is on screen, kept live in pages.
import { useMemo, useState } from 'react';
import { rememberIssues } from '#renderer/state/known-row.ts';
import { type ListQuery, windowArgs } from '#renderer/state/list-query.ts';
import { useQueries } from '#renderer/state/use-queries.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { IssueRow, QueryResult } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';

/** Rows in one page. */
export const pageSize = 100;

/** The list as far as it is known. */
export interface IssueWindow {
  readonly summary: QueryResult<'issue-list'>['summary'];
  /** The row at a place over all windows; `undefined` while its page is on the way. */
  rowAt(index: number): IssueRow | undefined;
  /** All rows that are loaded, in order. */
  readonly rows: readonly IssueRow[];
  /** Where an issue stands, as far as it is loaded. */
  indexOf(id: IssueId): number | undefined;
  /** True while it still shows the list before this one. */
  readonly stale: boolean;
  /** The list that it shows. */
  readonly list: ListQuery;
}

/** The pages that hold the rows from `first` to `last`. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.max(0, Math.floor(first / pageSize));
  const to = Math.max(from, Math.floor(Math.max(0, last) / pageSize));
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** Keeps the rows from `first` to `last` of `list` live. After a change of the list the old one stays until the new one is there. */
export function useIssueWindow(list: ListQuery, first: number, last: number): { window: IssueWindow | undefined; problem: Problem | null } {
  const pages = pagesOf(first, last);
  const pageKey = pages.join(' ');
  const argsList = useMemo(() => pageKey.split(' ').map((page) => windowArgs(list, Number(page) * pageSize, pageSize)), [list, pageKey]);
  const results = useQueries('issue-list', argsList);

  const fresh = useMemo(() => {
    // Kept before anything is drawn from it, so that sums over remembered rows are never one step behind.
    for (const { result } of results) if (result !== undefined) rememberIssues(result.rows);
    const summary = results.find((result) => result.result !== undefined)?.result?.summary;
    return summary === undefined ? undefined : windowOf(list, summary, pageKey.split(' ').map(Number), results);
  }, [list, pageKey, results]);

  const [before, setBefore] = useState(fresh);
  if (fresh !== undefined && fresh !== before) setBefore(fresh);
  const problem = results.find((result) => result.problem !== null)?.problem ?? null;
  const window = useMemo(() => fresh ?? (before === undefined ? undefined : { ...before, stale: true }), [fresh, before]);
  return { window, problem };
}

function windowOf(
  list: ListQuery,
  summary: QueryResult<'issue-list'>['summary'],
  pages: readonly number[],
  results: readonly { readonly result: QueryResult<'issue-list'> | undefined }[],
): IssueWindow {
  const rows = new Map(pages.map((page, index) => [page, results[index]?.result?.rows] as const));
  return {
    summary,
    list,
    stale: false,
    rows: results.flatMap(({ result }) => result?.rows ?? []),
    rowAt: (index) => rows.get(Math.floor(index / pageSize))?.[index % pageSize],
    indexOf(id) {
      for (const [page, inPage] of rows) {
        const at = inPage?.findIndex((row) => row.id === id) ?? -1;
        if (at !== -1) return page * pageSize + at;
      }
      return undefined;
    },
  };
}
