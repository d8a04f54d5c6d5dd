// The fields that the list can be narrowed by, and the values each one offers in this workspace.
import type { FilterField } from '#renderer/state/list-query.ts';
import type { PickerEntry } from '#renderer/ui/picker-list.tsx';
import type { QueryResult } from '#shared/contract/query.ts';
import { Priority } from '#shared/plan/priority.ts';
import { StatusCategory, statusName } from '#shared/plan/status.ts';

/** What each field is called. */
export const fieldName: Readonly<Record<FilterField, string>> = {
  status: 'Status',
  priority: 'Priority',
  component: 'Component',
  milestone: 'Milestone',
  sprint: 'Sprint',
  assignee: 'Assignee',
  label: 'Label',
};

/** What the offers are made from. */
export interface FilterSource {
  readonly workspace: QueryResult<'workspace'>['summary'];
  readonly milestones: readonly { readonly id: string; readonly name: string }[];
}

/** One choice; the value is the text that stands in the address, empty for "none set". */
type Offer = PickerEntry<string>;

/** The values of a field. */
export function filterOffers(field: FilterField, { workspace, milestones }: FilterSource): Offer[] {
  const none = (label: string): Offer => ({ value: '', label });
  const named = (name: string): Offer => ({ value: name, label: name });
  switch (field) {
    case 'status':
      return StatusCategory.options.map((category) => ({ value: category, label: statusName[category] }));
    case 'priority':
      return [...Priority.options.map(named), none('No priority')];
    case 'component':
      return [...workspace.components.map(named), none('No component')];
    case 'milestone':
      return [...milestones.map(({ id, name }) => ({ value: id, label: name })), none('No milestone')];
    case 'sprint':
      return [...workspace.sprintNames.map(named), none('Not in a sprint')];
    case 'assignee':
      return [...workspace.people.map(({ id, name }) => ({ value: id, label: name })), none('Nobody')];
    case 'label':
      return workspace.labels.map(named);
  }
}

/** What stands in a chip for the chosen values: names while they are few, else their number. */
export function chosenText(offers: readonly Offer[], values: readonly string[]): string {
  const names = values.map((value) => offers.find((offer) => offer.value === value)?.label ?? value);
  return names.length <= 3 ? names.join(', ') : `${names.length} of ${offers.length}`;
}
