// What waits for what: dependencies between issues, blockers outside the plan, and targets outside that wait for us.
import { z } from 'zod';
import { DependencyId, ExternalId, IssueId, RoadmapId } from './identity.ts';
import { limit } from './limit.ts';

/** `hard` blocks; `soft` is a preferred order that the plan itself declares not to block. */
export const DependencyStrength = z.enum(['hard', 'soft']);
export type DependencyStrength = z.infer<typeof DependencyStrength>;

/** `issueId` waits for `dependsOnId` to finish. The two may be in different roadmaps. */
export const Dependency = z.object({
  id: DependencyId,
  issueId: IssueId,
  dependsOnId: IssueId,
  strength: DependencyStrength,
  note: z.string().max(limit.note),
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
});
export type External = z.infer<typeof External>;
