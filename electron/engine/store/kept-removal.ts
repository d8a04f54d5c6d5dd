import { z } from 'zod';

const Removal = z.object({
  /** Who did it, as far as that was told by themselves; `null` when it was not. */
  by: z.string().nullable(),
  /** Who told of it, when that was somebody else. */
  toldBy: z.string().nullable(),
  /** ISO instant, by the clock of whoever did it. */
  at: z.string(),
  /** It was the person here. */
  left: z.boolean(),
});
/** What a device knows about having been shut out of its team. */
export type Removal = z.infer<typeof Removal>;

/** Reads what is kept of it; `null` when nothing is. */
export function readRemoval(kept: string | null | undefined): Removal | null {
  return kept === null || kept === undefined ? null : Removal.parse(JSON.parse(kept));
}
