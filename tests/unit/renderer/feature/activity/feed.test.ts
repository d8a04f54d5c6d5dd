import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activitySteps, appendPage, feedLines, mergeFeed } from '#renderer/feature/activity/feed.ts';
import type { ActivityRow } from '#shared/contract/activity.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { activityRow } from '#tests/support/activity-row.ts';

interface Facts {
  readonly author: string;
  readonly command: string;
  readonly minute: number;
  readonly issue: number;
}

const entry = (index: number, { minute, issue, ...facts }: Facts): ActivityRow =>
  activityRow({
    ...facts,
    id: `e${index}`,
    at: new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString(),
    issueId: IssueId.parse(`i${issue}`),
  });

/** A whole log, newest first. */
const someLog = fc
  .array(
    fc.record({
      author: fc.constantFrom('Ada', 'Bo'),
      command: fc.constantFrom('set-status', 'undo'),
      minute: fc.integer({ min: 0, max: 3000 }),
      issue: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 60 },
  )
  .map((parts) => parts.map((facts, index) => entry(parts.length - index, facts)));
const ids = (rows: readonly ActivityRow[]): string[] => rows.map(({ id }) => id);

describe('the loaded feed', () => {
  test('is always a beginning of the log without gaps, however it grew, and holds at least the live part', () => {
    fc.assert(
      fc.property(someLog, fc.array(fc.nat(20)), fc.integer({ min: 1, max: 9 }), (log, growth, live) => {
        let seen = Math.min(log.length, 5);
        let loaded: readonly ActivityRow[] = [];
        for (const [round, amount] of growth.entries()) {
          const now = log.slice(log.length - seen);
          loaded = mergeFeed(loaded, now.slice(0, live));
          expect(ids(loaded)).toEqual(ids(now.slice(0, loaded.length)));
          expect(loaded.length).toBeGreaterThanOrEqual(Math.min(live, seen));
          // A page is asked for at the place where the loaded part ends, while the log grows on.
          const before = loaded.length;
          seen = Math.min(log.length, seen + amount);
          const later = log.slice(log.length - seen);
          if (round % 2 === 0) loaded = appendPage(loaded, later.slice(before, before + 7));
        }
      }),
      { seed: 20_261_123 },
    );
  });
});

describe('the lines of the page', () => {
  const dayOf = (at: string): string => at.slice(0, 10);

  test('show each entry once, in order, with its command, under its day', () => {
    fc.assert(
      fc.property(someLog, fc.func(fc.boolean()), (log, isOpen) => {
        const steps = activitySteps(log);
        expect(steps.flatMap(({ entries }) => ids(entries))).toEqual(ids(log));
        for (const { entries, at, author, command } of steps)
          for (const one of entries) expect([one.at, one.author, one.command]).toEqual([at, author, command]);
        const open = new Set(steps.filter(({ id }) => isOpen(id)).map(({ id }) => id));
        const lines = feedLines(steps, open, dayOf);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        let day: string | null = null;
        for (const line of lines) {
          if (line.kind === 'day') day = dayOf(line.at);
          else if (line.kind === 'step') expect(dayOf(line.step.at)).toBe(day);
        }
        const shown = lines.flatMap((line) => (line.kind === 'entry' ? [line.entry.id] : []));
        expect(shown).toEqual(steps.flatMap(({ id, entries }) => (open.has(id) && entries.length > 1 ? ids(entries) : [])));
      }),
      { seed: 20_261_124 },
    );
  });

  test('make one line of a bulk edit', () => {
    const facts = { author: 'Ada', command: 'set-status', minute: 5 };
    const log = Array.from({ length: 200 }, (_, issue) => entry(200 - issue, { ...facts, issue }));
    const steps = activitySteps(log);
    expect(steps.map(({ issues, entries }) => [issues, entries.length])).toEqual([[200, 200]]);
    expect(feedLines(steps, new Set(), dayOf).map(({ kind }) => kind)).toEqual(['day', 'step']);
  });
});
