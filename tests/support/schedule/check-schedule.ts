// Says what is wrong with a schedule, from what was asked and what was answered alone. Shares no code with the scheduler: days are counted with
// `Date` in UTC, work minute by minute of each day, by the rules of docs/decisions/0020-scheduling.md.
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import type { Schedule } from '#shared/schedule/schedule-result.ts';
import { chainBreaches, linkBreaches } from './link-check.ts';
import { needBreaches } from './need-check.ts';
import { capacityBreaches, placeBreaches } from './place-check.ts';
import { unkeptBreaches, unplacedBreaches } from './reason-check.ts';
import { scheduleFacts } from './schedule-facts.ts';
import { totalBreaches } from './total-check.ts';

/** Breaches of the laws of a schedule, one sentence each; empty when it is sound. */
export function scheduleBreaches(input: ScheduleInput, schedule: Schedule): string[] {
  const facts = scheduleFacts(input);
  return [
    ...unplacedBreaches(facts, schedule),
    ...needBreaches(facts, schedule),
    ...placeBreaches(input, facts, schedule),
    ...capacityBreaches(facts, schedule),
    ...linkBreaches(facts, schedule),
    ...unkeptBreaches(input, facts, schedule),
    ...totalBreaches(input, facts, schedule),
    ...chainBreaches(facts, schedule),
  ];
}
