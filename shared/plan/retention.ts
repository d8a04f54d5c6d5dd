// When finished work moves out of the way: rules that name what has been finished for long enough.
import { z } from 'zod';
import { RetentionRuleId, RoadmapId } from './identity.ts';
import { ShortName } from './issue.ts';
import { limit } from './limit.ts';

/** What can be archived: what is finished. */
export const FinishedStatus = z.enum(['done', 'cancelled']);
export type FinishedStatus = z.infer<typeof FinishedStatus>;

/** A rule by which issues move to the archive. */
export const RetentionRule = z.object({
  id: RetentionRuleId,
  name: ShortName,
  /** Finished in one of these ways … */
  statuses: z.array(FinishedStatus).min(1).max(FinishedStatus.options.length),
  /** … for at least so many days. */
  days: z.int().min(0).max(limit.days),
  /** `null`: in every roadmap. */
  roadmapId: RoadmapId.nullable(),
  /** The one device that carries it out, so that no two write the same issues to two files. */
  deviceId: z.string().min(1).max(limit.name),
  enabled: z.boolean(),
});
export type RetentionRule = z.infer<typeof RetentionRule>;
