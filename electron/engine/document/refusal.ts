// Which changes do not count: a pure function of the changes that are here and of the members, whatever order they came in.
import type { RefusalReason } from '#electron/engine/store/refused-change.ts';
import type { Standing } from '#electron/engine/team/membership.ts';
import type { ChangeFact } from './change-fact.ts';

/** How a change is judged by itself, whatever it builds on. */
export interface Judge {
  standing(fact: ChangeFact): Standing;
  /** Whether it was there when the workspace was founded. */
  isFounding(fact: ChangeFact): boolean;
}

/** Changes with what each of the others builds on. */
class Followers {
  readonly #by = new Map<string, ChangeFact[]>();

  constructor(facts: readonly ChangeFact[]) {
    for (const fact of facts) for (const hash of fact.deps) this.#by.set(hash, [...(this.#by.get(hash) ?? []), fact]);
  }

  /** Everything that builds on a change, over others too. */
  *of(hash: string): Generator<ChangeFact> {
    const seen = new Set(this.#by.get(hash));
    for (const fact of seen) {
      yield fact;
      for (const next of this.#by.get(fact.hash) ?? []) seen.add(next);
    }
  }
}

/** On how many other devices somebody built on a change before its twin was known there. */
function builders(fact: ChangeFact, followers: Followers, standing: ReadonlyMap<string, Standing>): number {
  const devices = new Set<string>();
  for (const { hash, deviceId } of followers.of(fact.hash)) {
    if (deviceId !== fact.deviceId && standing.get(hash) !== 'refused') devices.add(deviceId);
  }
  return devices.size;
}

/**
 * Of changes that are numbered alike by one actor, all but one: the one stays that was there when the workspace was founded, else the
 * one on which people built on more other devices, else the one with the smallest hash. Nobody can push out with a late twin what
 * others have built on.
 */
function* losers(
  facts: readonly ChangeFact[],
  { isFounding }: Judge,
  standing: ReadonlyMap<string, Standing>,
  followers: () => Followers,
): Generator<string> {
  const counting = facts.filter(({ hash }) => standing.get(hash) !== 'refused');
  const twins = Map.groupBy(counting, ({ documentId, actor, sequence }) => `${documentId} ${actor} ${sequence}`);
  for (const among of twins.values()) {
    if (among.length < 2) continue;
    const rank = among
      .map((fact) => ({ hash: fact.hash, founding: Number(isFounding(fact)), builders: builders(fact, followers(), standing) }))
      .toSorted((one, other) => other.founding - one.founding || other.builders - one.builders || (one.hash < other.hash ? -1 : 1));
    for (const { hash } of rank.slice(1)) yield hash;
  }
}

/** Which of these changes do not count, and why. Each builds on changes that are among them. */
export function refusals(facts: readonly ChangeFact[], judge: Judge): Map<string, RefusalReason> {
  const standing = new Map(facts.map((fact) => [fact.hash, judge.standing(fact)]));
  const refused = new Map<string, RefusalReason>();
  for (const [hash, one] of standing) if (one === 'refused') refused.set(hash, 'refused');
  let known: Followers | null = null;
  const followers = (): Followers => (known ??= new Followers(facts));
  for (const hash of losers(facts, judge, standing, followers)) refused.set(hash, 'equivocation');
  for (const hash of Array.from(refused.keys())) {
    for (const follower of followers().of(hash)) if (!refused.has(follower.hash)) refused.set(follower.hash, 'builds-on-refused');
  }
  return refused;
}
