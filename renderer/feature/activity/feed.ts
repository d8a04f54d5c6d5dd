// The feed as far as it is loaded: a live beginning and older pages behind it, in one run without gaps.
import { consecutiveRuns } from '#shared/base/consecutive-run.ts';
import type { ActivityRow } from '#shared/contract/activity.ts';

/**
 * The loaded run with a newer beginning in front. `loaded` is a beginning of the feed as it once was, `top` one of the feed
 * as it is now; entries are only ever added in front. When more came than `top` holds, the two do not touch, and only `top` is left.
 */
export function mergeFeed(loaded: readonly ActivityRow[], top: readonly ActivityRow[]): readonly ActivityRow[] {
  const last = top.at(-1);
  if (last === undefined) return top;
  const place = loaded.findIndex((row) => row.id === last.id);
  return place < 0 ? top : [...top, ...loaded.slice(place + 1)];
}

/** The loaded run with an older page behind it; what the feed moved on meanwhile comes twice and is taken once. */
export function appendPage(loaded: readonly ActivityRow[], page: readonly ActivityRow[]): readonly ActivityRow[] {
  const known = new Set(loaded.map((row) => row.id));
  return [...loaded, ...page.filter((row) => !known.has(row.id))];
}

/** What one command did: its entries stand together. */
export interface ActivityStep {
  /** Of its newest entry: stays while older ones are loaded. */
  readonly id: string;
  readonly at: string;
  readonly author: string;
  readonly command: string;
  readonly entries: readonly [ActivityRow, ...ActivityRow[]];
  /** Issues that it touched. */
  readonly issues: number;
}

/** Entries by command. A command in several documents is several changes, but one person's at one instant. */
export function activitySteps(rows: readonly ActivityRow[]): ActivityStep[] {
  const runs = consecutiveRuns(
    rows,
    (before, row) =>
      before.at === row.at && before.command === row.command && before.author === row.author && before.deviceId === row.deviceId,
  );
  return runs.map((entries) => {
    const [{ id, at, author, command }] = entries;
    const issues = new Set(entries.flatMap((entry) => entry.issueId ?? [])).size;
    return { id, at, author, command, entries, issues };
  });
}

/** One line of the page. */
export type FeedLine =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'step'; readonly key: string; readonly step: ActivityStep; readonly open: boolean }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: ActivityRow };

/** The lines of the page, top to bottom: a heading a day, a line a command, and the entries of those that are open. `dayOf` gives the day of an instant. */
export function feedLines(steps: readonly ActivityStep[], open: ReadonlySet<string>, dayOf: (at: string) => string): FeedLine[] {
  const lines: FeedLine[] = [];
  let day: string | null = null;
  for (const step of steps) {
    const own = dayOf(step.at);
    if (own !== day) lines.push({ kind: 'day', key: `day ${step.id}`, at: step.at });
    day = own;
    const isOpen = step.entries.length > 1 && open.has(step.id);
    lines.push({ kind: 'step', key: `step ${step.id}`, step, open: isOpen });
    if (isOpen) for (const entry of step.entries) lines.push({ kind: 'entry', key: `entry ${entry.id}`, entry });
  }
  return lines;
}
