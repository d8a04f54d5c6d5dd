import type { AuditCheck, Break } from '#electron/engine/store/audit-check.ts';
import type { AuditBreak, AuditReport } from '#shared/contract/audit-job.ts';
import { auditRecord } from './audit-record.ts';

function breakOf({ kind, seq, hash, message, entry }: Break): AuditBreak {
  const record = entry === null ? null : auditRecord(entry);
  return { kind, seq, hash, message, at: record?.at ?? null, author: record?.author ?? null, deviceId: record?.device ?? null };
}

/** The report on a log of which `check` has seen everything up to the first broken link. */
export function auditReport(check: AuditCheck, broken: Break | null): AuditReport {
  const { changes, devices, from, to, lastLink } = check.tally();
  return { whole: broken === null, changes, devices: [...devices], from, to, lastLink, broken: broken === null ? null : breakOf(broken) };
}
