// The rules of the plan for what an undo puts back. Others may have used the time: taken the key, closed the circle.
import { isSameName } from './same-name.ts';
import type { CommandContext } from './command-handler.ts';
import { callRecord, type PutBack } from './put-back.ts';

/** What may be put back, with what has to change for it, and a sentence for each thing that may not. */
export interface RuledStep {
  readonly fields: readonly PutBack[];
  readonly kept: readonly string[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Looks at the plan as it would be with everything put back. */
class Rules {
  readonly #context: CommandContext;
  readonly #fields: Set<PutBack>;
  readonly kept: string[] = [];
  readonly #byRecord = new Map<string, Map<string, PutBack>>();

  constructor(context: CommandContext, fields: readonly PutBack[]) {
    this.#context = context;
    this.#fields = new Set(fields);
    for (const one of fields) {
      const of = this.#byRecord.get(one.id) ?? new Map<string, PutBack>();
      if (one.member === null) of.set(one.field, one);
      this.#byRecord.set(one.id, of);
    }
  }

  /** Value of a field as it would be. */
  #would(id: string, field: string, otherwise: unknown): unknown {
    const found = this.#byRecord.get(id)?.get(field);
    return found === undefined ? otherwise : found.value;
  }

  #wouldLive(id: string, lives: boolean): boolean {
    return this.#would(id, 'deletedAt', lives ? null : '') === null;
  }

  #leave(one: PutBack, reason: string): void {
    this.#fields.delete(one);
    this.#byRecord.get(one.id)?.delete(one.field);
    this.kept.push(reason);
  }

  #call({ place, collection, id, record }: PutBack): string {
    return callRecord(this.#context, { roadmapId: place.roadmapId, collection, id, record });
  }

  /** Whether another record that would be alive has the name; the one that has it now is what the rows know. */
  #isTaken(one: PutBack, name: string): boolean {
    const { rows } = this.#context;
    const { collection, id, place } = one;
    const differs = (other: { readonly id: string }, field: string): boolean =>
      other.id !== id && this.#wouldLive(other.id, true) && this.#would(other.id, field, name) === name;
    if (collection === 'issue') {
      const other = rows.issueIdByKey(place.roadmapId ?? '', name);
      return other !== null && differs({ id: other }, 'key');
    }
    if (collection === 'milestone') {
      const other = rows.milestoneByKey(place.roadmapId ?? '', name);
      return other !== null && differs(other, 'key');
    }
    if (collection !== 'person' && collection !== 'sprint') return false;
    const others: readonly { readonly id: string; readonly name: string }[] = collection === 'person' ? rows.people() : rows.sprints();
    return others.some((other) => isSameName(other.name, name) && differs(other, 'name'));
  }

  /** Keys and names that were given to something else meanwhile: the old one is left, and what comes back gets a new one. */
  names(): void {
    for (const one of this.#fields) {
      const field = one.collection === 'issue' || one.collection === 'milestone' ? 'key' : 'name';
      const name = textOf(this.#would(one.id, field, one.record[field]));
      if (one.field === field && one.record['deletedAt'] === null && this.#isTaken(one, name)) {
        this.#leave(one, `The ${field} ${name} has been given to something else since, so ${this.#call(one)} keeps its own.`);
      }
      if (one.field !== 'deletedAt' || one.value !== null || !this.#isTaken(one, name)) continue;
      let copy = 2;
      while (this.#isTaken(one, `${name} (${copy})`)) copy += 1;
      const renamed: PutBack = { ...one, field, value: `${name} (${copy})` };
      this.#fields.add(renamed);
      this.#byRecord.get(one.id)?.set(field, renamed);
      this.kept.push(`The ${field} ${name} has been given to something else since, so ${this.#call(one)} came back as ${name} (${copy}).`);
    }
  }

  /** Parents that would lie below their own child. */
  parents(): void {
    const { rows } = this.#context;
    for (const one of this.#fields) {
      if (one.collection !== 'issue' || one.field !== 'parentId' || one.value === null) continue;
      const seen = new Set<string>();
      let above: string | null = one.id;
      while (above !== null && !seen.has(above)) {
        seen.add(above);
        above = textOf(this.#would(above, 'parentId', rows.issue(above)?.parentId ?? null)) || null;
      }
      if (above === one.id)
        this.#leave(one, `${this.#call(one)} would lie below itself, because issues have been moved since; its parent stays.`);
    }
  }

  /** Dependencies that would close a cycle, or that are there already. */
  dependencies(): void {
    const { rows } = this.#context;
    const gone = new Set<string>();
    const added = new Map<string, Set<string>>();
    const back: { one: PutBack; issueId: string; dependsOnId: string }[] = [];
    for (const one of this.#fields) {
      if (one.collection !== 'dependency' || one.field !== 'deletedAt') continue;
      const [issueId, dependsOnId] = [textOf(one.record['issueId']), textOf(one.record['dependsOnId'])];
      if (one.value === null) back.push({ one, issueId, dependsOnId });
      else gone.add(`${issueId} ${dependsOnId}`);
    }
    const reaches = (from: string, to: string, hardOnly: boolean): boolean => {
      const seen = new Set([from]);
      for (const at of seen) {
        if (at === to) return true;
        for (const next of rows.waitsFor(at, hardOnly)) if (!gone.has(`${at} ${next}`)) seen.add(next);
        for (const next of added.get(at) ?? []) seen.add(next);
      }
      return false;
    };
    for (const { one, issueId, dependsOnId } of back) {
      const isThere = rows.dependencyId(issueId, dependsOnId) !== null && !gone.has(`${issueId} ${dependsOnId}`);
      if (isThere) this.#leave(one, `The dependency on ${this.#call(one)} has been added again since; that one stays.`);
      else if (reaches(dependsOnId, issueId, one.record['strength'] === 'hard')) {
        this.#leave(one, `The ${this.#call(one)} would close a cycle with what has been added since; it stays removed.`);
      } else added.set(issueId, (added.get(issueId) ?? new Set()).add(dependsOnId));
    }
  }

  /** Sprints that would end before they start. */
  sprints(): void {
    for (const one of this.#fields) {
      if (one.collection !== 'sprint' || (one.field !== 'start' && one.field !== 'finish')) continue;
      const start = textOf(this.#would(one.id, 'start', one.record['start']));
      const finish = textOf(this.#would(one.id, 'finish', one.record['finish']));
      if (finish < start)
        this.#leave(
          one,
          `The ${this.#call(one)} would end before it starts, because its dates have been changed since; its ${one.field} stays.`,
        );
    }
  }

  result(): RuledStep {
    return { fields: [...this.#fields], kept: this.kept };
  }
}

/** Leaves out what the plan as others have changed it since does not allow. */
export function rulePutBack(context: CommandContext, fields: readonly PutBack[]): RuledStep {
  const rules = new Rules(context, fields);
  rules.names();
  rules.parents();
  rules.dependencies();
  rules.sprints();
  return rules.result();
}
