// What the store's worker thread does with the audit log, on a connection of its own that only reads.
import { AuditCheck, type AuditEntry, type Break } from '#electron/engine/store/audit-check.ts';
import type { Watch } from '#electron/engine/store/database-copy.ts';
import type { ReadConnection } from '#electron/engine/store/connection.ts';
import { lastJournalHash } from '#electron/engine/store/journal.ts';
import { NewFile } from '#electron/engine/store/new-file.ts';
import { readState } from '#electron/engine/store/read-state.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { AuditEnd, AuditHead, AuditRecord } from '#shared/contract/audit-file.ts';
import type { AuditFormat, AuditReport } from '#shared/contract/audit-job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';
import { auditRecord } from './audit-record.ts';
import { auditReport } from './audit-report.ts';

interface RawEntry extends Omit<AuditEntry, 'signature' | 'bytes'> {
  readonly signature: Buffer;
  readonly bytes: Buffer;
}

/** The entries of the log in order, a page at a time, with how many there are. */
function* entriesOf(connection: ReadConnection, watch: Watch, step: string): Generator<AuditEntry> {
  const count = connection.prepare<[], { total: number }>('SELECT count(*) AS total FROM change').get();
  const page = connection.prepare<[number], RawEntry>(
    `SELECT seq, document_id AS documentId, hash, device_id AS deviceId, signature, received_at AS receivedAt, link, bytes
     FROM change WHERE seq > ? ORDER BY seq LIMIT 100`,
  );
  let seq = Number.MIN_SAFE_INTEGER;
  let done = 0;
  for (let entries = page.all(seq); entries.length > 0; entries = page.all(seq)) {
    watch.tell(step, done, count?.total ?? 0);
    for (const entry of entries) {
      yield entry;
      ({ seq } = entry);
      done++;
    }
  }
}

/** The end of the log, compared with what the last entry of the journal vouches for. */
function truncation(folder: string, check: AuditCheck): Break | null {
  const hash = lastJournalHash(folder);
  if (hash === null) return null;
  // Asked anew: a change may have been made since the state that was checked.
  const known = readState(folder, (connection) =>
    success(connection.prepare<[string], { seq: number }>('SELECT seq FROM change WHERE hash = ?').get(hash) !== undefined),
  );
  return known.ok && !known.value ? check.truncated(hash, 'the journal') : null;
}

/** Checks the whole log of the workspace in `folder`. */
export function verifyAudit(folder: string, watch: Watch): Result<AuditReport, Problem> {
  const check = new AuditCheck();
  const broken = readState(folder, (connection) => {
    for (const entry of entriesOf(connection, watch, 'Verifying the audit log')) {
      const found = check.next(entry);
      if (found !== null) return success(found);
    }
    return success(check.finish());
  });
  return broken.ok ? success(auditReport(check, broken.value ?? truncation(folder, check))) : broken;
}

const columns = ['seq', 'at', 'madeAt', 'device', 'author', 'command', 'document', 'entries', 'hash', 'deps', 'signature', 'link'] as const;

/** A cell after RFC 4180; a text that a spreadsheet would take for a formula is led by an apostrophe. */
function cell(value: unknown): string {
  const plain = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const text = typeof value === 'string' && /^[=+\-@\t\r]/u.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = {
  csv: (record: AuditRecord): string => `${columns.map((column) => cell(record[column])).join(',')}\r\n`,
  jsonl: (record: AuditRecord): string => `${JSON.stringify(record)}\n`,
} as const satisfies Record<AuditFormat, (record: AuditRecord) => string>;

const head = {
  csv: `${columns.join(',')}\r\n`,
  jsonl: `${JSON.stringify({ format: 'sextant-audit', version: 1 } satisfies AuditHead)}\n`,
} as const satisfies Record<AuditFormat, string>;

/** What an export answers. */
export interface ExportedAudit {
  readonly text: string | null;
  readonly entries: number;
  readonly lastLink: string;
}

/** Writes every entry of the log to the new file `path`, or gives the text when there is no path. */
export function exportAudit(folder: string, format: AuditFormat, path: string | null, watch: Watch): Result<ExportedAudit, Problem> {
  return readState(folder, (connection) => {
    const file = NewFile.open(path);
    if (!file.ok) return file;
    const { value: out } = file;
    let entries = 0;
    let lastLink = '';
    try {
      out.write(head[format]);
      for (const entry of entriesOf(connection, watch, 'Exporting the audit log')) {
        out.write(line[format](auditRecord(entry)));
        entries++;
        lastLink = entry.link;
        if (path === null && out.length > limit.answerText) {
          const message = `The export is longer than ${limit.answerText} characters; name a file for it (path, or --to FILE).`;
          return failure(problem('limit', message, 'path'));
        }
      }
      if (format === 'jsonl') out.write(`${JSON.stringify({ end: { entries, lastLink } } satisfies AuditEnd)}\n`);
      return success({ text: out.finish(), entries, lastLink });
    } finally {
      out.close();
    }
  });
}
