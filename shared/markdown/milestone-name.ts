// How plans name milestones: `M1: Real-Time Foundation`, `Milestone v1.4 - Advanced Analytics`, `v1.2 - Scale (Solidified)`.
import { limit } from '#shared/plan/limit.ts';
import type { Status } from '#shared/plan/status.ts';
import { readStatus } from './status-word.ts';

/** A milestone's short key, its title, and the status that stood in parentheses behind it. */
export interface MilestoneName {
  readonly key: string;
  readonly title: string;
  readonly status: Status | null;
}

const keyed = /^(?:(milestone)\s+)?(M\d+|v?\d+(?:\.\d+)+|v\d+)(?:\s*[:–—]\s*|\s+-\s*)(\S.*)$/is;
const bareKey = /^(?:milestone\s+)(M\d+|v?\d+(?:\.\d+)*)$/i;
const statusBehind = /\s*\(([^()]+)\)$/;

/** Reads the name of a milestone in a field; without a key of its own the name is the key. `null` when it is empty or too long. */
export function readMilestoneName(text: string): MilestoneName | null {
  const found = readKeyed(text);
  if (found !== null) return found;
  const name = text.trim();
  return name === '' || name.length > limit.key ? null : { key: name, title: name, status: null };
}

/** Reads a heading that declares a milestone: it says so, or starts with a version or `M1` followed by a title. */
export function readMilestoneHeading(text: string): MilestoneName | null {
  const bare = text.replace(/^[^\p{L}\p{N}]+/u, '').trim();
  const found = readKeyed(bare);
  if (found === null) {
    const key = bareKey.exec(bare)?.[1];
    return key === undefined ? null : { key, title: bare, status: null };
  }
  // `## 1.2 - Introduction` is a numbered chapter, not a release.
  if (/^\d/.test(bare)) return null;
  const behind = statusBehind.exec(found.title);
  const reading = behind?.[1] === undefined ? null : readStatus(behind[1]);
  if (behind === null || reading === null || !reading.known || behind.index === 0) return found;
  return { key: found.key, title: found.title.slice(0, behind.index), status: reading.status };
}

function readKeyed(text: string): MilestoneName | null {
  const match = keyed.exec(text.trim());
  const key = match?.[2] ?? '';
  const title = match?.[3]?.trim() ?? '';
  if (key === '' || title === '' || key.length > limit.key || title.length > limit.title) return null;
  return { key, title, status: null };
}
