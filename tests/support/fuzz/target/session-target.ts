// Whole conversations with a device that has a plan and a team: by a stranger, by a member.
import { createHash } from 'node:crypto';
import { writeFrame } from '#electron/engine/sync/frame.ts';
import { BareDoor } from '#tests/support/sync/bare-connection.ts';
import type { FuzzTarget } from '../target.ts';
import { changesOf, openTeam, type Team } from './fuzz-team.ts';
import { joinFrames, splitFrames } from './frame-target.ts';

const frame = (head: Readonly<Record<string, unknown>>, ...parts: Uint8Array[]): Buffer => Buffer.from(writeFrame({ head, parts }));

function hello({ workspaceId }: Team, from: string, to: string): Buffer {
  const tag = createHash('sha256').update(`sextant/sync/1\n${workspaceId}\n${from}\n${to}`).digest('hex');
  return frame({ t: 'hello', tag, addresses: [] });
}

/** What a member says, with all that one knows. */
function memberFrames({ ana, fresh, roadmapId }: Team): Buffer[] {
  const entries = ana.store.team.entries().flatMap(({ bytes, signature }) => [bytes, signature]);
  const { heads } = ana.store.team.membership;
  const known = changesOf(ana).map(({ hash }) => hash);
  return [
    frame({ t: 'chain', heads: [...heads], count: 2 }),
    frame({ t: 'chain-want', known: [] }),
    frame({ t: 'entries' }, ...entries),
    frame({ t: 'have', documents: [[roadmapId, 'roadmap', roadmapId, known.slice(-1)]], whole: true }),
    frame({ t: 'have', documents: [['other', 'roadmap', 'other', known.slice(-1)]], whole: false }),
    frame({ t: 'want', d: roadmapId, form: null, from: 0 }),
    ...fresh.map(({ documentId: d, signature, bytes }) => frame({ t: 'changes', d }, signature, bytes)),
    frame({ t: 'sync', d: roadmapId }, Buffer.from('42000000000000', 'hex')),
    frame({ t: 'ack', d: roadmapId, heads: known.slice(-2) }),
    frame({ t: 'fetch', d: roadmapId, hashes: known.slice(0, 3) }),
    frame({ t: 'restart', d: roadmapId }),
    frame({ t: 'presence', on: { roadmapId, issueId: null, field: 'title', cursor: 0, idle: false } }),
    frame({ t: 'ping' }),
  ];
}

const pieces = (bytes: Buffer): Buffer[] =>
  [0, 1, 2].map((third) => bytes.subarray((third * bytes.length) / 3, ((third + 1) * bytes.length) / 3));

/** Whatever a stranger says: nothing is heard back, and nothing has changed. */
export function strangerTarget(): FuzzTarget {
  const team = openTeam();
  const { ana, ben } = team;
  const door = new BareDoor(ana);
  const invitation = door.center.desk.issue({ role: 'owner' }, 1);
  // Which means something when Ben says it, and nothing from anybody else.
  const first = hello(team, ben.store.deviceId, ana.store.deviceId);
  const redeem = {
    t: 'redeem',
    invitation: invitation.id,
    proof: 'ab'.repeat(32),
    person: { id: 'p', name: 'Eve' },
    device: 'x',
    addresses: [],
  };
  const frames = [first, frame(redeem), ...memberFrames(team)];
  const before = ana.store.log.lastSeq();
  return {
    seeds: [...frames, Buffer.concat([first, ...memberFrames(team)])],
    split: splitFrames,
    join: joinFrames,
    take(bytes) {
      const connection = door.connect('e'.repeat(64));
      for (const piece of pieces(bytes)) connection.say(piece);
      const heard = connection.received.length;
      const ended = connection.ended();
      connection.leave();
      if (heard > 0) throw new Error(`A stranger heard ${heard} messages.`);
      if (ended?.startsWith('failed') === true) throw new Error(`The session ${ended}`);
      if (ana.store.log.lastSeq() !== before || door.center.live().peers.length > 0) throw new Error('A stranger changed something.');
      return true;
    },
  };
}

/** Whatever a member says after the greeting: nothing that nobody made is taken, and the plan goes on. */
export function memberTarget(): FuzzTarget {
  let team = openTeam();
  const frames = memberFrames(team);
  let door = new BareDoor(team.ana);
  let genuine = new Set([...changesOf(team.ana), ...team.fresh].map(({ hash }) => hash));
  let edits = 0;
  return {
    seeds: [...frames, Buffer.concat(frames)],
    split: splitFrames,
    join: joinFrames,
    renew() {
      team.ana.close();
      team.ben.close();
      team = openTeam();
      door = new BareDoor(team.ana);
      genuine = new Set([...changesOf(team.ana), ...team.fresh].map(({ hash }) => hash));
    },
    take(bytes) {
      const { ana, ben, roadmapId } = team;
      const connection = door.connect(ben.store.deviceId);
      connection.say(hello(team, ben.store.deviceId, ana.store.deviceId));
      for (const piece of pieces(bytes)) connection.say(piece);
      const ended = connection.ended();
      const wasHeard = connection.received.length > 0;
      connection.leave();
      if (!wasHeard) throw new Error('A member was not let in.');
      if (ended?.startsWith('failed') === true) throw new Error(`The session ${ended}`);
      if (ana.store.team.membership.members().length !== 2) throw new Error('Somebody else belongs here.');
      edits += 1;
      if (edits % 50 === 0) {
        for (const { hash } of changesOf(ana)) if (!genuine.has(hash)) throw new Error('A change that nobody made is here.');
        ana.command('update-roadmap', { roadmapId, title: `Still here ${edits}` });
        for (const { hash } of changesOf(ana)) genuine.add(hash);
      }
      return ended === null;
    },
  };
}
