// What each change says it did, as rows: the activity of the plan, and when each issue was made and last touched.
import type { LoggedChange } from '#electron/engine/store/change-log.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { readChangeMessage } from './change-message.ts';

/** Puts the entries of a change's message. */
export function putActivity(
  rows: RowWriter,
  change: Pick<LoggedChange, 'seq' | 'hash' | 'deviceId'>,
  roadmapId: string | null,
  message: string,
): void {
  const said = readChangeMessage(message);
  if (said === null) return;
  for (const [index, entry] of said.entries.entries()) {
    rows.put('activity', {
      id: `${change.hash.slice(0, 24)}-${String(index).padStart(6, '0')}`,
      change_seq: change.seq,
      roadmap_id: roadmapId,
      issue_id: entry.issueId,
      at: said.at,
      author: said.author,
      device_id: change.deviceId,
      command: said.command,
      field: entry.field,
      before: entry.before,
      after: entry.after,
      subject: entry.subject ?? null,
    });
    if (entry.issueId !== null) putTime(rows, entry.issueId, said.at, entry.field === 'status');
  }
}

function putTime(rows: RowWriter, issueId: string, at: string, isStatus: boolean): void {
  rows.run(
    'issue_time',
    `INSERT INTO issue_time (issue_id, created_at, updated_at, status_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (issue_id) DO UPDATE SET created_at = min(created_at, excluded.created_at),
       updated_at = max(updated_at, excluded.updated_at),
       status_at = max(coalesce(status_at, excluded.status_at), coalesce(excluded.status_at, status_at))`,
    issueId,
    at,
    at,
    isStatus ? at : null,
  );
}
