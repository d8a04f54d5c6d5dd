// A feature flag: a switch with a name that guards unfinished work. Issues refer to it by name, as plan files write it.
import { z } from 'zod';
import { FlagId, MilestoneId } from './identity.ts';
import { ShortName } from './issue.ts';
import { limit } from './limit.ts';

/** Per cent of the units (people, machines) for which a flag is on while it is switched on. */
export const RolloutPercent = z.int().min(0).max(100);

/** A feature flag. Off until somebody switches it on. */
export const Flag = z.object({
  id: FlagId,
  /** Unique in the workspace; letter case counts, because code looks it up. */
  name: ShortName,
  description: z.string().max(limit.note),
  on: z.boolean(),
  rolloutPercent: RolloutPercent,
  milestoneId: MilestoneId.nullable(),
});
export type Flag = z.infer<typeof Flag>;
