// Status of an issue: the plan's own wording beside the category that Sextant computes with.
// Blocked and ready are not statuses: they are computed from dependencies (see readiness.ts).
import { z } from 'zod';
import { limit } from './limit.ts';

/** What a status means for planning. */
export const StatusCategory = z.enum(['backlog', 'planned', 'in-progress', 'done', 'cancelled']);
export type StatusCategory = z.infer<typeof StatusCategory>;

/** A status as the team words it, with its category. `verified` keeps "done and verified" apart from "done". */
export const Status = z.object({
  category: StatusCategory,
  name: z.string().min(1).max(limit.name),
  verified: z.boolean(),
});
export type Status = z.infer<typeof Status>;

/** The wording used where a plan has none of its own. */
export const statusName: Readonly<Record<StatusCategory, string>> = {
  backlog: 'Backlog',
  planned: 'Planned',
  'in-progress': 'In progress',
  done: 'Done',
  cancelled: 'Cancelled',
};

/** The status of an issue whose plan does not state one. */
export const plannedStatus: Status = { category: 'planned', name: statusName.planned, verified: false };

/** True while work on the issue may still come: neither done nor cancelled. */
export function isOpen(category: StatusCategory): boolean {
  return category !== 'done' && category !== 'cancelled';
}

/** How history spells a status: the wording, with the category where the wording is not the category's own. */
export function spellStatus({ category, name, verified }: Status): string {
  const facts = [...(name === statusName[category] ? [] : [category]), ...(verified ? ['verified'] : [])];
  return facts.length === 0 ? name : `${name} (${facts.join(', ')})`;
}

/** The category of a status as {@link spellStatus} spells it; `null` for any other text. */
export function spelledCategory(text: string): StatusCategory | null {
  // A wording that is not the category's own always carries the category, so a wording such as "Done (planned)" misleads nobody.
  const [, fact] = /\((backlog|planned|in-progress|done|cancelled)(?:, verified)?\)$/u.exec(text) ?? [];
  const named = StatusCategory.safeParse(fact);
  if (named.success) return named.data;
  const own = text.replace(/ \(verified\)$/u, '');
  return StatusCategory.options.find((category) => statusName[category] === own) ?? null;
}
