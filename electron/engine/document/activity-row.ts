// What each change says it did, as rows: the activity of the plan, and when each issue was made and last touched.
import type { LoggedChange } from '#electron/engine/store/change-log.ts';
import type { Cell, RowWriter } from '#electron/engine/store/row-writer.ts';
import { readChangeMessage } from './change-message.ts';

type Logged = Pick<LoggedChange, 'seq' | 'hash' | 'deviceId'>;

/** Entries between two pauses: a few milliseconds' worth. */
const pause = 200;

/** Puts the entries of a change's message. */
export function putActivity(rows: RowWriter, change: Logged, roadmapId: string | null, message: string): void {
  Array.from(putActivityInParts(rows, change, roadmapId, message));
}

/** As {@link putActivity}, with pauses; each part may be in a transaction of its own. */
export function* putActivityInParts(
  rows: RowWriter,
  change: Logged,
  roadmapId: string | null,
  message: string,
): Generator<void, void, void> {
  const said = readChangeMessage(message);
  if (said === null) return;
  for (const [index, entry] of said.entries.entries()) {
    if (index % pause === pause - 1) yield;
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
  const after = { issue_id: issueId, created_at: at, updated_at: at, status_at: isStatus ? at : null };
  const before = rows.read('issue_time', issueId);
  if (before === null) return rows.put('issue_time', after);
  // Changes made elsewhere come in any order.
  const earlier = (one: Cell, other: Cell): Cell => (one !== null && (other === null || one < other) ? one : other);
  const later = (one: Cell, other: Cell): Cell => (one !== null && (other === null || one > other) ? one : other);
  rows.revise('issue_time', before, {
    issue_id: issueId,
    created_at: earlier(before.created_at, at),
    updated_at: later(before.updated_at, at),
    status_at: later(before.status_at, after.status_at),
  });
}
