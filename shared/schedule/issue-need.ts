// Who could do an issue: needs of people by id, skill or neither, read off what people are there. Serves the building of problems.
import type { ScheduleInput, ScheduleInputIssue, ScheduleInputPerson, ScheduleNeed } from './schedule-input.ts';
import type { Impossible } from './schedule-result.ts';

/** Those who could serve one need, and how many of them it takes. */
export interface Seats {
  readonly people: readonly ScheduleInputPerson[];
  readonly count: number;
}

/** Reads needs. */
export class Needs {
  readonly #everybody: readonly ScheduleInputPerson[];
  /** People with hours of their own, by id. */
  readonly able: readonly ScheduleInputPerson[];
  /** While nobody with hours of their own could serve a need by name or skill, the team is one. */
  readonly isTeam: boolean;
  readonly #known = new Map<string, readonly ScheduleInputPerson[]>();

  constructor({ people }: ScheduleInput, issues: readonly ScheduleInputIssue[]) {
    this.#everybody = people;
    this.able = people.filter(({ hoursPerWeek }) => hoursPerWeek !== null).sort((one, other) => (one.id < other.id ? -1 : 1));
    this.isTeam = !issues.some(({ needs }) => needs.some((need) => asksFor(need) && this.able.some((person) => serves(need, person))));
  }

  /** Who could do an issue; a reason where nobody can, or too few. */
  of({ needs }: ScheduleInputIssue): readonly Seats[] | Impossible {
    const seats =
      needs.length === 0 ? [{ people: this.able, count: 1 }] : needs.map((need) => ({ people: this.#candidates(need), count: need.count }));
    for (const [at, { people, count }] of seats.entries()) {
      const found = this.isTeam ? (people.length > 0 || needs.length === 0 ? count : 0) : units(people);
      if (found < count) return { kind: 'nobody', skill: skillOf(needs[at]), wanted: count, found };
    }
    if (this.isTeam) return [];
    return sitting(seats) ?? seats;
  }

  #candidates(need: ScheduleNeed): readonly ScheduleInputPerson[] {
    const key = JSON.stringify([need.anyOf, need.skill]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#find(need);
    this.#known.set(key, found);
    return found;
  }

  #find(need: ScheduleNeed): readonly ScheduleInputPerson[] {
    const own = this.able.filter((person) => serves(need, person));
    if (own.length > 0) return own;
    const shared = this.#everybody.filter((person) => serves(need, person));
    if (this.isTeam) return asksFor(need) ? shared : [teamItself];
    return shared.length > 0 ? this.able : [];
  }
}

/** Stands for the team where it is one, so that there is somebody for a need of anyone. */
const teamItself: ScheduleInputPerson = {
  id: '',
  name: '',
  hoursPerWeek: null,
  week: null,
  daysOff: [],
  share: 1,
  skills: [],
  units: 1,
};

function asksFor({ anyOf, skill }: ScheduleNeed): boolean {
  return anyOf.length > 0 || skill !== null;
}

function serves({ anyOf, skill }: ScheduleNeed, person: ScheduleInputPerson): boolean {
  if (anyOf.length > 0) return anyOf.includes(person.id);
  return skill === null || person.skills.includes(skill);
}

function skillOf(need: ScheduleNeed | undefined): string | null {
  return need === undefined || need.anyOf.length > 0 ? null : need.skill;
}

function units(people: readonly ScheduleInputPerson[]): number {
  return people.reduce((sum, person) => sum + person.units, 0);
}

/** Why there is not somebody else for everybody who is needed, where that is so. Method: augmenting paths (Kuhn 1955). */
function sitting(seats: readonly Seats[]): Impossible | null {
  if (seats.length < 2) return null;
  const all = seats.flatMap(({ people, count }) => Array.from({ length: count }, () => people));
  const sits = new Map<ScheduleInputPerson, number[]>();
  const find = (seat: number, tried: Set<ScheduleInputPerson>): boolean => {
    for (const person of all[seat] ?? []) {
      if (tried.has(person)) continue;
      tried.add(person);
      const there = sits.get(person) ?? [];
      sits.set(person, there);
      if (there.length < person.units) {
        there.push(seat);
        return true;
      }
      const moved = there.findIndex((other) => find(other, tried));
      if (moved === -1) continue;
      there[moved] = seat;
      return true;
    }
    return false;
  };
  const found = all.filter((_, seat) => find(seat, new Set())).length;
  return found < all.length ? { kind: 'nobody', skill: null, wanted: all.length, found } : null;
}
