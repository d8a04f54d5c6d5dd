import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { fingerprintOf } from '#electron/engine/document/issue-content.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { ArchiveHeader, ArchiveLine, ArchiveTrailer, unpackArchive } from '#electron/engine/store/archive-file.ts';
import { failure, success } from '#shared/base/result.ts';
import type { ArchiveCheck } from '#shared/contract/archive.ts';
import type { Progress } from '#shared/contract/job.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';

/** Lines in one piece of work between two pauses. */
const piece = 100;
/** Files beyond this many bytes, packed or unpacked, are none that Sextant wrote. */
const mostBytes = 1024 * 1024 * 1024;

type Findings = { line: number | null; text: string }[];

/** What the lines of a file turned out to hold. */
interface Found {
  workspace: string | null;
  at: string | null;
  /** Fingerprint of each issue by its id. */
  readonly issues: Map<string, string>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function* readLines(lines: readonly string[], sha256: string, findings: Findings): Generator<Progress, Found, void> {
  const found: Found = { workspace: null, at: null, issues: new Map() };
  const header = ArchiveHeader.safeParse(parsed(lines[0] ?? ''));
  if (header.success) {
    found.workspace = header.data.workspace;
    found.at = header.data.at;
  } else findings.push({ line: 1, text: 'The first line is no header of an archive of this version.' });
  for (let index = 1; index < lines.length - 1; index++) {
    if (index % piece === 0) yield { step: 'Checking', done: index, total: lines.length };
    const line = ArchiveLine.safeParse(parsed(lines[index] ?? ''));
    if (!line.success) findings.push({ line: index + 1, text: 'The line is no issue.' });
    else {
      const { content, fingerprint } = line.data;
      if (fingerprintOf(content) !== fingerprint)
        findings.push({ line: index + 1, text: `The issue ${content.id} differs from its fingerprint.` });
      if (found.issues.has(content.id)) findings.push({ line: index + 1, text: `The issue ${content.id} stands in the file twice.` });
      found.issues.set(content.id, fingerprint);
    }
  }
  const trailer = ArchiveTrailer.safeParse(parsed(lines.at(-1) ?? ''));
  if (!trailer.success) findings.push({ line: lines.length, text: 'The last line is no trailer: the file may be cut short.' });
  else {
    if (trailer.data.issues !== lines.length - 2) {
      findings.push({ line: lines.length, text: `The trailer says ${trailer.data.issues} issues, but the file has ${lines.length - 2}.` });
    }
    if (trailer.data.sha256 !== sha256)
      findings.push({ line: lines.length, text: 'The checksum in the trailer is not that of the lines before it.' });
  }
  return found;
}

/** Whether everything of this workspace that names the file is in it; how much that is. */
function compareWithWorkspace(
  store: PlanStore,
  file: string,
  sha256: string,
  issues: ReadonlyMap<string, string>,
  findings: Findings,
): number {
  const named = store.rows.archivedIn(file);
  if (named.some((entry) => entry.sha256 !== sha256)) {
    findings.push({ line: null, text: 'The file is not the one that was written: its checksum is another.' });
  }
  for (const { issueId, key, fingerprint } of named) {
    if (issues.get(issueId) !== fingerprint)
      findings.push({ line: null, text: `${key} was archived into this file, but is not in it as it was.` });
  }
  return named.length;
}

/** Looks through an archive file from top to bottom. A damaged one is an answer, one that cannot be read a refusal. */
export const verifyArchive: JobHandler<'verify-archive'> = function* ({ path }, store) {
  yield { step: 'Reading', done: 0, total: 0 };
  if (!isAbsolute(path)) return failure(problem('invalid-argument', `Expected an absolute path of a file, but got "${path}".`, 'path'));
  let bytes: Buffer;
  try {
    if (statSync(path).size > mostBytes)
      return failure(problem('limit', `${path} is larger than any archive that Sextant writes.`, 'path'));
    bytes = readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(problem('unreadable-file', `The archive cannot be read: ${reason}.`, path));
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const findings: Findings = [];
  let found: Found = { workspace: null, at: null, issues: new Map() };
  try {
    const unpacked = unpackArchive(bytes, mostBytes);
    found = yield* readLines(unpacked.lines, unpacked.sha256, findings);
  } catch (error) {
    findings.push({ line: null, text: `The file cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.` });
  }
  const named = compareWithWorkspace(store, basename(path), sha256, found.issues, findings);
  const check: ArchiveCheck = {
    path,
    whole: findings.length === 0,
    bytes: bytes.length,
    sha256,
    workspace: found.workspace,
    at: found.at,
    issues: found.issues.size,
    named,
    findings: findings.slice(0, 1000),
  };
  return success(check);
};
