// The long work about views: preparing one, and the life of a scenario from its fork to its merge.
import { z } from 'zod';
import { ShortName } from '#shared/plan/issue.ts';
import { RoadmapId, ScenarioId } from '#shared/plan/identity.ts';
import { View } from './view.ts';
import { ViewLabel } from './view-query.ts';

/** A field that both the scenario and the plan changed since the fork, differently. */
export const MergeConflict = z.object({
  /** What it is about: `issue 012`, `milestone M1`. */
  subject: z.string(),
  collection: z.string(),
  recordId: z.string(),
  field: z.string(),
  base: z.string().nullable(),
  scenario: z.string().nullable(),
  main: z.string().nullable(),
});
export type MergeConflict = z.infer<typeof MergeConflict>;

/** Jobs about views: name → schema of its arguments and of its answer. */
export const viewJobs = {
  /** Prepares a view, so that what is asked in it then is answered at once. */
  'open-view': { args: z.object({ view: View }), value: ViewLabel },
  /** Forks the plan as it stands, to change a roadmap in it freely. */
  'create-scenario': {
    args: z.object({ roadmapId: RoadmapId, name: ShortName }),
    value: z.object({ scenarioId: ScenarioId, view: View }),
  },
  /**
   * Brings what was changed in a scenario into the plan, as one step. What the plan did not change since the fork takes the
   * scenario's value. Conflicts without `prefer` are answered, and then nothing has changed; so with `dryRun`.
   */
  'merge-scenario': {
    args: z.object({
      scenarioId: ScenarioId,
      prefer: z.enum(['scenario', 'main']).nullable().default(null),
      dryRun: z.boolean().default(false),
    }),
    value: z.object({
      merged: z.boolean(),
      /** Records created, changed and deleted in the plan, or that would be. */
      created: z.int(),
      changed: z.int(),
      deleted: z.int(),
      conflicts: z.array(MergeConflict),
      /** What could not be taken whatever is preferred, each a sentence: a dependency that would close a cycle, a key that is taken. */
      remarks: z.array(z.string()),
    }),
  },
  /** Throws away what was changed in a scenario. */
  'discard-scenario': { args: z.object({ scenarioId: ScenarioId }), value: z.object({}) },
} as const;
