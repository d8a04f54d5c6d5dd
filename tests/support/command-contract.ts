// The JSON that other programs rely on, as the command line promises it: these fields with these types, in these places.
// More fields may come beside them; none of these may go or change its type.
import { z } from 'zod';

const id = z.string().min(1);
const amount = z.number().nonnegative();
const count = z.int().nonnegative();
const nameOrNone = z.string().min(1).nullable();

/** What `import --json` prints. */
export const importOutput = z.object({
  roadmaps: z.array(
    z.object({
      id,
      title: z.string().min(1),
      dialect: z.string().min(1),
      issues: count,
      milestones: count,
      dependencies: count,
      checklistItems: count,
      lines: z.object({ total: count, understood: count, kept: count, lost: count }),
    }),
  ),
});

const listRow = z.object({
  id,
  key: z.string().min(1),
  roadmap: z.string().min(1),
  title: z.string(),
  kind: z.string().min(1),
  status: z.string(),
  statusCategory: z.enum(['backlog', 'planned', 'in-progress', 'done', 'cancelled']),
  blocked: z.boolean(),
  ready: z.boolean(),
  priority: nameOrNone,
  estimateHours: amount.nullable(),
  component: nameOrNone,
  milestone: nameOrNone,
  sprint: nameOrNone,
  flag: nameOrNone,
  labels: z.array(z.string()),
  assignee: nameOrNone,
  dependsOn: z.array(id),
  blocks: z.array(id),
  checklist: z.object({ done: count, total: count }),
});

/** What `list --json` prints. */
export const listOutput = z.array(listRow);

/** What `effort --json` prints. */
export const effortOutput = z.object({
  unit: z.string(),
  total: amount,
  groups: z.array(z.object({ name: nameOrNone, hours: amount, issues: count, share: z.number().min(0).max(1) })),
});

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/);

/** What `plan --json` prints. */
export const planOutput = z.object({
  start: day,
  finish: day,
  totalHours: amount,
  weeks: count,
  unestimated: z.array(z.string()),
  sprints: z.array(
    z.object({ name: z.string(), start: day, finish: day, capacityHours: amount, plannedHours: amount, issues: z.array(z.string()) }),
  ),
  issues: z.array(
    z.object({ key: z.string(), start: moment, finish: moment, sprint: nameOrNone, critical: z.boolean(), slackHours: z.number() }),
  ),
  criticalPath: z.array(z.string()),
});

/** One row of `list --json`. */
export type ListRow = z.infer<typeof listRow>;

/** What `plan --json` prints. */
export type PlanOutput = z.infer<typeof planOutput>;
