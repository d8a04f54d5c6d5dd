import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupKeyOf, type ListItem, listLayout } from '#renderer/feature/issue-table/list-layout.ts';

const groups = fc
  .array(fc.nat(6), { minLength: 0, maxLength: 8 })
  .map((counts) => counts.map((issues, index) => ({ name: `group ${index}`, recordId: null, issues })));

/** The same layout, written out line by line. */
function writtenOut(
  list: readonly { name: string; recordId: null; issues: number }[],
  total: number,
  collapsed: ReadonlySet<string>,
): ListItem[] {
  if (list.length === 0) return Array.from({ length: total }, (_, index) => ({ kind: 'row', index }));
  const lines: ListItem[] = [];
  let row = 0;
  for (const [index, group] of list.entries()) {
    lines.push({ kind: 'group', index });
    for (let within = 0; within < group.issues; within += 1, row += 1) {
      if (!collapsed.has(groupKeyOf(group))) lines.push({ kind: 'row', index: row });
    }
  }
  return lines;
}

const laidOut = fc.tuple(groups, fc.nat(20), fc.array(fc.nat(8))).map(([list, alone, closed]) => {
  const total = list.length === 0 ? alone : list.reduce((sum, group) => sum + group.issues, 0);
  const collapsed = new Set(closed.map((index) => `group ${index}`));
  return { list, total, collapsed, layout: listLayout(list, total, collapsed), lines: writtenOut(list, total, collapsed) };
});

describe('the layout of a list', () => {
  test('is the lines written out one by one', () => {
    fc.assert(
      fc.property(laidOut, ({ layout, lines }) => {
        expect(layout.count).toBe(lines.length);
        expect(lines.map((_, place) => layout.item(place))).toEqual(lines);
        expect(layout.heads).toEqual(lines.flatMap((line, place) => (line.kind === 'group' ? [place] : [])));
      }),
    );
  });

  test('finds each row where it stands, and none that is hidden', () => {
    fc.assert(
      fc.property(laidOut, ({ layout, lines, total }) => {
        for (let row = -1; row <= total; row += 1) {
          const place = lines.findIndex((line) => line.kind === 'row' && line.index === row);
          expect(layout.placeOfRow(row)).toBe(place === -1 ? null : place);
        }
      }),
    );
  });

  test('goes to the next row that is shown, and stays at either end', () => {
    fc.assert(
      fc.property(laidOut, ({ layout, lines, total }) => {
        const shown = lines.flatMap((line) => (line.kind === 'row' ? [line.index] : []));
        expect(layout.shownRows).toBe(shown.length);
        for (let row = -1; row <= total; row += 1) {
          const after = shown.find((index) => index > row);
          const before = shown.findLast((index) => index < row);
          if (after !== undefined) expect(layout.neighbour(row, 1)).toBe(after);
          else if (shown.includes(row)) expect(layout.neighbour(row, 1)).toBe(row);
          if (before !== undefined) expect(layout.neighbour(row, -1)).toBe(before);
          else if (shown.includes(row)) expect(layout.neighbour(row, -1)).toBe(row);
        }
      }),
    );
  });
});
