// How far devices are, in words: never more than is known. "Equal" is said of a device only while it is connected and has compared.
import type { QueryResult } from '#shared/contract/query.ts';

type Status = QueryResult<'sync-status'>;
/** A device of the team other than this one, as `sync-status` has it. */
export type PeerRow = Status['rows'][number];
/** What `sync-status` says of this device. */
export type SyncSummary = Status['summary'];

const paths = { memory: 'this process', local: 'LAN', direct: 'direct', relay: 'relay' } as const satisfies Record<
  NonNullable<PeerRow['path']>,
  string
>;

/** How a connection goes, in a word or two. */
export function pathText({ connected, path, heardAt }: PeerRow): string {
  if (!connected || path === null) return heardAt === null ? 'never reached' : 'not reached';
  return paths[path];
}

/** How the plan of a device compares with the one here: a sign, words, and what they mean. */
export interface Comparison {
  readonly sign: 'equal' | 'unequal' | 'unknown';
  readonly text: string;
}

/** How the plan of a device compares with the one here. */
export function comparison({ connected, program, inSync, coming, documents, equal, waiting, heardAt }: PeerRow): Comparison {
  if (inSync) return { sign: 'equal', text: 'equal' };
  if (coming !== null) return { sign: 'unequal', text: `${Math.floor(coming * 100)} % received` };
  if (program === 'newer') return { sign: 'unequal', text: 'newer Sextant: update this one' };
  if (program === 'older') return { sign: 'unequal', text: 'older Sextant: update it' };
  if (connected) {
    return documents === null || equal === null || documents === 0
      ? { sign: 'unknown', text: 'comparing' }
      : { sign: 'unequal', text: equal === documents ? 'exchanging' : `${equal} of ${documents} parts equal` };
  }
  if (heardAt === null) return { sign: 'unknown', text: 'not known' };
  return waiting === 0 ? { sign: 'unknown', text: 'equal when last heard' } : { sign: 'unequal', text: 'behind when last heard' };
}

/** `1 change`, `3 changes`. */
export function changesText(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

/** How the device of a row is called: by its person, with its own name where the person has several. */
function peerName(row: PeerRow, rows: readonly PeerRow[]): string {
  return rows.filter(({ personId }) => personId === row.personId).length > 1 ? `${row.person}, ${row.device}` : row.person;
}

/** The state of sync in a line and the worst exception in another. */
export interface SyncLineWords {
  readonly tone: 'ready' | 'warn' | 'quiet';
  readonly title: string;
  readonly note: string | null;
}

function waitingNote(refused: SyncSummary['refused']): string {
  if (refused === 'outdated') return 'Update this Sextant to join';
  return refused === 'unanswered' ? 'Reached, and not answered' : 'Who invited redeems it';
}

/** What the last line of the sidebar says: how many devices are equal, and the worst exception. It never says "synced". */
export function syncLine(summary: SyncSummary, rows: readonly PeerRow[]): SyncLineWords {
  const [worst] = rows.filter(({ waiting }) => waiting > 0).toSorted((one, other) => other.waiting - one.waiting);
  const waiting = worst === undefined ? null : `${changesText(worst.waiting)} waiting for ${peerName(worst, rows)}`;
  const { removed } = summary;
  if (removed !== null)
    return { tone: 'warn', title: removed.left ? 'You left the team' : 'Removed from the team', note: 'Nothing is shared any more' };
  if (summary.waitingFor !== null) return { tone: 'quiet', title: `Waiting for ${summary.waitingFor}`, note: waitingNote(summary.refused) };
  if (summary.refused !== null) return { tone: 'warn', title: 'The invitation was refused', note: null };
  if (!summary.enabled) return { tone: 'quiet', title: 'Sync is off', note: waiting };
  if (summary.trouble !== null) return { tone: 'warn', title: 'The network does not work', note: waiting };
  if (rows.length === 0) return { tone: 'quiet', title: 'Nobody else has joined yet', note: null };
  const newer = rows.find(({ program }) => program === 'newer');
  if (newer !== undefined || summary.held > 0) {
    const held = summary.held === 0 ? null : `${changesText(summary.held)} of a newer one ${summary.held === 1 ? 'waits' : 'wait'}`;
    return {
      tone: 'warn',
      title: 'Update this Sextant',
      note: held ?? (newer === undefined ? null : `${peerName(newer, rows)} has a newer one`),
    };
  }
  const reached = rows.filter(({ connected }) => connected);
  if (reached.length === 0) return { tone: 'quiet', title: 'Offline: no device is reached', note: waiting };
  const equal = rows.filter(({ inSync }) => inSync).length;
  const older = rows.find(({ program }) => program === 'older');
  const outdated = older === undefined ? null : `Update Sextant on ${older.device}, ${older.person}`;
  const busy = reached.find(({ inSync, program }) => !inSync && program !== 'older');
  const [only] = rows.length === 1 ? rows : [];
  if (only !== undefined) {
    return only.inSync
      ? { tone: 'ready', title: `Equal with ${only.person}`, note: null }
      : {
          tone: 'warn',
          title: outdated === null ? `Exchanging with ${only.person}` : `${only.person} has an older Sextant`,
          note: outdated ?? waiting,
        };
  }
  return {
    tone: equal === rows.length ? 'ready' : busy === undefined && outdated === null && waiting === null ? 'quiet' : 'warn',
    title: `${equal} of ${rows.length} devices equal`,
    note: outdated ?? (busy === undefined ? waiting : `Exchanging with ${peerName(busy, rows)}`),
  };
}

const numbers = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

const inWords = (count: number): string => numbers[count] ?? String(count);

/** The title of the page on the team: its state in one sentence. */
export function syncTitle({ enabled, removed }: SyncSummary, rows: readonly PeerRow[]): string {
  if (removed !== null) return removed.left ? 'You left this team.' : 'This device was removed from the team.';
  if (rows.length === 0) return 'This is the only device of the team.';
  if (!enabled) return 'Sync is off on this device.';
  const equal = rows.filter(({ inSync }) => inSync).length;
  const all = rows.length;
  if (all === 1) {
    const name = rows[0]?.person ?? '';
    return equal === 1 ? `${name} has exactly the plan that you see.` : `Whether ${name} has the plan that you see is not known now.`;
  }
  if (equal === all) return `All ${inWords(all).toLowerCase()} other devices have exactly the plan that you see.`;
  return `${inWords(equal)} of ${inWords(all).toLowerCase()} other devices ${equal === 1 ? 'has' : 'have'} exactly the plan that you see.`;
}

const refusals = {
  unknown: 'it does not know the invitation: it was withdrawn, or made by a device that was set up anew',
  expired: 'the invitation has ended',
  used: 'somebody has used the invitation already',
  wrong: 'the link is not the one that was made: it was altered on the way',
} as const satisfies Record<Exclude<NonNullable<SyncSummary['refused']>, 'unanswered' | 'outdated'>, string>;

/** Why an invitation was not redeemed, with the way out. */
export function refusalText(refused: NonNullable<SyncSummary['refused']>): string {
  if (refused === 'outdated') return 'The team works with a newer Sextant than this one. Update this one; the invitation waits for that.';
  if (refused === 'unanswered')
    return 'The device that made the invitation was reached and ended the connection without a word: the invitation may have been withdrawn, or the link altered. It is tried again; if that does not help, ask for a new one.';
  return `The device that made the invitation refused it, because ${refusals[refused]}. Nothing was changed here. Ask for a new one.`;
}

const places = { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' } as const;

/** A role as a word: `Editor`. */
export function roleText(role: keyof typeof places): string {
  return places[role];
}

/** What a role lets people do. */
export const roleEffects = {
  owner: 'changes the plan and who belongs to the team',
  editor: 'changes the plan',
  viewer: 'reads the plan and changes nothing',
} as const satisfies Record<keyof typeof places, string>;
