import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowChange } from '#shared/contract/message.ts';
import { applyRowChange, keepRows, type LiveResult, rowChange } from '#shared/contract/row-change.ts';

const result: fc.Arbitrary<LiveResult> = fc.record({
  // As JSON carries it: without a negative zero.
  summary: fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value))),
  rows: fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), hours: fc.integer({ min: 0, max: 2 }) }), {
    selector: ({ id }) => id,
  }),
});

/** As if it had crossed a channel. */
function carried(change: RowChange): RowChange {
  return RowChange.parse(JSON.parse(JSON.stringify(change)));
}

describe('changes of a live result', () => {
  test('applied to the old result give the new one', () => {
    fc.assert(
      fc.property(result, result, (previous, next) => {
        const kept = keepRows(previous, next);
        const change = rowChange(previous, kept);
        const applied = change === null ? previous : applyRowChange(previous, carried(change));
        expect(applied).toEqual(next);
        expect(change === null).toBe(kept === previous);
      }),
      {
        examples: [
          [
            { summary: {}, rows: [] },
            { summary: JSON.parse('{"__proto__":null}'), rows: [] },
          ],
        ],
      },
    );
  });

  test('keep the identity of rows that say the same', () => {
    fc.assert(
      fc.property(result, result, (previous, next) => {
        const change = rowChange(previous, keepRows(previous, next));
        const applied = change === null ? previous : applyRowChange(previous, carried(change));
        for (const row of applied.rows) {
          const before = previous.rows.find(({ id }) => id === row.id);
          if (before !== undefined && JSON.stringify(before) === JSON.stringify(row)) expect(row).toBe(before);
        }
        expect(applied.rows).toHaveLength(next.rows.length);
      }),
    );
  });

  test('name a moved row in the order only', () => {
    const previous = { summary: null, rows: [{ id: 'a' }, { id: 'b' }] };
    const next = keepRows(previous, { summary: null, rows: [{ id: 'b' }, { id: 'a' }] });
    expect(rowChange(previous, next)).toEqual({ upsert: [], order: ['b', 'a'] });
  });

  test('of one row name that row and nothing else', () => {
    const previous = {
      summary: { hours: 3 },
      rows: [
        { id: 'a', hours: 1 },
        { id: 'b', hours: 2 },
      ],
    };
    const next = keepRows(previous, {
      summary: { hours: 3 },
      rows: [
        { id: 'a', hours: 1 },
        { id: 'b', hours: 3 },
      ],
    });
    expect(rowChange(previous, next)).toEqual({ upsert: [{ id: 'b', hours: 3 }] });
  });
});
