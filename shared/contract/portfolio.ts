// What may be asked about several workspaces together: the part of the contract that is only about them. Others are
// only ever read; which ones are linked is this device's own business.
import { z } from 'zod';
import { IsoDate } from '#shared/plan/quantity.ts';

const folder = z.string().min(1).max(4096);

/** Jobs on links to other workspaces. */
export const portfolioJobs = {
  /** `folder` is absolute. Refused for this workspace itself, a folder without a workspace and one that is linked already. */
  'link-workspace': { args: z.object({ folder }), value: z.object({ folder: z.string(), name: z.string() }) },
  'unlink-workspace': { args: z.object({ folder }), value: z.object({ folder: z.string() }) },
} as const;

/** How a workspace can be read: `missing` folder, written by a `newer` Sextant, `older` and not opened since, `unreadable`. */
const SourceState = z.enum(['ready', 'missing', 'newer', 'older', 'unreadable']);

const totals = {
  issues: z.int(),
  open: z.int(),
  inProgress: z.int(),
  blocked: z.int(),
  /** Likely hours of all but the cancelled, and of those done. */
  hours: z.number(),
  doneHours: z.number(),
};

/** One workspace of a portfolio; the counts of one that cannot be read are 0. */
export const PortfolioRow = z.object({
  /** Its folder. */
  id: z.string(),
  folder: z.string(),
  name: z.string(),
  /** The workspace that was asked, which stands first. */
  own: z.boolean(),
  state: SourceState,
  /** Why it cannot be read and what to do, in a sentence; `null` where it can. */
  reason: z.string().nullable(),
  roadmaps: z.int(),
  ...totals,
  /** The next dated milestone that has open issues. */
  nextMilestone: z.object({ name: z.string(), roadmap: z.string(), target: IsoDate, openIssues: z.int() }).nullable(),
});
export type PortfolioRow = z.infer<typeof PortfolioRow>;

/** Queries over several workspaces. */
export const portfolioQueries = {
  /** This workspace and those that it is linked with, with what they hold together. */
  portfolio: {
    args: z.object({ today: IsoDate }),
    summary: z.object({ ...totals, sources: z.int(), readable: z.int(), roadmaps: z.int() }),
    row: PortfolioRow,
  },
} as const;
