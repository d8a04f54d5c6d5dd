import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checklistGroups } from '#renderer/feature/issue-detail/checklist-group.ts';
import { ChecklistItem, ChecklistKind } from '#shared/plan/checklist.ts';

const item = fc.record({
  kind: fc.constantFrom(...ChecklistKind.options),
  group: fc.constantFrom('', 'This week'),
  done: fc.constantFrom(true, false, null),
});
const items = fc.array(item, { maxLength: 20 }).map((drafts) =>
  drafts.map((draft, index) =>
    ChecklistItem.parse({
      ...draft,
      id: `c${index}`,
      roadmapId: 'r',
      issueId: 'i',
      milestoneId: null,
      parentId: null,
      text: `item ${index}`,
      rank: 'a',
    }),
  ),
);

describe('the lists of an issue', () => {
  test('hold every item once, with honest counts', () => {
    fc.assert(
      fc.property(items, (all) => {
        const lists = checklistGroups(all);
        expect(lists.flatMap((list) => list.items.map(({ item: one }) => one.id)).toSorted()).toEqual(all.map((one) => one.id).toSorted());
        for (const list of lists) {
          expect(list.boxes).toBe(list.items.filter(({ item: one }) => one.done !== null).length);
          expect(list.done).toBeLessThanOrEqual(list.boxes);
        }
      }),
    );
  });

  test('offer an empty list for a kind that was asked for, and not twice', () => {
    expect(checklistGroups([], ['acceptance']).map((list) => list.title)).toEqual(['Acceptance criteria']);
    const [one] = checklistGroups(
      [
        ChecklistItem.parse({
          id: 'c',
          roadmapId: 'r',
          issueId: 'i',
          milestoneId: null,
          parentId: null,
          kind: 'acceptance',
          group: 'Done when',
          text: 'x',
          done: false,
          rank: 'a',
        }),
      ],
      ['acceptance'],
    );
    expect(one?.title).toBe('Done when');
  });

  test('nest by parent', () => {
    const base = { roadmapId: 'r', issueId: 'i', milestoneId: null, kind: 'task', group: '', done: false, rank: 'a' };
    const [list] = checklistGroups([
      ChecklistItem.parse({ ...base, id: 'a', parentId: null, text: 'a' }),
      ChecklistItem.parse({ ...base, id: 'b', parentId: 'a', text: 'b' }),
      ChecklistItem.parse({ ...base, id: 'c', parentId: 'b', text: 'c' }),
    ]);
    expect(list?.items.map(({ depth }) => depth)).toEqual([0, 1, 2]);
  });
});
