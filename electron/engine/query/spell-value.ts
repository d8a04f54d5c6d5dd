// How a value of a field reads where people choose between several.
import { DateSpans, spellSpans } from '#shared/plan/date-span.ts';
import { spellLag } from '#shared/plan/dependency.ts';
import { Estimate } from '#shared/plan/estimate.ts';
import { readNeeds, spellNeeds } from '#shared/plan/planning.ts';
import { Status, spellStatus } from '#shared/plan/status.ts';
import { spellWeek, Week } from '#shared/plan/workspace.ts';

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
  notBefore: 'earliest start',
  fixedStart: 'fixed start',
  fixedDuration: 'duration',
  splits: 'rests',
  spentHours: 'hours spent',
  remainingHours: 'hours remaining',
  lagMinutes: 'lag',
  daysOff: 'days off',
  wipLimit: 'limit of work in progress',
  locked: 'lock',
  expectedOn: 'expected day',
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
  spentHours: ' h',
  remainingHours: ' h',
};
const truths: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  done: ['ticked', 'not ticked'],
  resolved: ['resolved', 'open'],
  fixedDuration: ['fixed', 'by effort'],
  splits: ['in pieces', 'in one piece'],
  locked: ['locked', 'open'],
};

const special: Readonly<Record<string, (value: unknown, nameOf: (id: string) => string | null) => string | null>> = {
  needs: (value, nameOf) => spellNeeds(readNeeds(String(value)), (id) => nameOf(id) ?? 'somebody who is gone'),
  daysOff: (value) => spellSpans(DateSpans.catch([]).parse(value)),
  holidays: (value) => spellSpans(DateSpans.catch([]).parse(value)),
  week: (value) => spellWeek(Week.nullable().catch(null).parse(value)),
  lagMinutes: (value) => (typeof value === 'number' ? spellLag(value) || null : null),
  focus: (value) => (typeof value === 'number' ? `${value * 100} %` : null),
  share: (value) => (typeof value === 'number' ? `${value * 100} %` : null),
};

/** A value for people; `null` where there is none. `nameOf` gives the name of a record by its id. */
export function spellValue(field: string, value: unknown, nameOf: (id: string) => string | null): string | null {
  if (value === null || value === undefined || value === '') return null;
  const spell = special[field];
  if (spell !== undefined) return spell(value, nameOf);
  if (typeof value === 'boolean') return (truths[field] ?? ['on', 'off'])[value ? 0 : 1];
  if (typeof value === 'number') return `${value}${units[field] ?? ''}`;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(', ');
  if (typeof value === 'string') return field.endsWith('Id') ? (nameOf(value) ?? 'something that is gone') : value;
  const status = Status.safeParse(value);
  if (status.success) return spellStatus(status.data);
  const estimate = Estimate.safeParse(value);
  return estimate.success ? spellEstimate(estimate.data) : JSON.stringify(value);
}
