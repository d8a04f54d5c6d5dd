import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyMoments } from '#renderer/feature/issue-detail/issue-history.ts';
import type { ActivityRow } from '#shared/contract/activity.ts';
import { activityRow } from '#tests/support/activity-row.ts';

const minute = 60_000;
const base = Date.UTC(2026, 10, 20, 12);
const instant = (minutesAgo: number): string => new Date(base - minutesAgo * minute).toISOString();

const entry = (id: string, author: string, minutesAgo: number, field = 'status'): ActivityRow =>
  activityRow({ id, author, field, at: instant(minutesAgo) });

const someEntries = fc
  .array(
    fc.record({ author: fc.constantFrom('Ada', 'Bo'), gap: fc.integer({ min: 0, max: 9 }), field: fc.constantFrom('status', 'comment') }),
    {
      maxLength: 30,
    },
  )
  .map((parts) => {
    let ago = 0;
    return parts.map(({ author, gap, field }, index) => {
      ago += gap;
      return entry(`e${index}`, author, ago, field);
    });
  });

describe('moments of a history', () => {
  test('hold every change once, newest first, of one person and close together', () => {
    fc.assert(
      fc.property(someEntries, (changes) => {
        const moments = historyMoments(changes, [], { complete: true });
        const ids = moments.flatMap((moment) => moment.items.map((item) => item.id));
        expect(ids).toEqual(changes.filter(({ field }) => field !== 'comment').map(({ id }) => id));
        for (const { author, at, items } of moments) {
          expect(items[0]?.at).toBe(at);
          expect(new Set(items.map((item) => item.author))).toEqual(new Set([author]));
          const gaps = items.slice(1).map((item, index) => Date.parse(items[index]?.at ?? '') - Date.parse(item.at));
          expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(5 * minute);
        }
      }),
      { seed: 20_261_122 },
    );
  });

  test('show a comment in its place, and none that is older than what is loaded', () => {
    const changes = [entry('new', 'Ada', 1), entry('old', 'Bo', 60)];
    const comments = [
      { id: 'between', author: 'Ada', at: instant(3), text: 'Slates came.' },
      { id: 'before', author: 'Bo', at: instant(200), text: 'Ordered.' },
    ];
    const shown = (complete: boolean) => historyMoments(changes, comments, { complete }).map(({ items }) => items.map(({ id }) => id));
    expect(shown(false)).toEqual([['new', 'between'], ['old']]);
    expect(shown(true)).toEqual([['new', 'between'], ['old'], ['before']]);
  });
});
