// Sections of a plan that say something about the plan as a whole: must-haves, past milestones, statistics, order of
// work, dependency graph, risks, metrics, next actions.
import type { ChecklistKind } from '#shared/plan/checklist.ts';

/** What a section holds. */
type SectionKind = 'checklist' | 'past-milestones' | 'position' | 'phases' | 'totals' | 'order' | 'graph' | 'risks';

/** The section that is being read. */
export interface PlanSection {
  readonly kind: SectionKind;
  readonly level: number;
  /** Its heading in the plan's own words. */
  readonly name: string;
  /** For checklists. */
  readonly checklist: ChecklistKind | null;
}

const sections: readonly (readonly [SectionKind, ChecklistKind | null, RegExp])[] = [
  ['checklist', 'must-have', /^must[ -]haves?$/i],
  ['checklist', 'metric', /^(?:success|key) metrics$|^metrics$/i],
  ['checklist', 'action', /^next (?:actions|steps)$/i],
  ['past-milestones', null, /^(?:past|previous|completed|shipped) milestones$/i],
  ['position', null, /^current (?:position|status|state|milestone)$/i],
  ['phases', null, /^phases$/i],
  ['totals', null, /^(?:issue )?(?:summary(?: statistics)?|statistics)$/i],
  ['order', null, /^(?:recommended )?(?:resolution|implementation|execution) order$|^sprint plan$|^sprints$/i],
  ['graph', null, /^dependenc(?:y|ies) graph$/i],
  ['risks', null, /^risks?(?: (?:assessment|analysis|register))?$/i],
];

/** The section that a heading starts, or `null` when the heading is not known. */
export function readSection(content: string, level: number): PlanSection | null {
  const bare = content.replace(/^[^\p{L}\p{N}]+/u, '').trim();
  const found = sections.find(([, , pattern]) => pattern.test(bare));
  return found === undefined ? null : { kind: found[0], level, name: content.trim(), checklist: found[1] };
}
