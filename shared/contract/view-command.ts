// The commands that keep baselines: moments with a name.
import { z } from 'zod';
import { BaselineId } from '#shared/plan/identity.ts';
import { ShortName } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';

/** Commands about views: name → schema of its arguments and of its answer. */
export const viewCommands = {
  /** Names the plan as it stands, or as this device had received it up to the change `seq`. */
  'create-baseline': {
    args: z.object({
      name: ShortName,
      note: z.string().max(limit.note).default(''),
      seq: z.int().min(1).nullable().default(null),
    }),
    value: z.object({ baselineId: BaselineId }),
  },
  'rename-baseline': {
    args: z.object({ baselineId: BaselineId, name: ShortName.optional(), note: z.string().max(limit.note).optional() }),
    value: z.object({}),
  },
  'delete-baseline': { args: z.object({ baselineId: BaselineId }), value: z.object({}) },
} as const;
