// What may be asked about saved views: the part of the contract that is only about them.
import { z } from 'zod';
import { SavedViewId } from '#shared/plan/identity.ts';
import { ShortName } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';

const text = z.string().max(limit.search);
/** As in the address of a page: the list's own words, `none` for no groups; `null` leaves it to the list. */
const choice = z.string().max(limit.key).nullable();

/** Commands on saved views, which belong to the whole team. */
export const savedViewCommands = {
  /** `text` is in the search language; one that is not is refused with its place. */
  'save-view': {
    args: z.object({ name: ShortName, text: text.default(''), group: choice.default(null), order: choice.default(null) }),
    value: z.object({ viewId: SavedViewId }),
  },
  /** An absent field stays as it is. */
  'update-view': {
    args: z.object({
      viewId: SavedViewId,
      name: ShortName.optional(),
      text: text.optional(),
      group: choice.optional(),
      order: choice.optional(),
    }),
    value: z.object({}),
  },
  'delete-view': { args: z.object({ viewId: SavedViewId }), value: z.object({}) },
} as const;

/** A list of issues with a name. */
export const SavedViewRow = z.object({
  id: SavedViewId,
  name: z.string(),
  /** In the search language. */
  text: z.string(),
  group: z.string().nullable(),
  order: z.string().nullable(),
  /** Who saved it first. */
  author: z.string(),
});
export type SavedViewRow = z.infer<typeof SavedViewRow>;

/** Queries about saved views. */
export const savedViewQueries = {
  /** By name. */
  'saved-view-list': { args: z.object({}), summary: z.object({ total: z.int() }), row: SavedViewRow },
} as const;
