// The rows of issues for an editor: from what some view has on screen, so that it opens at once, else asked for.
import { useEffect, useState } from 'react';
import type { IssueRow } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { useEngine } from './engine-context.tsx';
import { knownIssue, rememberIssues } from './known-row.ts';

/** Issues that are looked up when no view has shown them; more are not worth the wait. */
const lookUpLimit = 40;

/** The rows of `ids`, from memory or else asked for once; `undefined` until they are there. Issues that are gone are left out. */
export function useKnownIssues(ids: readonly IssueId[]): readonly IssueRow[] | undefined {
  const { page } = useEngine();
  const key = ids.join(' ');
  const [lookedUp, setLookedUp] = useState<string | null>(null);
  const rows = ids.flatMap((id) => knownIssue(id) ?? []);
  const complete = rows.length === ids.length || lookedUp === key;
  useEffect(() => {
    if (complete) return;
    let left = false;
    const missing = ids.filter((id) => knownIssue(id) === undefined).slice(0, lookUpLimit);
    void Promise.all(missing.map((issueId) => page.connection.query('issue-detail', { issueId }))).then((answers) => {
      for (const answer of answers) if (answer.ok && answer.value.summary !== null) rememberIssues([answer.value.summary]);
      if (!left) setLookedUp(key);
    });
    return () => {
      left = true;
    };
  }, [complete, ids, key, page]);
  return complete ? rows : undefined;
}
