// Verifies an exported audit log without a workspace: anybody who has the file can, years later and elsewhere. Only reads.
import { isDeepStrictEqual } from 'node:util';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { failure, type Result, success } from '#shared/base/result.ts';
import { AuditEnd, AuditHead, AuditRecord } from '#shared/contract/audit-file.ts';
import type { AuditReport } from '#shared/contract/audit-job.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { auditRecord, entryOf } from './job/audit-record.ts';
import { auditReport } from './job/audit-report.ts';
import { AuditCheck, type Break } from './store/audit-check.ts';

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What is wrong with one record; `null` when nothing is. */
function breakOf(check: AuditCheck, record: AuditRecord): Break | null {
  const entry = entryOf(record);
  return check.next(entry, () => {
    // What a person reads must be what the signed change says.
    if (isDeepStrictEqual(auditRecord(entry), record)) return null;
    const message = 'What the line says of the change is not what the change says of itself.';
    return { kind: 'bytes', seq: record.seq, hash: record.hash, message, entry };
  });
}

/** What is wrong with the end of the file; `null` when it ends where it says. */
function breakAtEnd(check: AuditCheck, end: AuditEnd['end'] | null): Break | null {
  const { changes, lastLink } = check.tally();
  const unresolved = check.finish();
  if (unresolved !== null) return unresolved;
  if (end === null)
    return {
      kind: 'truncated',
      seq: changes + 1,
      hash: null,
      message: 'The file ends without its last line: it was cut off.',
      entry: null,
    };
  if (end.entries === changes && (changes === 0 || end.lastLink === lastLink)) return null;
  const message = `The last line vouches for ${end.entries} entries up to the link ${end.lastLink}, but there are ${changes} up to ${lastLink}.`;
  return { kind: 'truncated', seq: changes + 1, hash: null, message, entry: null };
}

/** Verifies the exported audit log (JSON Lines) at `path`. Refuses with `unreadable-file` and the line what is none. */
export async function verifyAuditFile(path: string): Promise<Result<AuditReport, Problem>> {
  const refused = (line: number, message: string): Result<never, Problem> =>
    failure(problem('unreadable-file', `${path}:${line}: ${message}`, `${path}:${line}`));
  const check = new AuditCheck();
  let number = 0;
  let end: AuditEnd['end'] | null = null;
  const stream = createReadStream(path, 'utf8');
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const value = parse(line);
      if (number === 1) {
        if (AuditHead.safeParse(value).success) continue;
        return refused(1, 'This is no audit log that Sextant exported as JSON Lines. Make one with: sextant audit export --to FILE');
      }
      if (end !== null) return refused(number, 'Something follows the last line of the log.');
      const last = AuditEnd.safeParse(value);
      if (last.success) {
        ({ end } = last.data);
        continue;
      }
      const record = AuditRecord.strict().safeParse(value);
      if (!record.success) {
        const [issue] = record.error.issues;
        return refused(
          number,
          `This line is no entry (${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}); the ${check.tally().changes} before it are whole.`,
        );
      }
      const found = breakOf(check, record.data);
      if (found !== null) return success(auditReport(check, found));
    }
  } catch (error) {
    return failure(problem('unreadable-file', `${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`, path));
  } finally {
    stream.destroy();
  }
  if (number === 0) return refused(1, 'The file is empty.');
  return success(auditReport(check, breakAtEnd(check, end)));
}
