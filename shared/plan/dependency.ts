// What waits for what: dependencies between issues, blockers outside the plan, and targets outside that wait for us.
import { z } from 'zod';
import { DependencyId, ExternalId, IssueId, RoadmapId } from './identity.ts';
import { limit } from './limit.ts';
import { IsoDate } from './quantity.ts';
import { isOpen, type StatusCategory } from './status.ts';

/** `hard` blocks; `soft` is a preferred order that the plan itself declares not to block. */
export const DependencyStrength = z.enum(['hard', 'soft']);
export type DependencyStrength = z.infer<typeof DependencyStrength>;

/** Which end of what is waited for comes first, then which end of what waits. */
export const DependencyKind = z.enum(['finish-start', 'start-start', 'finish-finish', 'start-finish']);
export type DependencyKind = z.infer<typeof DependencyKind>;

/** Whether work that waits by such a dependency cannot start while what it waits for has this status. */
export function holdsStart(kind: DependencyKind, awaited: StatusCategory): boolean {
  if (kind === 'start-start') return awaited === 'backlog' || awaited === 'planned';
  return kind === 'finish-start' && isOpen(awaited);
}

/** Minutes of working time between the two ends; below 0 is a lead. */
export const LagMinutes = z.int().min(-limit.lagMinutes).max(limit.lagMinutes);

/** A lag for people: `4 h later`, `90 min earlier`; empty for none. */
export function spellLag(minutes: number): string {
  if (minutes === 0) return '';
  const size = Math.abs(minutes);
  return `${size % 60 === 0 ? `${size / 60} h` : `${size} min`} ${minutes < 0 ? 'earlier' : 'later'}`;
}

/** `issueId` waits for `dependsOnId`. The two may be in different roadmaps. */
export const Dependency = z.object({
  id: DependencyId,
  issueId: IssueId,
  dependsOnId: IssueId,
  strength: DependencyStrength,
  note: z.string().max(limit.note),
  kind: DependencyKind,
  lagMinutes: LagMinutes,
});
export type Dependency = z.infer<typeof Dependency>;

/** `blocker`: we wait for it, so it blocks until it is resolved. `target`: it waits for us, so it never blocks. */
export const ExternalKind = z.enum(['blocker', 'target']);
export type ExternalKind = z.infer<typeof ExternalKind>;

/** Something outside the plan: a licence that we wait for, a release that waits for us. */
export const External = z.object({
  id: ExternalId,
  roadmapId: RoadmapId,
  issueId: IssueId,
  kind: ExternalKind,
  name: z.string().min(1).max(limit.title),
  /** Meaningful for blockers only. */
  resolved: z.boolean(),
  /** Day on which it is expected, of blockers only; nothing that waits for it starts before. */
  expectedOn: IsoDate.nullable(),
});
export type External = z.infer<typeof External>;
