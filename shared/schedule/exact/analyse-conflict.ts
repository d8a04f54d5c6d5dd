// Why nothing was left: the part of the decisions that is to blame, as a clause that keeps the search from making the same mistake.
import { must } from '#shared/base/must.ts';
import type { BoundTrail, Literals, Side } from './bound-trail.ts';

/** What is learned from a conflict. */
export interface Lesson {
  /** One of these holds: the first one, once the decisions are taken back to `level`; the second one fell latest of the others. */
  readonly literals: Literals;
  readonly level: number;
}

/**
 * Learns from the conflict in the trail; `null` when it rests on no decision. Tells `blamed` each side that had a part in it.
 *
 * Method: first unique implication point (Marques-Silva and Sakallah 1999, "GRASP"), over bounds that are named only when they are needed
 * (Ohrimenko, Stuckey and Codish 2009, "Propagation via lazy clause generation").
 */
export function analyseConflict(trail: BoundTrail, blamed: (side: Side) => void): Lesson | null {
  const conflict = must(trail.conflict, 'a conflict');
  /** By entry of the trail, how much is needed of the bound that it made. */
  const needed = new Map<number, number>();
  const need = (side: Side, value: number): boolean => {
    const entry = trail.entryOf(side, value);
    if (entry < 0) return false;
    const known = needed.get(entry);
    if (known === undefined || known < value) needed.set(entry, value);
    if (known === undefined) blamed(side);
    return known === undefined;
  };
  for (let at = 0; at < conflict.length; at += 2) need(conflict[at] ?? 0, conflict[at + 1] ?? 0);
  let entry = Math.max(-1, ...needed.keys());
  const level = entry < 0 ? 0 : trail.levelOf(entry);
  if (level === 0) return null;
  const decision = trail.decisionOf(level);
  let open = [...needed.keys()].filter((one) => one >= decision).length;
  for (; open > 1 || !needed.has(entry); entry -= 1) {
    if (!needed.delete(entry)) continue;
    open -= 1;
    const reason = trail.reason[entry] ?? 0;
    const end = reason + 1 + 2 * (trail.reasons[reason] ?? 0);
    for (let at = reason + 1; at < end; at += 2) {
      const side = trail.reasons[at] ?? 0;
      const value = trail.reasons[at + 1] ?? 0;
      if (need(side, value) && trail.entryOf(side, value) >= decision) open += 1;
    }
  }
  return lesson(trail, entry, needed);
}

/** The clause against what is needed, `turning` first. */
function lesson(trail: BoundTrail, turning: number, needed: ReadonlyMap<number, number>): Lesson {
  const turned = trail.side[turning] ?? 0;
  const bySide = new Map<Side, number>();
  for (const [entry, value] of needed) {
    const side = trail.side[entry] ?? 0;
    // What is needed less of a side than of it elsewhere holds with that.
    if (side !== turned) bySide.set(side, Math.max(value, bySide.get(side) ?? value));
  }
  const clause = [turned ^ 1, 1 - (needed.get(turning) ?? 0)];
  let latest = -1;
  for (const [side, value] of bySide) {
    const entry = trail.entryOf(side, value);
    if (entry > latest) clause.splice(2, 0, side ^ 1, 1 - value);
    else clause.push(side ^ 1, 1 - value);
    latest = Math.max(latest, entry);
  }
  return { literals: Int32Array.from(clause), level: latest < 0 ? 0 : trail.levelOf(latest) };
}
