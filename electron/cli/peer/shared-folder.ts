// A folder that some tool keeps alike on several machines, as a way between devices: `sextant peer folder`, and `sextant bundle folder`.
import { resolve } from 'node:path';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Call, Report } from '../call.ts';
import { wallClock } from '../lookup/find-view.ts';
import { take } from '../refusal.ts';
import { showProgress } from '../terminal/show-progress.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';

/** How the shared folder stands, in a line; none when there is no such folder. */
export function folderLines({ folder, writtenAt, trouble }: QueryResult<'shared-folder'>['summary']): string[] {
  if (folder === null) return [];
  const state = trouble ?? (writtenAt === null ? 'nothing was written to it yet' : `written last ${wallClock(writtenAt)}`);
  return [safeLine(`Shared folder ${folder}: ${state}`)];
}

/** Sets the shared folder, or none, and says how it stands. */
export async function sharedFolder(call: Call, wanted: string | null): Promise<Report> {
  const connection = await call.open();
  if (wanted !== null) {
    const folder = wanted === 'off' ? null : resolve(call.host.cwd, wanted);
    take(await connection.run('set-shared-folder', { folder }));
    if (folder !== null) take(await connection.run('sync-shared-folder', {}, { onProgress: showProgress(call) }));
  }
  const { summary, rows } = take(await connection.query('shared-folder', {}));
  const lines = rows.map(({ person, device, here, at }) => [person, device, here ? 'written' : 'read', at ?? 'never']);
  return {
    json: { ...summary, devices: rows },
    text: (paint, columns) =>
      summary.folder === null
        ? 'This workspace has no shared folder.'
        : [
            safeLine(summary.folder),
            ...(summary.trouble === null ? [] : [safeLine(summary.trouble)]),
            table([{ head: 'Person' }, { head: 'Device', flexible: true }, { head: '' }, { head: 'Last' }], lines, paint, columns),
          ].join('\n'),
    hint: summary.folder === null ? 'Set one that a tool keeps alike on all machines: sextant peer folder FOLDER' : null,
  };
}
