import { longDate, sinceText } from '#shared/base/since-text.ts';
import type { QueryResult } from '#shared/contract/query.ts';

type Row = QueryResult<'sync-status'>['rows'][number];
type Removed = NonNullable<QueryResult<'sync-status'>['summary']['removed']>;
type Summary = Omit<QueryResult<'sync-status'>['summary'], 'sentence'>;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const counted = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);

/** How a device is called: by its person, and by its own name as well where the person has several. */
function names(rows: readonly Row[]): (row: Row) => string {
  const devices = Map.groupBy(rows, ({ personId }) => personId);
  return ({ personId, person, device }) => ((devices.get(personId)?.length ?? 0) > 1 ? `${person} (${device})` : person);
}

/** What the clock on the wall showed: `2026-11-20 15:33`. */
function wallClock(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** What is coming, as far as it is known: `receiving the plan from Ana, 3 of 24 documents the same and 42 % of the next`. */
function receiving(row: Row, name: string): string {
  const next = row.coming === null ? '' : ` and ${Math.floor(row.coming * 100)} % of the next`;
  return `receiving the plan from ${name} (${row.equal ?? 0} of ${row.documents ?? 0} documents the same${next})`;
}

/** What keeps devices of different programs apart, and which of them is to be brought up to date. */
function programs(rows: readonly Row[], name: (row: Row) => string, held: number): string[] {
  const said: string[] = [];
  const newer = rows.filter(({ program }) => program === 'newer');
  if (newer.length > 0) {
    const gain = held === 0 ? '' : ` to get ${counted(held)}`;
    said.push(`${listed(newer.map(name))} ${newer.length === 1 ? 'has' : 'have'} a newer Sextant; update this one${gain}.`);
  } else if (held > 0)
    said.push(
      `${counted(held)} of a newer Sextant ${held === 1 ? 'waits' : 'wait'} here; update this one to get ${held === 1 ? 'it' : 'them'}.`,
    );
  for (const row of rows.filter(({ program }) => program === 'older')) {
    const gain = row.waiting === 0 ? '' : `, which ${row.waiting === 1 ? '1 change waits' : `${row.waiting} changes wait`} for`;
    said.push(`${name(row)} has an older Sextant; update that device${gain}.`);
  }
  return said;
}

/** What somebody waits for who was invited. */
function waitingSentence(issuer: string, refused: Summary['refused']): string {
  if (refused === 'outdated') return `${issuer} has a newer Sextant; update this one, and the invitation is redeemed.`;
  if (refused === 'unanswered')
    return `Waiting for ${issuer}, whose device was reached and did not answer the invitation; it is tried again.`;
  return `Waiting for ${issuer}.`;
}

/** What somebody is told who was shut out, or has left: "Ana removed this device on 3 March. What you have stays with you; …" */
function removedSentence({ by, toldBy, at, left }: Removed, today: string | null): string {
  const when = `on ${longDate(wallClock(at), today ?? '')}`;
  const stays = 'What you have stays with you; what you change from now on is not shared.';
  if (left) return `You left the team ${when}. What you have stays with you; nothing is shared any more.`;
  if (by !== null) return `${by} removed this device ${when}. ${stays}`;
  return `This device was removed ${when}${toldBy === null ? '' : `, as ${toldBy} tells it`}. ${stays}`;
}

/**
 * How far everybody is, in words: "Synced with Ana and Office box, 3 changes waiting for Ben since Tuesday." `today` is the day here, for those
 * days that have a shorter name then.
 */
export function syncSentence(summary: Summary, rows: readonly Row[], today: string | null): string {
  if (summary.removed !== null) return removedSentence(summary.removed, today);
  if (summary.waitingFor !== null) return waitingSentence(summary.waitingFor, summary.refused);
  if (rows.length === 0) return summary.enabled ? 'Nobody else has been taken in yet.' : 'Sync is off.';
  const name = names(rows);
  const said: string[] = [];
  if (!summary.enabled) said.push('Sync is off.');
  if (summary.trouble !== null) said.push(`The network does not work: ${summary.trouble}.`);
  const state: string[] = [];
  const synced = rows.filter(({ inSync }) => inSync);
  if (synced.length > 0) state.push(`synced with ${listed(synced.map(name))}`);
  for (const row of rows) if (row.coming !== null) state.push(receiving(row, name(row)));
  const busy = rows.filter((row) => row.connected && !row.inSync && row.coming === null && (row.program ?? 'same') === 'same');
  if (busy.length > 0) state.push(`exchanging with ${listed(busy.map(name))}`);
  for (const row of rows) {
    if (row.connected || row.waiting === 0) continue;
    const since = row.waitingSince === null ? '' : ` since ${sinceText(wallClock(row.waitingSince), today)}`;
    state.push(`${counted(row.waiting)} waiting for ${name(row)}${since}`);
  }
  if (state.length > 0) said.push(`${capital(state.join(', '))}.`);
  said.push(...programs(rows, name, summary.held));
  const unknown = rows.filter(({ connected, waiting, heardAt }) => !connected && waiting === 0 && heardAt === null);
  if (unknown.length > 0) said.push(`${listed(unknown.map(name))} ${unknown.length === 1 ? 'was' : 'were'} never reached from here.`);
  const quiet = rows.filter(({ connected, waiting, heardAt }) => !connected && waiting === 0 && heardAt !== null);
  if (quiet.length > 0)
    said.push(`${listed(quiet.map(name))} ${quiet.length === 1 ? 'is' : 'are'} away and had everything when last heard.`);
  return said.join(' ');
}
