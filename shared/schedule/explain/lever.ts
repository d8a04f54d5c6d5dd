// What would make everything finish earlier, found out by planning again. Serves whoever asks "what can we do about it?".
import type { ScheduleInput, ScheduleInputIssue, ScheduleInputPerson } from '../schedule-input.ts';
import type { Schedule } from '../schedule-result.ts';
import type { ChainLink } from './critical-chain.ts';

/** Something that could be done. */
export type Lever =
  /** One more person who works and can do what this one does; `null`: the team has the hours of one more person in it. */
  | { readonly kind: 'person'; readonly personId: string | null }
  /** More hours a week for somebody; `null`: for the team. */
  | { readonly kind: 'hours'; readonly personId: string | null; readonly hoursPerWeek: number }
  /** Anyone may do the issue, not only who is named. */
  | { readonly kind: 'anyone'; readonly id: string }
  /** Two people do half of it each. */
  | { readonly kind: 'split'; readonly id: string }
  /** The issue is left out. */
  | { readonly kind: 'drop'; readonly id: string }
  /** One issue does not wait for the other. */
  | { readonly kind: 'unlink'; readonly id: string; readonly dependsOnId: string }
  /** It may start whenever it can. */
  | { readonly kind: 'no-start-bound'; readonly id: string };

/** A lever, and what planning with it gave. */
export interface MeasuredLever {
  readonly lever: Lever;
  /** The last finish with it, and how many minutes of the clock it comes before the one without. */
  readonly finish: string;
  readonly savedMinutes: number;
}

/** Part of their hours that somebody might add. */
const more = 0.25;
/** A month of eight people's work: of longer chains only the longest issues are tried. */
const mostIssues = 40;

/** Of what saves as much, what asks least of people comes first. */
const effort: readonly Lever['kind'][] = ['no-start-bound', 'unlink', 'anyone', 'split', 'hours', 'person', 'drop'];

/** When the last issue is done; the start of a plan without work. */
export function finishOf(schedule: Schedule): string {
  let finish = `${schedule.start}T00:00`;
  for (const placement of schedule.placements.values()) if (placement.finish > finish) finish = placement.finish;
  return finish;
}

const minutesBetween = (from: string, until: string): number => (Date.parse(`${until}Z`) - Date.parse(`${from}Z`)) / 60_000;

/** What might help, by the chain that sets the finish: nothing outside of it does. */
export function leversOf(input: ScheduleInput, schedule: Schedule, chain: readonly ChainLink[]): Lever[] {
  const issues = new Map(input.issues.map((issue) => [issue.id, issue]));
  const people = new Set<string | null>();
  const levers: Lever[] = [];
  const longest = chain
    .flatMap(({ id, cause }) => {
      const issue = issues.get(id);
      return issue === undefined ? [] : [{ issue, cause }];
    })
    .sort((one, other) => (other.issue.hours ?? 0) - (one.issue.hours ?? 0))
    .slice(0, mostIssues);
  for (const { issue, cause } of longest) {
    const { id } = issue;
    const by = schedule.placements.get(id)?.by ?? [];
    if ((issue.hours ?? 0) > 0) {
      for (const { personId } of by) people.add(personId);
      if (by.length === 0) people.add(null);
      levers.push({ kind: 'drop', id });
      if (by.length === 1 && !issue.fixedDuration) levers.push({ kind: 'split', id });
    }
    if (cause.hindrance.kind === 'waits') levers.push({ kind: 'unlink', id, dependsOnId: cause.hindrance.forId });
    if (cause.hindrance.kind === 'busy' && issue.needs.some(({ anyOf }) => anyOf.length > 0)) levers.push({ kind: 'anyone', id });
    if (cause.hindrance.kind === 'not-before' || cause.hindrance.kind === 'fixed') levers.push({ kind: 'no-start-bound', id });
  }
  const hoursOf = new Map(input.people.map((person) => [person.id, person.hoursPerWeek ?? input.hoursPerWeek]));
  for (const personId of people) {
    const hours = personId === null ? input.hoursPerWeek : (hoursOf.get(personId) ?? input.hoursPerWeek);
    levers.push({ kind: 'person', personId }, { kind: 'hours', personId, hoursPerWeek: Math.max(1, Math.round(hours * more)) });
  }
  return levers;
}

function withIssue(input: ScheduleInput, id: string, change: (issue: ScheduleInputIssue) => readonly ScheduleInputIssue[]): ScheduleInput {
  return { ...input, issues: input.issues.flatMap((issue) => (issue.id === id ? change(issue) : [issue])) };
}

function withPeople(input: ScheduleInput, change: (person: ScheduleInputPerson) => readonly ScheduleInputPerson[]): ScheduleInput {
  return { ...input, people: input.people.flatMap(change) };
}

/** Whoever may do the same as somebody else. */
function likewise(issue: ScheduleInputIssue, personId: string, twinId: string): ScheduleInputIssue {
  const needs = issue.needs.map((need) => (need.anyOf.includes(personId) ? { ...need, anyOf: [...need.anyOf, twinId] } : need));
  return { ...issue, needs };
}

/** The plan as it would be with a lever. */
function withLever(input: ScheduleInput, lever: Lever): ScheduleInput {
  switch (lever.kind) {
    case 'person': {
      const { personId } = lever;
      if (personId === null) return { ...input, hoursPerWeek: input.hoursPerWeek * 2 };
      const twinId = `${personId} and one more`;
      const grown = withPeople(input, (person) =>
        person.id !== personId
          ? [person]
          : person.units > 1
            ? [{ ...person, units: person.units + 1 }]
            : [person, { ...person, id: twinId, daysOff: [] }],
      );
      return { ...grown, issues: grown.issues.map((issue) => likewise(issue, personId, twinId)) };
    }
    case 'hours': {
      const { personId, hoursPerWeek } = lever;
      if (personId === null) return { ...input, hoursPerWeek: input.hoursPerWeek + hoursPerWeek };
      return withPeople(input, (person) => [
        person.id === personId && person.hoursPerWeek !== null ? { ...person, hoursPerWeek: person.hoursPerWeek + hoursPerWeek } : person,
      ]);
    }
    case 'anyone':
      return withIssue(input, lever.id, (issue) => [{ ...issue, needs: issue.needs.map((need) => ({ ...need, anyOf: [] })) }]);
    case 'split':
      return splitInTwo(input, lever.id);
    case 'drop':
      return withIssue(input, lever.id, () => []);
    case 'unlink':
      return withIssue(input, lever.id, (issue) => [{ ...issue, dependsOn: issue.dependsOn.filter(({ id }) => id !== lever.dependsOnId) }]);
    case 'no-start-bound':
      return withIssue(input, lever.id, (issue) => [{ ...issue, notBefore: null, fixedStart: null }]);
  }
}

/** Two halves, each of which anyone may do who has the skill; who waited for the issue waits for both. */
function splitInTwo(input: ScheduleInput, id: string): ScheduleInput {
  const halfId = `${id} second half`;
  const halved = withIssue(input, id, (issue) => {
    const half = {
      ...issue,
      hours: issue.hours === null ? null : issue.hours / 2,
      needs: issue.needs.map((need) => ({ ...need, anyOf: [] })),
    };
    return [half, { ...half, id: halfId, rank: `${issue.rank}~` }];
  });
  const issues = halved.issues.map((issue) => ({
    ...issue,
    dependsOn: issue.dependsOn.flatMap((link) => (link.id === id ? [link, { ...link, id: halfId }] : [link])),
  }));
  return { ...halved, issues };
}

/**
 * Plans once for each lever and ranks them by what they save; what saves nothing is left out. Yields after each plan; whoever asks no more ends it.
 */
export function* measureLevers(
  input: ScheduleInput,
  finish: string,
  levers: readonly Lever[],
  plan: (input: ScheduleInput) => Schedule,
): Generator<{ readonly done: number; readonly total: number }, MeasuredLever[]> {
  const measured: MeasuredLever[] = [];
  for (const [index, lever] of levers.entries()) {
    yield { done: index, total: levers.length };
    const its = finishOf(plan(withLever(input, lever)));
    const savedMinutes = minutesBetween(its, finish);
    if (savedMinutes > 0) measured.push({ lever, finish: its, savedMinutes });
  }
  return measured.sort(
    (one, other) => other.savedMinutes - one.savedMinutes || effort.indexOf(one.lever.kind) - effort.indexOf(other.lever.kind),
  );
}
