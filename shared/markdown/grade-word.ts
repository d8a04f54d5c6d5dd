// Priority and severity as plans word them.
import { Priority, type Severity } from '#shared/plan/priority.ts';

const priorityOfWord: ReadonlyMap<string, Priority> = new Map([
  ['critical', 'P0'],
  ['urgent', 'P0'],
  ['blocker', 'P0'],
  ['highest', 'P0'],
  ['high', 'P1'],
  ['important', 'P1'],
  ['medium', 'P2'],
  ['normal', 'P2'],
  ['moderate', 'P2'],
  ['low', 'P3'],
  ['lowest', 'P3'],
]);

const severityOfWord: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['blocker', 'critical'],
  ['high', 'high'],
  ['major', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['trivial', 'low'],
]);

/** Words of a grade, without signs: `🔴 P0 (Critical)` → `p0`, `critical`. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Reads `P0`, `P0 (Critical)`, `High`; `null` when any word is none of a priority. */
export function readPriority(text: string): Priority | null {
  const words = wordsOf(text).filter((word) => word !== 'priority');
  const first = words[0];
  if (first === undefined || words.length > 2) return null;
  const grade = /^p([0-3])$/.exec(first);
  if (words.length === 2 && (grade === null || !priorityOfWord.has(words[1] ?? ''))) return null;
  if (grade === null) return priorityOfWord.get(first) ?? null;
  return Priority.parse(first.toUpperCase());
}

/** Reads `CRITICAL`, `High`, `minor`; `null` for anything else. */
export function readSeverity(text: string): Severity | null {
  const words = wordsOf(text).filter((word) => word !== 'severity');
  return words.length === 1 ? (severityOfWord.get(words[0] ?? '') ?? null) : null;
}
