import { sinceText } from '#shared/base/since-text.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Call, Report } from '../call.ts';
import { findMemberOrDevice } from '../lookup/find-member.ts';
import { wallClock } from '../lookup/find-view.ts';
import { Refusal, take } from '../refusal.ts';
import { countText, percentText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { firstAnswer, patience } from './first-answer.ts';
import { folderLines } from './shared-folder.ts';
import { stayConnected } from './stay-connected.ts';
import { teamOf } from './team-action.ts';

type Status = QueryResult<'sync-status'>;
type Device = Status['rows'][number];

/** Longest wait in seconds: a day. */
const longestWait = 86_400;

const pathText = { memory: 'this process', local: 'local network', direct: 'direct', relay: 'relay' } as const;

function stateText({ connected, path, program, inSync, documents, equal, coming, heardAt }: Device, today: string): string {
  if (!connected) return heardAt === null ? 'never reached' : `away since ${sinceText(wallClock(heardAt), today)}`;
  const way = path === null ? '' : ` (${pathText[path]})`;
  if (inSync) return `has the same${way}`;
  if (program === 'newer') return `has a newer Sextant${way}: update this one`;
  if (program === 'older') return `has an older Sextant${way}: update it there`;
  const part = coming === null ? '' : `, ${percentText(coming)} of a document`;
  return `exchanging${way}: ${equal ?? 0} of ${countText(documents ?? 0, 'document')} the same${part}`;
}

function waitingText({ waiting, waitingSince }: Device, today: string): string {
  const since = waitingSince === null ? '' : ` since ${sinceText(wallClock(waitingSince), today)}`;
  return waiting === 0 ? '' : `${countText(waiting, 'change')}${since}`;
}

type Folder = QueryResult<'shared-folder'>['summary'];

function report({ summary, rows }: Status, shown: readonly Device[], folder: Folder, today: string): Report {
  const columns = [{ head: 'Member' }, { head: 'Device' }, { head: 'State', flexible: true as const }, { head: 'Waiting for it' }];
  const lines = shown.map((device) => [
    device.person,
    `${device.device} (${device.id.slice(0, 8)})`,
    stateText(device, today),
    waitingText(device, today),
  ]);
  const isHeard = !summary.enabled || summary.addresses.length > 0 || summary.trouble !== null;
  return {
    json: { ...summary, devices: shown, folder: folder.folder === null ? null : folder },
    text: (paint, width) =>
      [safeLine(summary.sentence), ...(shown.length === 0 ? [] : [table(columns, lines, paint, width)]), ...folderLines(folder)].join('\n'),
    hint: isHeard
      ? rows.length > 0 && !summary.enabled
        ? 'Turn it on: sextant peer on'
        : null
      : 'This workspace is not open, so nobody is connected. Open it in the app, or with: sextant serve',
  };
}

/** `peer status`. */
export async function showStatus(call: Call): Promise<Report> {
  const seconds = call.flags.number('wait-synced', { from: 0, to: longestWait });
  const names = call.flags.list('with');
  const today = call.host.today();
  const stay = seconds === null ? null : await stayConnected(call);
  const connection = stay?.connection ?? (await call.open());
  const wanted = names.length === 0 ? null : new Set<string>();
  if (wanted !== null) {
    const { rows } = await teamOf(connection);
    for (const name of names) {
      const { member, device } = findMemberOrDevice(rows, name);
      for (const { id } of device === null ? member.devices : [device]) wanted.add(id);
    }
  }
  const shownOf = ({ rows }: Status): Device[] => rows.filter(({ id }) => wanted?.has(id) ?? true);
  const first = take(await connection.query('sync-status', { today }));
  const folder = take(await connection.query('shared-folder', {})).summary;
  if (seconds === null || stay === null) return report(first, shownOf(first), folder, today);
  if (shownOf(first).length === 0) {
    const message = 'There is no other device to be in sync with yet. Take one in: sextant peer invite';
    throw new Refusal(1, problem('unavailable', message, '--wait-synced'));
  }
  const waiting = patience(call.host.stopped(), stay.lost, seconds);
  let last = first;
  const found = await firstAnswer(
    connection,
    'sync-status',
    (status) => {
      last = status;
      call.progress(status.summary.sentence);
      return shownOf(status).every(({ inSync }) => inSync) ? status : null;
    },
    waiting.ended,
  );
  waiting.end();
  if (typeof found !== 'string') return report(found, shownOf(found), folder, today);
  const { sentence } = last.summary;
  const details = shownOf(last).map((device) => `${device.person}, ${device.device}: ${stateText(device, today)}`);
  const message = found === 'late' ? `Not in sync after ${seconds} s. ${sentence}` : `Stopped before everybody had the same. ${sentence}`;
  throw new Refusal(1, problem(found === 'late' ? 'unavailable' : 'cancelled', message, '--wait-synced', details));
}
