import type { Flags } from '../flags.ts';
import { misuse } from '../refusal.ts';

/**
 * The instant that a flag names: a local day, which stands for its beginning `days` later, or an instant with its zone.
 * `null` when the flag is not given.
 *
 * @throws {Refusal} with exit code 2 for anything else.
 */
export function instantFlag(flags: Flags, name: string, days: 0 | 1): string | null {
  const given = flags.text(name);
  if (given === null) return null;
  const day = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(given);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/u.test(given);
  const at = day === null ? new Date(isInstant ? given : Number.NaN) : new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]) + days);
  // February 30th would become a day of March.
  const exists = day === null || new Date(Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]))).toISOString().startsWith(given);
  if (Number.isNaN(at.getTime()) || !exists) {
    throw misuse(`--${name} takes a day (2026-11-20) or an instant (2026-11-20T09:30Z), but got "${given}".`, `--${name}`);
  }
  return at.toISOString();
}
