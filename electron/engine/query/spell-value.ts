// How a value of a field reads where people choose between several.
import { Estimate } from '#shared/plan/estimate.ts';
import { Status, spellStatus } from '#shared/plan/status.ts';

/** What people call fields that are not called as they are stored. */
const fieldNames: Readonly<Record<string, string>> = {
  parentId: 'parent',
  milestoneId: 'milestone',
  assigneeId: 'assignee',
  roadmapId: 'roadmap',
  holdReason: 'reason for the hold',
  hoursPerWeek: 'hours a week',
  sprintWeeks: 'weeks of a sprint',
  capacityHours: 'capacity',
  currentMilestone: 'current milestone',
  rolloutPercent: 'rollout',
  deletedAt: 'deletion',
  content: 'content',
  comment: 'comments',
  item: 'checklist',
  external: 'externals',
  text: 'wording',
  done: 'tick',
  on: 'switch',
};

/** What people call a field. */
export function fieldName(field: string): string {
  return fieldNames[field] ?? field;
}

const hours = (value: number): string => `${value} h`;

function spellEstimate({ likely, optimistic, pessimistic }: Estimate): string {
  return optimistic === null && pessimistic === null ? hours(likely) : `${hours(likely)} (${optimistic ?? '?'} to ${pessimistic ?? '?'})`;
}

const units: Readonly<Record<string, string>> = {
  hoursPerWeek: ' h',
  capacityHours: ' h',
  rolloutPercent: ' %',
  days: ' days',
  content: ' changes',
};
const truths: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  done: ['ticked', 'not ticked'],
  resolved: ['resolved', 'open'],
};

/** A value for people; `null` where there is none. `nameOf` gives the name of a record by its id. */
export function spellValue(field: string, value: unknown, nameOf: (id: string) => string | null): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return (truths[field] ?? ['on', 'off'])[value ? 0 : 1];
  if (typeof value === 'number') return `${value}${units[field] ?? ''}`;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(', ');
  if (typeof value === 'string') return field.endsWith('Id') ? (nameOf(value) ?? 'something that is gone') : value;
  const status = Status.safeParse(value);
  if (status.success) return spellStatus(status.data);
  const estimate = Estimate.safeParse(value);
  return estimate.success ? spellEstimate(estimate.data) : JSON.stringify(value);
}
