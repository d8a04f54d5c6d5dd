// Whole conversations with a device that has a plan and a team: by a stranger, by a member.
import { createHash, createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '#electron/engine/command/run-command.ts';
import { openPlanStore } from '#electron/engine/document/open-plan-store.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { type DeviceKey, deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { writeFrame } from '#electron/engine/sync/frame.ts';
import type { ActDraft } from '#electron/engine/team/membership-entry.ts';
import { must } from '#shared/base/must.ts';
import { BareDoor } from '#tests/support/sync/bare-connection.ts';
import type { FuzzTarget } from '../target.ts';
import { joinFrames, splitFrames } from './frame-target.ts';

if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Device {
  readonly store: PlanStore;
  readonly key: DeviceKey;
  onCommit(listener: () => void): void;
  command(name: string, args: unknown): Record<string, string>;
  close(): void;
}

/** The key of a device, the same on every run, so that an input says the same again. */
function pemOf(author: string): string {
  const seed = createHash('sha256').update(author).digest();
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function openDevice(author: string): Device {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-fuzz-'));
  folders.push(folder);
  const listeners: (() => void)[] = [];
  const deterministic = { start: Date.UTC(2026, 0, 5, 9), step: 1, seed: author };
  const options = {
    folder,
    deviceKeyPath: join(folder, 'device.key'),
    deviceKey: pemOf(author),
    author,
    workspaceName: 'Test',
    deterministic,
  };
  const opened = openPlanStore(options, () => {
    for (const listener of listeners) listener();
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const { store, seed } = opened.value;
  return {
    store,
    key: deviceKeyFromSeed(seed()),
    onCommit: (listener) => void listeners.push(listener),
    command(name, args) {
      const done = runCommand(store, name, args);
      if (!done.ok) throw new Error(done.error.message);
      // Every command answers ids.
      return done.value as Record<string, string>;
    },
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
      folders.splice(folders.indexOf(folder), 1);
    },
  };
}

/** All changes of documents, in the order of the log. */
function changesOf({ store }: Device): JournalChange[] {
  const changes = store.log
    .documents()
    .flatMap(({ id, kind, roadmapId }) => store.log.of(id).map((change) => ({ ...change, kind, roadmapId })));
  return changes.toSorted((one, other) => one.seq - other.seq);
}

interface Team {
  readonly ana: Device;
  readonly ben: Device;
  readonly roadmapId: string;
  /** What only Ben has. */
  readonly fresh: readonly JournalChange[];
  readonly workspaceId: string;
}

/** Ana's plan, and Ben, an editor of it, who has worked since. */
function openTeam(): Team {
  const [ana, ben] = [openDevice('Ana'), openDevice('Ben')];
  const { roadmapId = '' } = ana.command('create-roadmap', { title: 'Secret harbour' });
  const issues = [1, 2, 3].map((count) =>
    ana.command('create-issue', { roadmapId, title: `Secret ${count}`, body: 'Words '.repeat(count) }),
  );
  const device = (of: Device): { id: string; name: string } => ({ id: of.store.deviceId, name: 'Laptop' });
  const sign = (act: ActDraft): void => {
    const signed = ana.store.team.sign(act);
    if (!signed.ok) throw new Error(signed.error.message);
  };
  sign({ act: 'found', person: { id: 'ana', name: 'Ana' }, device: device(ana), nonce: '0'.repeat(64) });
  sign({ act: 'admit', person: { id: 'ben', name: 'Ben' }, role: 'editor', device: device(ben), invitationId: null });
  const shared = changesOf(ana);
  const joined = ben.store.team.join(ana.store.team.entries(), shared);
  if (!joined.ok) throw new Error(joined.error.message);
  const { issueId } = issues[0] ?? {};
  ben.command('update-issue', { issueId, patch: { title: 'Ben was here', body: 'Other words' } });
  ben.command('update-roadmap', { roadmapId, title: 'By Ben' });
  ben.command('create-issue', { roadmapId, title: 'Another' });
  const has = new Set(shared.map(({ hash }) => hash));
  const workspaceId = must(ana.store.team.membership.workspaceId, 'a workspace');
  return { ana, ben, roadmapId, fresh: changesOf(ben).filter(({ hash }) => !has.has(hash)), workspaceId };
}

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
