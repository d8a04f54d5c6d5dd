import { resolve } from 'node:path';
import { AuditFormat, type AuditReport } from '#shared/contract/audit-job.ts';
import { problem } from '#shared/contract/problem.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { safeLine } from '../terminal/text-width.ts';
import { showProgress } from '../terminal/show-progress.ts';

/** `sextant audit verify|export`: proves that the audit log is whole, or names the first broken link; writes it out. */
export const auditVerb: Verb = {
  name: 'audit',
  summary: 'prove that the log of all changes is whole (verify [FILE]), or write it out (export)',
  operands: 'verify|export [FILE]',
  words: [1, 2],
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      help: `for export: ${AuditFormat.options.join(' or ')} (default jsonl; only that can be verified)`,
    },
    to: { type: 'string', value: 'FILE', help: 'for export: the new file to write (default: the output)' },
  },
  examples: ['sextant audit verify', 'sextant audit export --to audit.jsonl', 'sextant audit verify audit.jsonl'],
  run,
};

function run(call: Call): Promise<Report> {
  const [what, file] = call.words;
  if (what === 'verify') return verify(call, file ?? null);
  if (what !== 'export') throw misuse(`sextant audit takes verify or export, but got "${what ?? ''}".`, 'audit', ['verify', 'export']);
  if (file !== undefined) throw misuse(`Where to write is said with --to: sextant audit export --to ${file}`, file);
  return exportLog(call);
}

async function verify(call: Call, file: string | null): Promise<Report> {
  const report = file === null ? await verifyWorkspace(call) : await verifyFile(resolve(call.host.cwd, file));
  const { broken } = report;
  if (broken !== null) {
    const hash = broken.hash === null ? '' : ` (change ${broken.hash})`;
    const who = broken.author === null ? '' : ` By ${broken.author}.`;
    const when = broken.at === null ? '' : ` Received ${broken.at}.`;
    const message = `The audit log is broken at entry ${broken.seq}${hash}: ${broken.message}${who}${when}`;
    const facts = Object.entries(broken).map(([name, value]) => `${name}: ${value ?? '-'}`);
    throw new Refusal(
      1,
      problem('storage', message, `entry ${broken.seq}`, [...facts, `whole before it: ${countText(report.changes, 'change')}`]),
    );
  }
  return {
    json: report,
    text: () => describe(report),
    hint: 'Keep the last link elsewhere: it proves later that nothing up to here was rewritten.',
  };
}

async function verifyWorkspace(call: Call): Promise<AuditReport> {
  const connection = await call.open();
  return take(await connection.run('verify-audit', {}, { onProgress: showProgress(call) }));
}

async function verifyFile(path: string): Promise<AuditReport> {
  const { verifyAuditFile } = await import('#electron/engine/verify-audit-file.ts');
  return take(await verifyAuditFile(path));
}

function describe({ changes, devices, from, to, lastLink }: AuditReport): string {
  if (from === null || to === null) return 'The audit log is whole: it is empty.';
  return `The audit log is whole: ${countText(changes, 'change')} by ${countText(devices.length, 'device')}, from ${from} to ${to}.\nLast link ${lastLink}`;
}

async function exportLog(call: Call): Promise<Report> {
  const format = call.flags.choice('format', AuditFormat.options) ?? 'jsonl';
  const to = call.flags.text('to');
  const path = to === null ? undefined : resolve(call.host.cwd, to);
  const connection = await call.open();
  const written = take(
    await connection.run('export-audit', path === undefined ? { format } : { format, path }, { onProgress: showProgress(call) }),
  );
  return {
    json: written,
    text: () => written.text?.trimEnd() ?? safeLine(`${countText(written.entries, 'entry', 'entries')} in ${written.path ?? ''}`),
    hint: written.path !== null && format === 'jsonl' ? `Verify it, on any machine: sextant audit verify ${written.path}` : null,
  };
}
