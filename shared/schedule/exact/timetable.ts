// What shared resources say about start times: an activity surely runs between its latest start and its earliest finish, and where such
// parts of others leave too little room it cannot run.
import { must } from '#shared/base/must.ts';
import type { BoundTrail } from './bound-trail.ts';
import type { Project } from './project.ts';

/** Activities that need a resource, and how much. */
interface Users {
  readonly activities: Int32Array;
  /** In the order of the activities. */
  readonly demand: Int32Array;
  readonly capacity: number;
}

/**
 * Time-table propagation of every resource, with pointwise explanations (Schutt, Feydy, Stuckey and Wallace 2011, "Explaining the
 * cumulative propagator"). Each pass takes O(activities × time that they surely take), and looks only at resources of which a user has
 * changed since the last one.
 */
export class Timetable {
  readonly #duration: Int32Array;
  readonly #trail: BoundTrail;
  /** By resource; no activities where there is enough of it for all at once. */
  readonly #users: readonly Users[];
  /** By activity, its resources. */
  readonly #resources: readonly Int32Array[];
  /** By resource, whether a bound of a user has changed. */
  readonly #changed: Uint8Array;
  /** Activities and times that were looked at so far: how much has been done. */
  effort = 0;
  /** Units taken for sure at each time. */
  #taken = new Int32Array(256);
  /** Positions of the others that are in the way, for a reason. */
  readonly #inTheWay: number[] = [];

  constructor({ duration, demand, capacity }: Project, trail: BoundTrail) {
    this.#duration = duration;
    this.#trail = trail;
    const width = capacity.length;
    this.#users = Array.from(capacity, (units, resource) => {
      const all = Int32Array.from(duration.keys()).filter(
        (activity) => (duration[activity] ?? 0) > 0 && (demand[activity * width + resource] ?? 0) > 0,
      );
      const sum = all.reduce((total, activity) => total + (demand[activity * width + resource] ?? 0), 0);
      const activities = sum > units ? all : new Int32Array(0);
      return { activities, demand: activities.map((activity) => demand[activity * width + resource] ?? 0), capacity: units };
    });
    this.#resources = Array.from(duration, (_, activity) =>
      Int32Array.from(capacity.keys()).filter((resource) => this.#users[resource]?.activities.includes(activity)),
    );
    this.#changed = new Uint8Array(width);
  }

  /** Says that a bound of an activity has changed. */
  touch(activity: number): void {
    const resources = this.#resources[activity];
    if (resources === undefined) return;
    for (let at = 0; at < resources.length; at += 1) this.#changed[resources[at] ?? 0] = 1;
  }

  /** Forgets what was said: the bounds are back where all consequences had been drawn. */
  settle(): void {
    this.#changed.fill(0);
  }

  /** Tightens bounds as far as one look at each resource allows; `false` with a conflict in the trail when nothing fits. */
  propagate(): boolean {
    for (let resource = 0; resource < this.#changed.length; resource += 1) {
      if (this.#changed[resource] === 0) continue;
      this.#changed[resource] = 0;
      if (!this.#propagate(must(this.#users[resource], 'users of each resource'))) return false;
    }
    return true;
  }

  #propagate(users: Users): boolean {
    const { activities, demand, capacity } = users;
    const { bound } = this.#trail;
    const duration = this.#duration;
    let first = Number.MAX_SAFE_INTEGER;
    let end = -1;
    for (let at = 0; at < activities.length; at += 1) {
      const activity = activities[at] ?? 0;
      const from = -(bound[2 * activity + 1] ?? 0);
      const until = (bound[2 * activity] ?? 0) + (duration[activity] ?? 0);
      if (from >= until) continue;
      if (from < first) first = from;
      if (until > end) end = until;
    }
    this.effort += activities.length;
    if (end < 0) return true;
    this.effort += activities.length + end - first;
    if (this.#taken.length < end) this.#taken = new Int32Array(2 * end);
    const taken = this.#taken;
    taken.fill(0, first, end);
    let most = 0;
    let fullest = first;
    for (let at = 0; at < activities.length; at += 1) {
      const activity = activities[at] ?? 0;
      const until = (bound[2 * activity] ?? 0) + (duration[activity] ?? 0);
      const units = demand[at] ?? 0;
      for (let time = -(bound[2 * activity + 1] ?? 0); time < until; time += 1) {
        const sum = (taken[time] ?? 0) + units;
        taken[time] = sum;
        if (sum > most) {
          most = sum;
          fullest = time;
        }
      }
    }
    if (most > capacity) return this.#overload(users, fullest);
    for (let at = 0; at < activities.length; at += 1) {
      if ((demand[at] ?? 0) + most <= capacity) continue;
      const activity = activities[at] ?? 0;
      if ((bound[2 * activity] ?? 0) === -(bound[2 * activity + 1] ?? 0)) continue;
      if (!this.#pushUp(users, at, first, end) || !this.#pushDown(users, at, first, end)) return false;
    }
    return true;
  }

  #pushUp(users: Users, user: number, first: number, end: number): boolean {
    const { bound } = this.#trail;
    const taken = this.#taken;
    const activity = users.activities[user] ?? 0;
    const duration = this.#duration[activity] ?? 0;
    const spare = users.capacity - (users.demand[user] ?? 0);
    const latest = -(bound[2 * activity + 1] ?? 0);
    for (;;) {
      const start = bound[2 * activity] ?? 0;
      const finish = start + duration;
      const least = start > first ? start : first;
      let time = (finish < end ? finish : end) - 1;
      // Where it surely runs itself, what is taken holds its own units.
      while (time >= least && ((taken[time] ?? 0) <= spare || (time >= latest && time < finish))) time -= 1;
      if (time < least) return true;
      const reason = this.#reason(users, user, time, 2 * activity, time - duration + 1);
      if (!this.#trail.raise(2 * activity, time + 1, reason)) return false;
    }
  }

  #pushDown(users: Users, user: number, first: number, end: number): boolean {
    const { bound } = this.#trail;
    const taken = this.#taken;
    const activity = users.activities[user] ?? 0;
    const duration = this.#duration[activity] ?? 0;
    const spare = users.capacity - (users.demand[user] ?? 0);
    const earliest = (bound[2 * activity] ?? 0) + duration;
    for (;;) {
      const start = -(bound[2 * activity + 1] ?? 0);
      const until = start + duration < end ? start + duration : end;
      let time = start > first ? start : first;
      while (time < until && ((taken[time] ?? 0) <= spare || (time >= start && time < earliest))) time += 1;
      if (time >= until) return true;
      const reason = this.#reason(users, user, time, 2 * activity + 1, -time);
      if (!this.#trail.raise(2 * activity + 1, duration - time, reason)) return false;
    }
  }

  /** Gathers those of the others that surely run at `time`, as few as are still too many beside `units`; gives their positions. */
  #gather({ activities, demand, capacity }: Users, time: number, units: number, without: number): number[] {
    const { bound } = this.#trail;
    const found = this.#inTheWay;
    found.length = 0;
    let spare = units - capacity - 1;
    for (let at = 0; at < activities.length; at += 1) {
      const other = activities[at] ?? 0;
      if (-(bound[2 * other + 1] ?? 0) > time || (bound[2 * other] ?? 0) + (this.#duration[other] ?? 0) <= time || at === without) continue;
      found.push(at);
      spare += demand[at] ?? 0;
    }
    for (let at = found.length - 1; at >= 0 && spare > 0; at -= 1) {
      const own = demand[found[at] ?? 0] ?? 0;
      if (own > spare) continue;
      spare -= own;
      found.splice(at, 1);
    }
    return found;
  }

  /** Writes that each of the gathered runs at `time`, beginning at a place in an array. */
  #write(to: Int32Array, at: number, { activities }: Users, found: readonly number[], time: number): number {
    let place = at;
    for (const position of found) {
      const other = activities[position] ?? 0;
      to[place++] = 2 * other;
      to[place++] = time - (this.#duration[other] ?? 0) + 1;
      to[place++] = 2 * other + 1;
      to[place++] = -time;
    }
    return place;
  }

  #reason(users: Users, user: number, time: number, side: number, value: number): number {
    const found = this.#gather(users, time, users.demand[user] ?? 0, user);
    const reason = this.#trail.beginReason(2 * found.length + 1);
    const { reasons } = this.#trail;
    const place = this.#write(reasons, reason + 1, users, found, time);
    reasons[place] = side;
    reasons[place + 1] = value;
    return reason;
  }

  #overload(users: Users, time: number): false {
    const found = this.#gather(users, time, 0, -1);
    const conflict = new Int32Array(4 * found.length);
    this.#write(conflict, 0, users, found, time);
    this.#trail.conflict = conflict;
    return false;
  }
}
