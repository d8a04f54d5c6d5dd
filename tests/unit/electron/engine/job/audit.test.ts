import Database from 'better-sqlite3';
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportAudit, verifyAudit } from '#electron/engine/job/audit-task.ts';
import { auditLink, linkEntries } from '#electron/engine/store/audit-link.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { verifyAuditFile } from '#electron/engine/verify-audit-file.ts';
import { must } from '#shared/base/must.ts';
import { AuditRecord } from '#shared/contract/audit-file.ts';
import type { AuditReport } from '#shared/contract/audit-job.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const unwatched = { tell: () => {} };

/** A workspace with some changes, closed; gives its folder. */
function workspace(): string {
  const open = openStore();
  const roadmapId = accepted(open.command('create-roadmap', { title: 'Plan' }))['roadmapId'];
  const ids = ['One', 'Two', 'Three'].map((title) =>
    must(accepted(open.command('create-issue', { roadmapId, title }))['issueId'], 'an id'),
  );
  for (const category of ['in-progress', 'done', 'planned'] as const) accepted(open.command('set-status', { issueIds: ids, category }));
  accepted(open.command('update-issue', { issueId: ids[0], patch: { body: 'Hello.', title: '=SUM(A1)' } }));
  open.close();
  return open.folder;
}

function verified(folder: string): AuditReport {
  const report = verifyAudit(folder, unwatched);
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
}

/** Alters the log of a closed workspace as somebody with a hex editor would, past the triggers. */
function tamper(folder: string, work: (database: Database.Database) => void): void {
  const database = new Database(databasePath(folder));
  database.exec('DROP TRIGGER change_stays; DROP TRIGGER change_remains; PRAGMA foreign_keys = OFF');
  work(database);
  database.close();
}

const broken = (report: AuditReport): unknown => [report.whole, report.broken?.kind, report.broken?.seq, report.changes];

describe('the audit log of a workspace', () => {
  test('is whole, and says of how much', () => {
    const folder = workspace();
    const report = verified(folder);
    expect(report).toMatchObject({ whole: true, broken: null, from: '2026-01-05T09:00:01.000Z' });
    expect(report.devices).toHaveLength(1);
    const database = new Database(databasePath(folder), { readonly: true });
    expect(
      database
        .prepare('SELECT count(*) AS changes, max(link) FILTER (WHERE seq = (SELECT max(seq) FROM change)) AS lastLink FROM change')
        .get(),
    ).toEqual({
      changes: report.changes,
      lastLink: report.lastLink,
    });
    database.close();
  });

  test('refuses to be altered', () => {
    const database = new Database(databasePath(workspace()));
    for (const sql of [
      'DELETE FROM change WHERE seq = 3',
      `UPDATE change SET received_at = 'x' WHERE seq = 3`,
      `UPDATE change SET link = '' WHERE seq = 3`,
    ]) {
      expect(() => database.prepare(sql).run()).toThrow('append-only');
    }
    database.close();
  });

  test.each<[what: string, kind: string, seq: number, work: (database: Database.Database) => void]>([
    ['an entry taken out', 'sequence', 4, (database) => database.exec('DELETE FROM change WHERE seq = 4')],
    [
      'one taken out and the rest numbered anew',
      'link',
      4,
      (database) => database.exec('DELETE FROM change WHERE seq = 4; UPDATE change SET seq = seq - 1 WHERE seq > 4'),
    ],
    [
      'two that changed places',
      'link',
      5,
      (database) =>
        database.exec(
          'UPDATE change SET seq = -5 WHERE seq = 5; UPDATE change SET seq = 5 WHERE seq = 6; UPDATE change SET seq = 6 WHERE seq = -5',
        ),
    ],
    [
      'a flipped byte',
      'bytes',
      6,
      (database) =>
        database.exec(
          `UPDATE change SET bytes = CAST(substr(bytes, 1, 30) || iif(substr(bytes, 31, 1) = x'ff', x'00', x'ff') || substr(bytes, 32) AS BLOB)
           WHERE seq = 6`,
        ),
    ],
    ['another hash', 'bytes', 6, (database) => database.exec(`UPDATE change SET hash = 'ff' || substr(hash, 3) WHERE seq = 6`)],
    [
      'another device',
      'signature',
      7,
      (database) => database.exec(`UPDATE change SET device_id = 'ff' || substr(device_id, 3) WHERE seq = 7`),
    ],
    ['another time', 'link', 7, (database) => database.exec(`UPDATE change SET received_at = '2020-01-01T00:00:00.000Z' WHERE seq = 7`)],
    ['another document', 'link', 8, (database) => database.exec(`UPDATE change SET document_id = 'space' WHERE seq = 8`)],
    ['another link', 'link', 8, (database) => database.exec(`UPDATE change SET link = 'ff' || substr(link, 3) WHERE seq = 8`)],
  ])('names the first broken link: %s', (_what, kind, seq, work) => {
    const folder = workspace();
    tamper(folder, work);
    const report = verified(folder);
    expect(broken(report)).toEqual([false, kind, seq, seq - 1]);
    if (report.broken?.hash !== null)
      expect(report.broken).toMatchObject({ author: expect.toSatisfy((name) => name === 'Ada' || name === null) });
  });

  test('names a log that was cut off, by what the journal vouches for', () => {
    const folder = workspace();
    const { changes } = verified(folder);
    tamper(folder, (database) => database.exec(`DELETE FROM change WHERE seq > ${changes - 2}`));
    expect(broken(verified(folder))).toEqual([false, 'truncated', changes - 1, changes - 2]);
  });

  test('that was made anew without one change is found by what builds on it', () => {
    const folder = workspace();
    tamper(folder, (database) => {
      // The creation of the roadmap's issues builds on the roadmap's first change.
      const first =
        database.prepare<[], { seq: number }>(`SELECT min(seq) AS seq FROM change WHERE document_id NOT LIKE 'space%'`).get()?.seq ?? 0;
      database.exec(`DELETE FROM change WHERE seq = ${first}; UPDATE change SET seq = seq - 1 WHERE seq > ${first}`);
      linkEntries(database);
    });
    expect(verified(folder).broken?.kind).toBe('dependency');
  });

  test('of a database from before there were links is linked by the migration, to the same links', () => {
    const folder = workspace();
    const { lastLink } = verified(folder);
    tamper(folder, (database) => {
      database.exec(`UPDATE change SET link = ''`);
      linkEntries(database);
    });
    expect(verified(folder)).toMatchObject({ whole: true, lastLink });
  });
});

describe('an exported audit log', () => {
  /** The lines of an export, and what verifying its workspace says. */
  function exported(): { lines: string[]; report: AuditReport } {
    const folder = workspace();
    const path = join(folder, 'audit.jsonl');
    expect(exportAudit(folder, 'jsonl', path, unwatched)).toMatchObject({ ok: true, value: { text: null } });
    expect(exportAudit(folder, 'jsonl', path, unwatched)).toMatchObject({ ok: false, error: { code: 'duplicate' } });
    expect(exportAudit(folder, 'jsonl', 'audit.jsonl', unwatched)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    return { lines: readFileSync(path, 'utf8').trimEnd().split('\n'), report: verified(folder) };
  }

  async function verifyLines(given: readonly string[]): Promise<unknown> {
    const path = join(temporaryFolder(), 'log.jsonl');
    writeFileSync(path, `${given.join('\n')}\n`);
    const result = await verifyAuditFile(path);
    return result.ok ? broken(result.value) : [result.error.code, result.error.where?.replace(/.*:/u, '')];
  }

  const record = (line: string): AuditRecord => AuditRecord.parse(JSON.parse(line));

  test('is verified without a workspace, with the same answer', async () => {
    const { lines, report } = exported();
    const path = join(temporaryFolder(), 'log.jsonl');
    writeFileSync(path, lines.join('\r\n'));
    expect(await verifyAuditFile(path)).toEqual({ ok: true, value: report });
    const last = record(must(lines.at(-2), 'a last record'));
    expect(last).toMatchObject({ author: 'Ada', command: 'update-issue', link: report.lastLink });
  });

  test('names the first entry that was altered, taken out, doubled, moved or put in', async () => {
    const { lines } = exported();
    const count = lines.length - 2;
    const place = fc.integer({ min: 1, max: count });
    const seen = new Map<string, number>();
    const alter = (line: string, change: (entry: AuditRecord) => Partial<AuditRecord>): string => {
      const entry = record(line);
      return JSON.stringify({ ...entry, ...change(entry) });
    };
    const acts: Readonly<Record<string, (at: number) => [lines: string[], seq: number]>> = {
      out: (at) => [lines.toSpliced(at, 1), at],
      doubled: (at) => [lines.toSpliced(at, 0, must(lines[at], 'a line')), at + 1],
      moved: (at) => {
        const to = at === count ? at - 1 : at + 1;
        return [lines.toSpliced(at, 1).toSpliced(to, 0, must(lines[at], 'a line')), Math.min(at, to)];
      },
      author: (at) => [
        lines.with(
          at,
          alter(must(lines[at], 'a line'), () => ({ author: 'Mallory' })),
        ),
        at,
      ],
      time: (at) => [
        lines.with(
          at,
          alter(must(lines[at], 'a line'), () => ({ at: '2020-01-01T00:00:00.000Z' })),
        ),
        at,
      ],
      entries: (at) => [
        lines.with(
          at,
          alter(must(lines[at], 'a line'), ({ entries }) => ({
            entries: [...entries, { issueId: null, subject: null, field: 'x', before: null, after: null }],
          })),
        ),
        at,
      ],
      relinked: (at) => [
        lines.with(
          at,
          alter(must(lines[at], 'a line'), (entry) => {
            const previous = at === 1 ? '0'.repeat(64) : record(must(lines[at - 1], 'a line')).link;
            const receivedAt = '2020-01-01T00:00:00.000Z';
            const facts = {
              seq: entry.seq,
              documentId: entry.document,
              hash: entry.hash,
              deviceId: entry.device,
              signature: Buffer.from(entry.signature, 'base64'),
              receivedAt,
            };
            return { at: receivedAt, link: auditLink(previous, facts) };
          }),
        ),
        at + 1,
      ],
    };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(acts)), place, async (name, at) => {
        const [given, seq] = must(acts[name], 'an act')(at);
        const found = await verifyLines(given);
        // Nothing follows the last entry that could tell that it was relinked or taken out, but the last line does.
        expect([name, at, Array.isArray(found) ? [found[0], found[2]] : found]).toEqual([name, at, [false, seq]]);
        seen.set(name, (seen.get(name) ?? 0) + 1);
      }),
      { numRuns: 150, seed: 17 },
    );
    expect([...seen.keys()].toSorted()).toEqual(Object.keys(acts).toSorted());
  });

  test('that was cut off, or is none, is refused with the place', async () => {
    const { lines } = exported();
    expect(await verifyLines(lines.slice(0, -1))).toEqual([false, 'truncated', lines.length - 1, lines.length - 2]);
    expect(await verifyLines([...lines.slice(0, 5), must(lines[5], 'a line').slice(0, 40)])).toEqual(['unreadable-file', '6']);
    expect(await verifyLines(['{}'])).toEqual(['unreadable-file', '1']);
    expect(await verifyLines([...lines, '{}'])).toEqual(['unreadable-file', String(lines.length + 1)]);
    expect(await verifyAuditFile('/nowhere/log.jsonl')).toMatchObject({ ok: false, error: { code: 'unreadable-file' } });
  });

  test('as CSV has one line an entry, and nothing that a spreadsheet would carry out', () => {
    const folder = workspace();
    const written = exportAudit(folder, 'csv', null, unwatched);
    const text = written.ok ? (written.value.text ?? '') : '';
    expect(text.split('\r\n')).toHaveLength(verified(folder).changes + 2);
    expect(text.startsWith('seq,at,madeAt,device,author,command,document,entries,hash,deps,signature,link\r\n')).toBe(true);
    expect(text).not.toMatch(/(^|,)[=+@-]/mu);
  });
});
