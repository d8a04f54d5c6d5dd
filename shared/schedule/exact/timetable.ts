// What shared resources say about start times: an activity surely runs between its latest start and its earliest finish, and where such
// parts of others leave too little room it cannot run.
import type { BoundTrail } from './bound-trail.ts';
import type { Project } from './project.ts';

/**
 * Time-table propagation of every resource, with pointwise explanations (Schutt, Feydy, Stuckey and Wallace 2011, "Explaining the
 * cumulative propagator"). Each pass takes O(activities × time that they surely take).
 */
export class Timetable {
  readonly #project: Project;
  readonly #trail: BoundTrail;
  /** Activities that need each resource; empty where there is enough of it for all at once. */
  readonly #users: readonly Int32Array[];
  /** Units taken for sure at each time. */
  #taken = new Int32Array(256);
  /** The others that are in the way, for a reason. */
  readonly #inTheWay: number[] = [];

  constructor(project: Project, trail: BoundTrail) {
    this.#project = project;
    this.#trail = trail;
    const { duration, demand, capacity } = project;
    this.#users = Array.from(capacity, (units, resource) => {
      const users = Int32Array.from(duration.keys()).filter(
        (activity) => (duration[activity] ?? 0) > 0 && (demand[activity * capacity.length + resource] ?? 0) > 0,
      );
      const sum = users.reduce((total, activity) => total + (demand[activity * capacity.length + resource] ?? 0), 0);
      return sum > units ? users : new Int32Array(0);
    });
  }

  /** Tightens bounds as far as one look at each resource allows; `false` with a conflict in the trail when nothing fits. */
  propagate(): boolean {
    return this.#users.every((users, resource) => users.length === 0 || this.#propagate(users, resource));
  }

  #demandOf(activity: number, resource: number): number {
    return this.#project.demand[activity * this.#project.capacity.length + resource] ?? 0;
  }

  #latestStart(activity: number): number {
    return -(this.#trail.bound[2 * activity + 1] ?? 0);
  }

  #earliestFinish(activity: number): number {
    return (this.#trail.bound[2 * activity] ?? 0) + (this.#project.duration[activity] ?? 0);
  }

  #propagate(users: Int32Array, resource: number): boolean {
    let first = Number.MAX_SAFE_INTEGER;
    let end = -1;
    for (const activity of users) {
      const [from, until] = [this.#latestStart(activity), this.#earliestFinish(activity)];
      if (from >= until) continue;
      first = Math.min(first, from);
      end = Math.max(end, until);
    }
    if (end < 0) return true;
    if (this.#taken.length < end) this.#taken = new Int32Array(2 * end);
    const taken = this.#taken;
    taken.fill(0, first, end);
    let most = 0;
    let fullest = first;
    for (const activity of users) {
      const until = this.#earliestFinish(activity);
      const units = this.#demandOf(activity, resource);
      for (let time = this.#latestStart(activity); time < until; time += 1) {
        const sum = (taken[time] = (taken[time] ?? 0) + units);
        if (sum > most) {
          most = sum;
          fullest = time;
        }
      }
    }
    const capacity = this.#project.capacity[resource] ?? 0;
    if (most > capacity) return this.#overload(users, resource, fullest);
    for (const activity of users) {
      if (this.#demandOf(activity, resource) + most <= capacity) continue;
      if (!this.#pushUp(users, resource, activity, first, end) || !this.#pushDown(users, resource, activity, first, end)) return false;
    }
    return true;
  }

  /** Whether an activity, which does not surely run at `time`, could not run then. */
  #isFull(resource: number, activity: number, time: number): boolean {
    if (time >= this.#latestStart(activity) && time < this.#earliestFinish(activity)) return false;
    return (this.#taken[time] ?? 0) + this.#demandOf(activity, resource) > (this.#project.capacity[resource] ?? 0);
  }

  #pushUp(users: Int32Array, resource: number, activity: number, first: number, end: number): boolean {
    const duration = this.#project.duration[activity] ?? 0;
    for (;;) {
      const start = this.#trail.bound[2 * activity] ?? 0;
      let time = Math.min(start + duration, end) - 1;
      while (time >= Math.max(start, first) && !this.#isFull(resource, activity, time)) time -= 1;
      if (time < Math.max(start, first)) return true;
      const reason = this.#reason(users, resource, activity, time, 2 * activity, time - duration + 1);
      if (!this.#trail.raise(2 * activity, time + 1, reason)) return false;
    }
  }

  #pushDown(users: Int32Array, resource: number, activity: number, first: number, end: number): boolean {
    const duration = this.#project.duration[activity] ?? 0;
    for (;;) {
      const start = this.#latestStart(activity);
      const until = Math.min(start + duration, end);
      let time = Math.max(start, first);
      while (time < until && !this.#isFull(resource, activity, time)) time += 1;
      if (time >= until) return true;
      const reason = this.#reason(users, resource, activity, time, 2 * activity + 1, -time);
      if (!this.#trail.raise(2 * activity + 1, duration - time, reason)) return false;
    }
  }

  /** Gathers those of the others that surely run at `time`, as few as are still too many beside `units`. */
  #gather(users: Int32Array, resource: number, time: number, units: number, without: number): number[] {
    const found = this.#inTheWay;
    found.length = 0;
    let spare = units - (this.#project.capacity[resource] ?? 0) - 1;
    for (const other of users) {
      if (other === without || this.#latestStart(other) > time || this.#earliestFinish(other) <= time) continue;
      found.push(other);
      spare += this.#demandOf(other, resource);
    }
    for (let at = found.length - 1; at >= 0 && spare > 0; at -= 1) {
      const own = this.#demandOf(found[at] ?? 0, resource);
      if (own > spare) continue;
      spare -= own;
      found.splice(at, 1);
    }
    return found;
  }

  /** Writes that each of the gathered runs at `time`, beginning at a place in an array. */
  #write(to: Int32Array, at: number, found: readonly number[], time: number): number {
    let place = at;
    for (const other of found) {
      to[place++] = 2 * other;
      to[place++] = time - (this.#project.duration[other] ?? 0) + 1;
      to[place++] = 2 * other + 1;
      to[place++] = -time;
    }
    return place;
  }

  #reason(users: Int32Array, resource: number, activity: number, time: number, side: number, value: number): number {
    const found = this.#gather(users, resource, time, this.#demandOf(activity, resource), activity);
    const reason = this.#trail.beginReason(2 * found.length + 1);
    const { reasons } = this.#trail;
    const place = this.#write(reasons, reason + 1, found, time);
    reasons[place] = side;
    reasons[place + 1] = value;
    return reason;
  }

  #overload(users: Int32Array, resource: number, time: number): false {
    const found = this.#gather(users, resource, time, 0, -1);
    const conflict = new Int32Array(4 * found.length);
    this.#write(conflict, 0, found, time);
    this.#trail.conflict = conflict;
    return false;
  }
}
