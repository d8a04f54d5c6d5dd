import type { QueryResult } from '#shared/contract/query.ts';

type Row = QueryResult<'sync-status'>['rows'][number];
type Summary = Omit<QueryResult<'sync-status'>['summary'], 'sentence'>;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const counted = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);

/** How a device is called: by its person, and by its own name as well where the person has several. */
function names(rows: readonly Row[]): (row: Row) => string {
  const devices = Map.groupBy(rows, ({ personId }) => personId);
  return ({ personId, person, device }) => ((devices.get(personId)?.length ?? 0) > 1 ? `${person} (${device})` : person);
}

/** How far everybody is, in words: "Synced with Ana and Office box. 3 changes waiting for Ben since 2026-11-17." */
export function syncSentence(summary: Summary, rows: readonly Row[]): string {
  if (summary.waitingFor !== null) return `Waiting for ${summary.waitingFor}.`;
  if (rows.length === 0) return summary.enabled ? 'Nobody else has been taken in yet.' : 'Sync is off.';
  const name = names(rows);
  const said: string[] = [];
  if (!summary.enabled) said.push('Sync is off.');
  if (summary.trouble !== null) said.push(`The network does not work: ${summary.trouble}.`);
  const synced = rows.filter(({ inSync }) => inSync);
  if (synced.length > 0) said.push(`Synced with ${listed(synced.map(name))}.`);
  const busy = rows.filter(({ connected, inSync }) => connected && !inSync);
  if (busy.length > 0) said.push(`Exchanging with ${listed(busy.map(name))}.`);
  for (const row of rows) {
    if (row.connected) continue;
    if (row.waiting > 0) said.push(`${counted(row.waiting)} waiting for ${name(row)} since ${(row.waitingSince ?? '').slice(0, 10)}.`);
    else if (row.heardAt === null) said.push(`${name(row)} was never reached from here.`);
  }
  const quiet = rows.filter(({ connected, waiting, heardAt }) => !connected && waiting === 0 && heardAt !== null);
  if (quiet.length > 0)
    said.push(`${listed(quiet.map(name))} ${quiet.length === 1 ? 'is' : 'are'} away and had everything when last heard.`);
  return said.join(' ');
}
