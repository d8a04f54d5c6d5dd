import { itemOwner, spellItem } from '#electron/engine/command/item-entry.ts';
import type { ChecklistItemDraft } from '#shared/plan/plan-draft.ts';
import { rankBetween } from '#shared/plan/rank.ts';
import { itemFields } from './draft-record.ts';
import type { PlanUpdate } from './plan-update.ts';

/** Names each item by where it hangs and what it says; the second of two equal ones is told apart by its number. */
function named<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item> {
  const count = new Map<string, number>();
  const byName = new Map<string, Item>();
  for (const item of items) {
    const name = nameOf(item);
    const number = count.get(name) ?? 0;
    count.set(name, number + 1);
    byName.set(`${name}\n${number}`, item);
  }
  return byName;
}

/** Ticks, adds and removes the checklist items that the file ticked, added and removed. */
export function updateItems({ store, step, ids, roadmapId, before, after, newId, now }: PlanUpdate): void {
  const nameOf = (item: ChecklistItemDraft): string => {
    const { issueId, milestoneId, group, text } = itemFields(item, ids);
    return `${issueId}\n${milestoneId}\n${group}\n${text}`;
  };
  const states = store.rows.itemsOf(roadmapId);
  const current = named(states, ({ issueId, milestoneId, group, text }) => `${issueId}\n${milestoneId}\n${group}\n${text}`);
  const was = named(before?.checklist ?? [], nameOf);
  const is = named(after.checklist, nameOf);
  const idOf = new Map<ChecklistItemDraft, string>();
  let previous: string | null = null;
  for (const [name, draft] of is) {
    const state = current.get(name);
    const old = was.get(name);
    if (state !== undefined) {
      idOf.set(draft, state.id);
      previous = state.rank;
      const ticked = old === undefined || old.done !== draft.done;
      if (ticked && state.done !== draft.done) {
        step.set(roadmapId, 'item', state.id, { done: draft.done });
        const tickedText = spellItem({ ...state, done: draft.done });
        step.note(roadmapId, { ...itemOwner(state), field: 'checklist', before: spellItem(state), after: tickedText });
      }
      if ((old === undefined || old.kind !== draft.kind) && state.kind !== draft.kind) {
        step.set(roadmapId, 'item', state.id, { kind: draft.kind });
        const spellKind = (kind: string): string => `${state.text} (${kind})`;
        step.note(roadmapId, { ...itemOwner(state), field: 'checklist', before: spellKind(state.kind), after: spellKind(draft.kind) });
      }
      continue;
    }
    // Removed or reworded here since the last import: that stays.
    if (old !== undefined) continue;
    const fields = itemFields(draft, ids);
    if ((draft.owner.on === 'issue' && fields.issueId === null) || (draft.owner.on === 'milestone' && fields.milestoneId === null))
      continue;
    const id = newId();
    idOf.set(draft, id);
    const parent = draft.parent === null ? undefined : after.checklist[draft.parent];
    previous = rankBetween(previous, store.rows.itemRankBehind(roadmapId, previous));
    step.create(roadmapId, 'item', id, { ...fields, parentId: (parent && idOf.get(parent)) ?? null, rank: previous });
    step.note(roadmapId, { ...itemOwner({ ...fields, roadmapId }), field: 'checklist', before: null, after: spellItem(draft) });
  }
  for (const [name, state] of current) {
    if (!was.has(name) || is.has(name)) continue;
    step.set(roadmapId, 'item', state.id, { deletedAt: now });
    step.note(roadmapId, { ...itemOwner(state), field: 'checklist', before: spellItem(state), after: null });
  }
}
