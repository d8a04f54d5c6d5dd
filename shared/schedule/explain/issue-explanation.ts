// An issue's place in the schedule in words, as a colleague would tell it.
import { must } from '#shared/base/must.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import type { Hindrance, Impossible, Schedule, Unkept } from '../schedule-result.ts';
import type { ChainLink } from './critical-chain.ts';
import { dayText, listText, momentText } from './moment-text.ts';
import type { StartCauses } from './start-cause.ts';

/** How things are called. */
export interface PlanNames {
  /** An issue, `#7 “Ship the importer”`. */
  issue(id: string): string;
  person(id: string): string;
  readonly today: IsoDate;
}

/** Why one issue is where it is. */
export interface IssueExplanation {
  /** When and by whom. */
  readonly place: string;
  /** What sets its start. */
  readonly because: string;
  /** What else would have kept it from being much earlier, a sentence each. */
  readonly also: readonly string[];
  /** What its place means for the finish of everything. */
  readonly weight: string;
  /** What was wished and does not hold. */
  readonly unkept: readonly string[];
}

const hoursText = (hours: number): string => `${Math.round(hours * 10) / 10} h`;

/** What is in the way, in words that go on after "because" or "and". */
function hindranceText(hindrance: Hindrance, names: PlanNames): string {
  const people = (ids: readonly string[]): string => (ids.length === 0 ? 'the team' : listText(ids.map((id) => names.person(id))));
  switch (hindrance.kind) {
    case 'waits':
      return `it waits for ${names.issue(hindrance.forId)}, until ${momentText(hindrance.until, names.today)}`;
    case 'busy':
      return `${people(hindrance.personIds)} ${hindrance.personIds.length > 1 ? 'are' : 'is'} busy with ${names.issue(hindrance.withId)} until ${momentText(hindrance.until, names.today)}`;
    case 'away': {
      const { first, last } = hindrance.span;
      const when =
        first === last ? `on ${dayText(first, names.today)}` : `from ${dayText(first, names.today)} to ${dayText(last, names.today)}`;
      return `${people(hindrance.personIds)} ${hindrance.personIds.length > 1 ? 'do' : 'does'} not work ${when}`;
    }
    case 'full':
      return `${hindrance.sprint} holds ${hoursText(hindrance.capacityHours)}, and ${hoursText(hindrance.wantedHours)} were wished into it`;
    case 'not-before':
      return `it is not to start before ${dayText(hindrance.date, names.today)}`;
    case 'fixed':
      return 'its start was set by hand, and nothing moves it';
    case 'sprint-begins':
      return `it is in ${hindrance.sprint}, which begins on ${dayText(hindrance.date, names.today)}`;
    case 'locked-out':
      return `${hindrance.sprint} is locked until ${dayText(hindrance.span.last, names.today)}, and it is not in it`;
    case 'too-long':
      return `it takes ${hoursText(hindrance.hours)}, which is more than there is time`;
    case 'start':
      return 'the plan begins then';
  }
}

/** What was asked for and does not hold, as one sentence. */
export function unkeptText({ wish, wanted, got, because }: Unkept, names: PlanNames): string {
  const asked = {
    sprint: `It was wished into ${wanted}`,
    deadline: `It was to be done by ${wanted}`,
    target: `Its milestone is aimed at ${wanted}`,
    'fixed-start': `Its start is set to ${wanted}`,
    'locked-sprint': `It is in ${wanted}, which is locked`,
  }[wish];
  const instead = got === null ? 'that cannot be' : wish === 'sprint' ? `it is in ${got}` : `it is done on ${got.replace('T', ' at ')}`;
  return `${asked}; ${instead}, because ${hindranceText(because, names)}.`;
}

/** Why an issue has no place, as the end of a sentence or one of its own. */
export function impossibleText(because: Impossible, names: PlanNames): string {
  switch (because.kind) {
    case 'nobody': {
      const who = because.skill === null ? 'could do it' : `can do “${because.skill}”`;
      return because.found === 0
        ? `nobody of those who have hours of their own ${who}.`
        : `it needs ${because.wanted} people at once, and only ${because.found} ${who}.`;
    }
    case 'no-time':
      return `${listText(because.personIds.map((id) => names.person(id))) || 'the team'} never ${because.personIds.length > 1 ? 'have' : 'has'} the time for it.`;
    case 'waits':
      return `it waits for ${names.issue(because.forId)}, which has no place.`;
    case 'cycle':
      return `with these lags ${listText(because.ids.map((id) => names.issue(id)))} wait for each other, so that none can ever start.`;
  }
}

/** Explains the place of an issue that has one. `chain`: that of the schedule. */
export function explainIssue(
  id: string,
  {
    schedule,
    causes,
    chain,
    names,
  }: { readonly schedule: Schedule; readonly causes: StartCauses; readonly chain: readonly ChainLink[]; readonly names: PlanNames },
): IssueExplanation {
  const { start, finish, by, slackHours } = must(schedule.placements.get(id), `the placement of ${id}`);
  const who =
    by.length === 0
      ? ''
      : `, by ${listText(by.map(({ personId, units }) => (units > 1 ? `${units} of ${names.person(personId)}` : names.person(personId))))}`;
  const all = causes.of(id);
  const [first, ...rest] = all;
  const at = chain.findIndex((link) => link.id === id);
  const later = chain[at + 1];
  return {
    place:
      start === finish
        ? `${names.issue(id)} falls on ${momentText(start, names.today)} and takes no time${who}.`
        : `${names.issue(id)} starts on ${momentText(start, names.today)} and is done on ${momentText(finish, names.today)}${who}.`,
    because: first === undefined ? 'Nothing holds it.' : `It starts then because ${hindranceText(first.hindrance, names)}.`,
    also: rest
      .filter(({ hindrance, free }) => hindrance.kind !== 'start' && free > `${schedule.start}T23:59`)
      .slice(0, 3)
      .map(({ hindrance, free }) => {
        const text = hindranceText(hindrance, names);
        return free === start
          ? `${text.charAt(0).toUpperCase()}${text.slice(1)}, too.`
          : `Without that it could start on ${momentText(free, names.today)}: ${text}.`;
      }),
    weight:
      at === -1
        ? `It is not on the chain that sets the finish${slackHours > 0 ? `, and has ${hoursText(slackHours)} of slack by what waits for it` : ''}.`
        : `It is on the chain that sets the finish, ${later === undefined ? 'as its last issue' : `before ${names.issue(later.id)}`}: a day more here is a day more in the end.`,
    unkept: schedule.unkept.filter((one) => one.id === id).map((one) => unkeptText(one, names)),
  };
}
