import type { Entry } from '#electron/engine/document/change-message.ts';
import { changedPassage } from '#shared/base/changed-passage.ts';
import { spellStatus, Status } from '#shared/plan/status.ts';

/** Longer texts are told by the passage that changed. */
const longest = 200;

function spell(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(', ');
  const status = Status.safeParse(value);
  if (status.success) return spellStatus(status.data);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The two values of a field of a plan file as history spells them. */
export function spellChange(before: unknown, after: unknown): Pick<Entry, 'before' | 'after'> {
  const [was, is] = [spell(before), spell(after)];
  return was !== null && is !== null && was.length + is.length > longest ? changedPassage(was, is) : { before: was, after: is };
}
