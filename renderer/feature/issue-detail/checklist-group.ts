// The lists of an issue as they are shown: by kind and by the plan's own heading, in the order of the plan.
import type { ChecklistItem, ChecklistKind } from '#shared/plan/checklist.ts';

/** What a list is called when the plan gives it no heading of its own. */
export const checklistTitle: Readonly<Record<ChecklistKind, string>> = {
  deliverable: 'Deliverables',
  acceptance: 'Acceptance criteria',
  task: 'Tasks',
  gap: 'Gaps',
  metric: 'Success metrics',
  action: 'Next actions',
  'must-have': 'Must-haves',
};

/** One list. */
export interface ChecklistGroup {
  readonly kind: ChecklistKind;
  readonly group: string;
  readonly title: string;
  /** In order, each with how deep it is nested. */
  readonly items: readonly { readonly item: ChecklistItem; readonly depth: number }[];
  readonly done: number;
  /** Items with a box; 0 means plain bullets. */
  readonly boxes: number;
}

const kindOrder: readonly ChecklistKind[] = ['deliverable', 'acceptance', 'task', 'gap', 'metric', 'action', 'must-have'];

/** Gathers the items into lists: deliverables first, then what is accepted, then the rest. `also` adds empty lists of these kinds. */
export function checklistGroups(items: readonly ChecklistItem[], also: readonly ChecklistKind[] = []): ChecklistGroup[] {
  const lists = new Map<string, ChecklistItem[]>();
  for (const item of items) {
    const key = `${item.kind}\n${item.group}`;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [item]);
    else list.push(item);
  }
  for (const kind of also) if (!items.some((item) => item.kind === kind)) lists.set(`${kind}\n`, []);
  const depths = depthsOf(items);
  return [...lists]
    .map(([key, own]) => {
      const [kindText = '', group = ''] = key.split('\n', 2);
      // The key was made from a kind above.
      const kind = kindText as ChecklistKind;
      return {
        kind,
        group,
        title: group === '' ? checklistTitle[kind] : group,
        items: own.map((item) => ({ item, depth: depths.get(item.id) ?? 0 })),
        done: own.filter((item) => item.done === true).length,
        boxes: own.filter((item) => item.done !== null).length,
      };
    })
    .toSorted((one, other) => kindOrder.indexOf(one.kind) - kindOrder.indexOf(other.kind));
}

function depthsOf(items: readonly ChecklistItem[]): Map<string, number> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const depth = (item: ChecklistItem, seen: number): number => {
    const parent = item.parentId === null ? undefined : byId.get(item.parentId);
    return parent === undefined || seen > items.length ? 0 : 1 + depth(parent, seen + 1);
  };
  return new Map(items.map((item) => [item.id, depth(item, 0)]));
}
