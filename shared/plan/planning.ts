// What a schedule has to know of an issue beyond its estimate: when it may start and has to be finished, what has gone into it, and who it needs.
//
// Who it needs beyond the one it is assigned to: people of whom any will do, or anyone with a skill, and how many at once.
// What an issue needs is one value, so that a merge never mixes two people's halves of it.
import { z } from 'zod';
import { PersonId } from './identity.ts';
import { ShortName } from './issue.ts';
import { limit } from './limit.ts';
import { Hours, IsoDate, LocalTime } from './quantity.ts';

/** Somebody that an issue needs: anyone of those named, or anyone with a skill, or, with neither, anyone at all. */
export const Need = z
  .object({
    anyOf: z.array(PersonId).max(limit.needs),
    skill: ShortName.nullable(),
    /** How many at once. */
    count: z.int().min(1).max(limit.units),
  })
  .refine(({ anyOf, skill }) => anyOf.length === 0 || skill === null, {
    error: 'A need names people or a skill, not both; give it as two needs when it is both.',
    path: ['skill'],
  });
export type Need = z.infer<typeof Need>;

/** All that an issue needs at once; empty: the one it is assigned to, or anyone. */
export const Needs = z.array(Need).max(limit.needs);

/** What a person sets of an issue for the schedule. */
export const IssuePlanning = z.object({
  /** It does not start before this day. */
  notBefore: IsoDate.nullable(),
  /** Last day on which it should be finished. */
  deadline: IsoDate.nullable(),
  /** A start that somebody set by hand, and which nothing moves. */
  fixedStart: LocalTime.nullable(),
  /** The estimate is time that passes, whoever does it, and not effort. */
  fixedDuration: z.boolean(),
  /** Work on it may rest over days off and holidays of whoever does it. */
  splits: z.boolean(),
  needs: Needs,
  /** Hours that have gone into it so far. */
  spentHours: Hours.nullable(),
  /** Hours that somebody says remain; `null`: the estimate without what is spent. */
  remainingHours: Hours.nullable(),
});
export type IssuePlanning = z.infer<typeof IssuePlanning>;

/** The text under which documents keep needs; `null` for none. */
export function writeNeeds(needs: readonly Need[]): string | null {
  if (needs.length === 0) return null;
  return JSON.stringify(needs.map(({ anyOf, skill, count }) => ({ anyOf: [...new Set(anyOf)], skill, count })));
}

/** What {@link writeNeeds} wrote; none of what a newer program may have written otherwise. */
export function readNeeds(text: string | null | undefined): Need[] {
  if (text === null || text === undefined) return [];
  try {
    const read = Needs.safeParse(JSON.parse(text));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

function spellNeed({ anyOf, skill, count }: Need, nameOf: (personId: string) => string): string {
  const who = skill === null ? anyOf.map(nameOf).join(' or ') || 'anyone' : `anyone with ${skill}`;
  return count === 1 ? who : `${count} × ${who}`;
}

/** Needs for people: `Ana or Ben, 2 × anyone with React`; `null` for none. */
export function spellNeeds(needs: readonly Need[], nameOf: (personId: string) => string): string | null {
  return needs.length === 0 ? null : needs.map((need) => spellNeed(need, nameOf)).join(', ');
}
