// The history of an issue as it is read: what one person did at one moment stands together.
import { consecutiveRuns } from '#shared/base/consecutive-run.ts';
import type { ActivityRow } from '#shared/contract/activity.ts';
import type { IssueDetail } from '#shared/contract/query.ts';

/** Something that was said or done. */
export type HistoryItem =
  | { readonly kind: 'comment'; readonly id: string; readonly at: string; readonly author: string; readonly text: string }
  | { readonly kind: 'change'; readonly id: string; readonly at: string; readonly author: string; readonly change: ActivityRow };

/** What one person did at one moment, newest first. */
export interface HistoryMoment {
  /** Of its newest item. */
  readonly id: string;
  readonly at: string;
  readonly author: string;
  readonly items: readonly HistoryItem[];
}

/** Changes of one person that are no further apart than this belong to one moment, in milliseconds. */
const moment = 5 * 60_000;

/**
 * Changes and comments, newest first, in moments. `changes` come newest first; the entry that recorded a comment is left
 * out, for the comment itself stands there. With `complete` false there are older changes than these, and comments that
 * are older than all of them are left out too.
 */
export function historyMoments(
  changes: readonly ActivityRow[],
  comments: IssueDetail['comments'],
  { complete }: { readonly complete: boolean },
): HistoryMoment[] {
  const oldest = changes.at(-1)?.at ?? '';
  const items: HistoryItem[] = [
    ...comments.flatMap(({ id, at, author, text }): HistoryItem[] =>
      complete || at >= oldest ? [{ kind: 'comment', id, at, author, text }] : [],
    ),
    ...changes.flatMap((change): HistoryItem[] => {
      if (change.field === 'comment' && change.after !== null) return [];
      return [{ kind: 'change', id: change.id, at: change.at, author: change.author, change }];
    }),
  ].toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  const runs = consecutiveRuns(
    items,
    (before, item) => before.author === item.author && Date.parse(before.at) - Date.parse(item.at) <= moment,
  );
  return runs.map((run) => ({ id: run[0].id, at: run[0].at, author: run[0].author, items: run }));
}
