// Why a change does not count, in words: who made it, or what it builds on, and what is the matter with that.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Reader } from './reader.ts';

type Reason = QueryResult<'quarantine'>['rows'][number]['reason'];

/** A change that does not count, with who made it, as the chain knows them. */
interface Refused {
  readonly hash: string;
  readonly reason: Reason;
  readonly author: string;
  readonly bytes: Uint8Array;
  readonly deviceName: string | null;
  readonly deviceRevoked: number | null;
  readonly personName: string | null;
  readonly personRevoked: number | null;
  readonly role: string | null;
}

function refusedChange(reader: Reader, hash: string): Refused | null {
  const [row] = reader.rows<Refused>(
    `SELECT refused_change.hash AS hash, refused_change.reason AS reason, refused_change.author AS author, change.bytes AS bytes,
       member_device.name AS deviceName, member_device.revoked AS deviceRevoked,
       member.name AS personName, member.revoked AS personRevoked, member.role AS role
     FROM refused_change
     JOIN change ON change.hash = refused_change.hash
     LEFT JOIN member_device ON member_device.id = refused_change.device_id
     LEFT JOIN member ON member.id = member_device.person_id
     WHERE refused_change.hash = @hash`,
    { hash },
  );
  return row ?? null;
}

/** What is known of changes on the way: of many that build on one another, each is looked at once. */
export type KnownRoots = Map<string, Refused | null>;

/** The change that is refused for itself and that a change builds on, over others too: itself when it is one. */
function rootOf(reader: Reader, hash: string, known: KnownRoots): Refused | null {
  const way: string[] = [];
  let root: Refused | null = null;
  for (let next: Refused | null = refusedChange(reader, hash); next !== null;) {
    const found = known.get(next.hash);
    if (found !== undefined || next.reason !== 'builds-on-refused') {
      root = found ?? next;
      break;
    }
    way.push(next.hash);
    const deps: readonly string[] = readChangeHead(next.bytes)?.deps ?? [];
    next = firstOf(deps, (one) => refusedChange(reader, one));
  }
  for (const one of way) known.set(one, root);
  return root;
}

function firstOf<Value>(names: readonly string[], find: (name: string) => Value | null): Value | null {
  for (const name of names) {
    const found = find(name);
    if (found !== null) return found;
  }
  return null;
}

/** What is the matter with a change that is refused for itself, as the end of a sentence about who made it and of one about it. */
function matterOf({ reason, personName, author, deviceName, deviceRevoked, personRevoked, role }: Refused): { who: string; what: string } {
  const who = personName ?? (author === '' ? 'somebody' : author);
  if (reason === 'equivocation') return { who, what: 'whose device made two changes under one number, of which the other one counts' };
  if (personRevoked === 1) return { who, what: 'who was removed from the team before it had arrived' };
  if (deviceRevoked === 1) return { who, what: `whose device “${deviceName ?? ''}” was removed from the team before it had arrived` };
  if (role === 'viewer') return { who, what: 'who may read only' };
  return { who, what: 'who was not entitled to change the plan' };
}

/** Why a change does not count, in one sentence. */
export function refusalSentence(reader: Reader, { hash, reason }: Pick<Refused, 'hash' | 'reason'>, known: KnownRoots): string {
  const root = rootOf(reader, hash, known);
  if (root === null) return 'It builds on something that does not count.';
  const { who, what } = matterOf(root);
  return `${reason === 'builds-on-refused' ? 'It builds on a change' : 'It was made'} by ${who}, ${what}.`;
}
