// Headings and bullets that start an issue: `### Issue #1: Title`, `### Phase 21: Name`, `## 001 | Title`. The dialect of a
// file is told by which of them it uses.
import { limit } from '#shared/plan/limit.ts';
import type { Dialect } from '#shared/plan/roadmap.ts';
import type { Status } from '#shared/plan/status.ts';
import { statusOfSign } from './status-word.ts';

/**
 * The start of an issue; `titleAt` is the column of its title in the content that was read.
 *
 * `title` is the start of `wholeTitle` where that is longer than a title may be.
 */
export interface ItemHeading {
  readonly dialect: Dialect;
  readonly key: string;
  readonly title: string;
  readonly wholeTitle: string;
  readonly titleAt: number;
  /** Given by a sign before the key, such as ✅. */
  readonly status: Status | null;
}

const source = /^([^\s|]{1,50})\s*\|\s*(?=\S)/;
const phase = /^([^\p{L}\p{N}]*)Phase\s+(\d{1,9}(?:\.\d{1,9}){0,3}[a-z]?)\s*(?::|\s[-–—]|\.\s)\s*(?=\S)/iu;
const issue = /^([^\p{L}\p{N}]*)(?:Issue\s+(#?)(\d{1,9})|(Issue-\d{1,9}))\s*(?::|\s[-–—]|\.\s)\s*(?=\S)/iu;

/** Reads a heading that starts an issue; `null` for any other heading. */
export function readItemHeading(content: string): ItemHeading | null {
  const bySource = source.exec(content);
  if (bySource !== null) return heading('issue-source', bySource[1] ?? '', content, bySource[0].length, '');
  const byPhase = phase.exec(content);
  if (byPhase !== null) return heading('phase-roadmap', `Phase ${byPhase[2] ?? ''}`, content, byPhase[0].length, byPhase[1] ?? '');
  const byIssue = issue.exec(content);
  if (byIssue === null) return null;
  const key = byIssue[4] ?? `#${byIssue[3] ?? ''}`;
  return heading('issue-report', key, content, byIssue[0].length, byIssue[1] ?? '');
}

function heading(dialect: Dialect, key: string, content: string, titleAt: number, sign: string): ItemHeading | null {
  const wholeTitle = content.slice(titleAt).trim();
  if (wholeTitle === '') return null;
  return { dialect, key, title: cutTitle(wholeTitle), wholeTitle, titleAt, status: statusOfSign(sign.trim()) };
}

/** A title longer than a title may be still opens its issue: without it, all that follows would go to the issue before. */
function cutTitle(whole: string): string {
  if (whole.length <= limit.title) return whole;
  // Half of a surrogate pair is no character.
  return whole
    .slice(0, limit.title)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

/** A phase that has no heading, only a bullet: `- [ ] **Phase 1: Name** - what it is about`. */
export interface PhaseBullet {
  readonly key: string;
  readonly title: string;
  readonly titleAt: number;
  readonly about: string;
}

/** Reads the text of a bullet that names a phase in bold; `null` for any other. */
export function readPhaseBullet(content: string): PhaseBullet | null {
  const match = /^\*\*(Phase\s+[^*]+)\*\*\s*(?:[-–—:]\s*)?(.*)$/is.exec(content);
  const inner = match?.[1] === undefined ? null : readItemHeading(match[1]);
  if (match === null || inner === null || inner.dialect !== 'phase-roadmap' || inner.title !== inner.wholeTitle) return null;
  return { key: inner.key, title: inner.title, titleAt: 2 + inner.titleAt, about: (match[2] ?? '').trim() };
}
