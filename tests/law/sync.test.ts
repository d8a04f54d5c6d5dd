// Devices that pair by an invitation and exchange what they do, in one thread and over a network that the test rules.
import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import { openStore } from '../support/open-store.ts';
import { runAs } from '../support/sync/program-version.ts';
import { type SimulatedDevice, SimulatedNetwork } from '../support/sync/simulated-network.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A device whose owner has a plan. */
function withPlan(network: SimulatedNetwork, author: string, issues: number): { device: SimulatedDevice; roadmapId: string } {
  const device = network.join(openStore(undefined, undefined, author));
  const made = device.open.command('create-roadmap', { title: 'Compiler' });
  const roadmapId = (must(made.ok ? made.value : null, 'a roadmap') as { roadmapId: string }).roadmapId; // what the command answers
  for (let count = 1; count <= issues; count++) {
    device.open.command('create-issue', { roadmapId, title: `Issue ${count}`, body: `What issue ${count} is about.` });
  }
  return { device, roadmapId };
}

/** Takes somebody in who starts with nothing. */
function takeIn(network: SimulatedNetwork, owner: SimulatedDevice, author: string): SimulatedDevice {
  const invited = owner.desk.invite({ role: 'editor', personId: null, hours: 24 });
  if (!invited.ok) throw new Error(invited.error.message);
  const device = network.join(openStore(undefined, undefined, author));
  const joined = device.desk['join-team']({ link: invited.value.link });
  if (!joined.ok) throw new Error(joined.error.message);
  return device;
}

/** Starts a device anew with the program of the next version. */
function updated(network: SimulatedNetwork, device: SimulatedDevice): SimulatedDevice {
  const { open } = device;
  device.center.close();
  network.leave(device);
  open.close();
  return network.join(
    runAs('next', () => openStore(open.folder, open.deviceKeyPath, open.store.author)),
    'next',
  );
}

/** What both have to have alike: changes, rows, and that both say so. */
function expectEqual(one: SimulatedDevice, other: SimulatedDevice): void {
  expect(other.open.log()['document']).toEqual(one.open.log()['document']);
  const rows = ({ open }: SimulatedDevice): unknown => ({ ...open.rows(), activity: [] });
  expect(rows(other)).toEqual(rows(one));
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const peer = from.center.live().peers.find(({ deviceId }) => deviceId === to.open.store.deviceId);
    expect(peer?.inSync).toBe(true);
  }
}

test('somebody invited gets the plan, and both see what either does', () => {
  const network = new SimulatedNetwork(seededRandom(1));
  const { device: ana, roadmapId } = withPlan(network, 'Ana', 50);
  ana.desk['start-team']({});
  const ben = takeIn(network, ana, 'Ben');
  network.connectAll();
  network.settle();
  expectEqual(ana, ben);
  ben.open.command('update-roadmap', { roadmapId, title: 'Compiler, by Ben' });
  ana.open.command('create-issue', { roadmapId, title: 'By Ana' });
  network.settle();
  expectEqual(ana, ben);
  expect(ana.endings).toEqual([]);
});

test('a device does not shut itself out, of which nobody would hear', () => {
  const network = new SimulatedNetwork(seededRandom(9));
  const { device: ana } = withPlan(network, 'Ana', 1);
  const started = ana.desk['start-team']({});
  if (!started.ok) throw new Error(started.error.message);
  const { deviceId, personId } = started.value;
  expect(ana.desk['revoke-device']({ deviceId })).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(ana.desk['revoke-person']({ personId })).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(ana.open.store.team.membership.role(deviceId)).toBe('owner');
});

/** Ana's team of three, everybody with the same. */
function threeOf(seed: number): { network: SimulatedNetwork; ana: SimulatedDevice; ben: SimulatedDevice; cem: SimulatedDevice } {
  const network = new SimulatedNetwork(seededRandom(seed));
  const { device: ana } = withPlan(network, 'Ana', 3);
  ana.desk['start-team']({});
  const [ben, cem] = ['Ben', 'Cem'].map((name) => {
    const device = takeIn(network, ana, name);
    network.connectAll();
    network.settle();
    return device;
  });
  network.connectAll();
  network.settle();
  return { network, ana, ben: must(ben, 'Ben'), cem: must(cem, 'Cem') };
}

const personOf = (device: SimulatedDevice, name: string): string =>
  must(
    device.open.store.team.membership.members().find((member) => member.name === name),
    name,
  ).personId;

test('who is shut out hears it, by whoever did it or by another one, whether connected then or later', () => {
  const { network, ana, ben, cem } = threeOf(21);
  ana.desk['revoke-person']({ personId: personOf(ana, 'Ben') });
  network.settle();
  expect(ben.center.removal).toEqual({ by: 'Ana', toldBy: null, at: expect.any(String), left: false });
  // Cem was not there; he comes back when Ana is away, and Ben tells nobody anything.
  network.cut(ana, cem);
  ana.desk['revoke-person']({ personId: personOf(ana, 'Cem') });
  network.connectAll();
  network.settle();
  expect(cem.center.removal).toMatchObject({ by: 'Ana', left: false });
  expect(ana.center.removal).toBeNull();
  // What they know of who belongs is what they knew.
  for (const device of [ben, cem]) expect(device.open.store.team.entries().length).toBeLessThan(ana.open.store.team.entries().length);
});

test('who was shut out and hears it from somebody else is told just that', () => {
  const { network, ana, ben, cem } = threeOf(22);
  network.cut(ana, ben);
  network.cut(cem, ben);
  ana.desk['revoke-person']({ personId: personOf(ana, 'Ben') });
  network.settle();
  network.cut(ana, cem);
  network.connect(ben, cem);
  network.settle();
  expect(ben.center.removal).toMatchObject({ by: null, toldBy: 'Cem', left: false });
  expect(cem.center.removal).toBeNull();
});

test('somebody leaves with all devices, and the others hear of it', () => {
  const { network, ana, ben, cem } = threeOf(23);
  const left = ben.desk['leave-team']({ ownerId: null });
  expect(left).toMatchObject({ ok: true });
  network.settle();
  for (const device of [ana, cem]) {
    expect(device.open.store.team.membership.role(ben.open.store.deviceId)).toBeNull();
    expect(network.connected(device, ben)).toBe(false);
  }
  expect(ben.center.removal).toMatchObject({ by: 'Ben', left: true });
  expect(ben.wish?.enabled).toBe(false);
  expectEqual(ana, cem);
});

test('the last owner says who is one from then on, and nobody leaves unheard or with what nobody has', () => {
  const { network, ana, ben, cem } = threeOf(24);
  const leave = (device: SimulatedDevice, ownerId: string | null = null): string => {
    const answer = device.desk['leave-team']({ ownerId });
    return answer.ok ? 'left' : answer.error.message;
  };
  expect(leave(ana)).toContain('You are the last owner');
  network.cut(ben, ana);
  network.cut(ben, cem);
  ben.open.command('create-roadmap', { title: 'Only here' });
  expect(leave(ben)).toContain('Nobody of the others is connected');
  network.connectAll();
  network.settle();
  expect(leave(ana, personOf(ana, 'Cem'))).toBe('left');
  network.settle();
  expect(cem.open.store.team.membership.role(cem.open.store.deviceId)).toBe('owner');
  expect(cem.open.store.team.membership.role(ana.open.store.deviceId)).toBeNull();
  expect(leave(ben)).toBe('left');
  network.settle();
  expect(leave(cem)).toContain('You are the only member');
});

test('a lost device is shut out and another one takes its place, of the same person', () => {
  const { network, ana, ben, cem } = threeOf(25);
  const bens = personOf(ana, 'Ben');
  network.leave(ben);
  ana.desk['revoke-device']({ deviceId: ben.open.store.deviceId });
  const invited = ana.desk.invite({ role: 'editor', personId: bens, hours: 24 });
  const anew = network.join(openStore(undefined, undefined, 'Ben'));
  anew.desk['join-team']({ link: invited.ok ? invited.value.link : '' });
  network.connectAll();
  network.settle();
  network.connectAll();
  network.settle();
  const member = must(
    cem.open.store.team.membership.members().find(({ personId }) => personId === bens),
    'Ben',
  );
  expect(member).toMatchObject({ name: 'Ben', role: 'editor', revoked: false });
  expect(member.devices.map(({ id, revoked }) => [id, revoked])).toEqual([
    [ben.open.store.deviceId, true],
    [anew.open.store.deviceId, false],
  ]);
  expect(anew.open.command('create-roadmap', { title: 'From the new one' }).ok).toBe(true);
  network.settle();
  expectEqual(ana, anew);
});

test('what two did apart is there on both once they meet again', () => {
  const network = new SimulatedNetwork(seededRandom(2));
  const { device: ana, roadmapId } = withPlan(network, 'Ana', 5);
  ana.desk['start-team']({});
  const ben = takeIn(network, ana, 'Ben');
  network.connectAll();
  network.settle();
  network.cut(ana, ben);
  for (let count = 1; count <= 300; count++) {
    ana.open.command('update-roadmap', { roadmapId, goal: `Goal ${count}` });
    ben.open.command('create-issue', { roadmapId, title: `Apart ${count}`, body: 'Written on the train.' });
  }
  ben.open.command('create-roadmap', { title: 'Bens own' });
  expect(ana.center.live().peers).toEqual([]);
  network.connectAll();
  network.settle();
  expectEqual(ana, ben);
});

test('what is said of a document that has come and was not read yet is said of all of it', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const network = new SimulatedNetwork(seededRandom(seed), 0.9);
    const { device: ana } = withPlan(network, 'Ana', 2);
    ana.desk['start-team']({});
    const ben = takeIn(network, ana, 'Ben');
    network.connectAll();
    network.settle();
    for (let count = 1; count <= 4; count++) {
      const made = ben.open.command('create-roadmap', { title: `Bens ${count}` });
      const { roadmapId } = must(made.ok ? made.value : null, 'a roadmap') as { roadmapId: string }; // what the command answers
      for (let issue = 1; issue <= 6; issue++) {
        for (let steps = (seed * issue) % 7; steps > 0; steps--) network.step();
        ben.open.command('create-issue', { roadmapId, title: `Issue ${issue}`, body: 'Right after.' });
      }
    }
    network.settle();
    expectEqual(ana, ben);
    expect(ana.center.live().peers.map(({ inSync }) => inSync)).toEqual([true]);
  }
});

test('an edit of one field costs at most 900 bytes, both ways, signature and acknowledgment included', () => {
  const network = new SimulatedNetwork(seededRandom(3));
  const { device: ana, roadmapId } = withPlan(network, 'Ana', 5);
  ana.desk['start-team']({});
  const ben = takeIn(network, ana, 'Ben');
  network.connectAll();
  network.settle();
  ben.open.command('update-roadmap', { roadmapId, title: 'The first edit opens the exchange' });
  network.settle();
  const before = ana.traffic.sent + ana.traffic.received;
  ben.open.command('update-roadmap', { roadmapId, title: 'The second is like all others' });
  network.settle();
  expectEqual(ana, ben);
  expect(ana.traffic.sent + ana.traffic.received - before).toBeLessThanOrEqual(900);
});

test('an invitation takes in one device', () => {
  const network = new SimulatedNetwork(seededRandom(4));
  const { device: ana } = withPlan(network, 'Ana', 1);
  ana.desk['start-team']({});
  const invited = ana.desk.invite({ role: 'viewer', personId: null, hours: 1 });
  const link = must(invited.ok ? invited.value.link : null, 'a link');
  const [ben, eve] = ['Ben', 'Eve'].map((name) => network.join(openStore(undefined, undefined, name)));
  for (const device of [must(ben, 'Ben'), must(eve, 'Eve')]) {
    device.desk['join-team']({ link });
    network.connectAll();
    network.settle();
  }
  expect(ana.open.store.team.membership.members().map(({ name, role }) => [name, role])).toEqual([
    ['Ana', 'owner'],
    ['Ben', 'viewer'],
  ]);
  expect(must(eve, 'Eve').center.live().refused).toBe('used');
  expect(must(eve, 'Eve').open.rows()['roadmap']).toEqual([]);
});

test('an invitation that was withdrawn is not answered, which is told, and it is tried again until another one is redeemed', () => {
  const network = new SimulatedNetwork(seededRandom(4));
  const { device: ana } = withPlan(network, 'Ana', 1);
  ana.desk['start-team']({});
  const invite = (): { invitationId: string; link: string } => {
    const invited = ana.desk.invite({ role: 'viewer', personId: null, hours: 1 });
    return must(invited.ok ? invited.value : null, 'an invitation');
  };
  const withdrawn = invite();
  expect(ana.desk['withdraw-invitation']({ invitationId: withdrawn.invitationId }).ok).toBe(true);
  const ben = network.join(openStore(undefined, undefined, 'Ben'));
  const meet = (link: string): void => {
    ben.desk['join-team']({ link });
    network.connect(ben, ana);
    network.settle();
  };
  meet(withdrawn.link);
  expect(ben.center.live()).toMatchObject({ waitingFor: { issuerName: 'Ana' }, refused: 'unanswered', peers: [] });
  network.connect(ben, ana);
  network.settle();
  expect(ben.center.live()).toMatchObject({ waitingFor: { issuerName: 'Ana' }, refused: 'unanswered' });
  expect(ben.open.rows()['roadmap']).toEqual([]);
  meet(invite().link);
  expect(ben.center.live()).toMatchObject({ waitingFor: null, refused: null, peers: [{ inSync: true }] });
});

test('who was taken in by a connection that was lost too early gets the plan by the next one, whoever makes it', () => {
  const network = new SimulatedNetwork(seededRandom(5));
  const { device: ana } = withPlan(network, 'Ana', 3);
  ana.desk['start-team']({});
  const ben = takeIn(network, ana, 'Ben');
  network.connect(ben, ana);
  while (ana.open.store.team.membership.members().length === 1 && network.step());
  network.cut(ana, ben);
  expect(ben.open.store.team.membership.workspaceId).toBe(null);
  network.connect(ana, ben);
  network.settle();
  expectEqual(ana, ben);
});

test('who crashes in the moment of joining has joined', () => {
  const network = new SimulatedNetwork(seededRandom(6));
  const { device: ana } = withPlan(network, 'Ana', 3);
  ana.desk['start-team']({});
  const ben = takeIn(network, ana, 'Ben');
  const { open } = ben;
  const left = temporaryFolder();
  open.onCommit(() => {
    if (!network.devices.has(open.store.deviceId) || open.store.team.membership.workspaceId === null) return;
    cpSync(open.folder, left, { recursive: true });
    network.leave(ben);
  });
  network.connect(ben, ana);
  network.settle();
  open.close();
  const again = network.join(openStore(left, open.deviceKeyPath, 'Ben'));
  network.connect(again, ana);
  network.settle();
  expectEqual(ana, again);
  expect(again.endings).toEqual([]);
});

test('what a newer program begins documents with is not refused: it waits, with what follows upon it, for the device to be brought up to date', () => {
  const network = new SimulatedNetwork(seededRandom(7));
  const { device: ana, roadmapId } = withPlan(network, 'Ana', 3);
  ana.desk['start-team']({});
  const ben = updated(network, takeIn(network, ana, 'Ben'));
  const meet = (): void => {
    network.connectAll();
    network.settle();
  };
  meet();
  runAs('next', () => {
    ben.open.command('rename-workspace', { name: 'By Ben' });
    ben.open.command('create-roadmap', { title: 'Also by Ben' });
    ben.open.command('update-roadmap', { roadmapId, title: 'Compiler, by Ben' });
  });
  ana.open.command('create-person', { name: 'Cleo', hoursPerWeek: 30 });
  meet();
  const plan = ({ open: { reader } }: SimulatedDevice): unknown => [
    reader.prepare('SELECT name FROM workspace').pluck().get(),
    reader.prepare('SELECT title FROM roadmap ORDER BY title').pluck().all(),
    reader.prepare('SELECT name FROM person').pluck().all(),
  ];
  expect(plan(ana)).toEqual(['Test', ['Also by Ben', 'Compiler, by Ben'], ['Cleo']]);
  expect(plan(ben)).toEqual(['By Ben', ['Also by Ben', 'Compiler, by Ben'], ['Cleo']]);
  expect(ana.open.reader.prepare('SELECT * FROM refused_change').all()).toEqual([]);
  expect(ana.center.live()).toMatchObject({ peers: [{ inSync: false, program: 'newer' }], held: 2 });
  expect(ben.center.live()).toMatchObject({ peers: [{ inSync: false, program: 'older' }], held: 0 });
  // The entry of Ben's roadmap in the space document is not here yet.
  const id = ana.open.reader.prepare(`SELECT id FROM roadmap WHERE title = 'Also by Ben'`).pluck().get();
  expect(ana.open.command('delete-roadmap', { roadmapId: id }).ok).toBe(true);
  const again = updated(network, ana);
  meet();
  runAs('next', () => expectEqual(again, ben));
  expect(again.center.live()).toMatchObject({ peers: [{ inSync: true, program: 'same' }], held: 0 });
  expect(plan(again)).toEqual(['By Ben', ['Compiler, by Ben'], ['Cleo']]);
});

test('who has an older program than the team joins once it is brought up to date', () => {
  const network = new SimulatedNetwork(seededRandom(8));
  const { device: ana } = withPlan(network, 'Ana', 3);
  ana.desk['start-team']({});
  const newer = updated(network, ana);
  const ben = takeIn(network, newer, 'Ben');
  network.connect(ben, newer);
  network.settle();
  expect(ben.endings).toEqual([expect.stringContaining('newer Sextant')]);
  expect(ben.open.store.team.membership.workspaceId).toBe(null);
  expect(ben.center.live()).toMatchObject({ waitingFor: { issuerName: 'Ana' }, refused: 'outdated' });
  const again = updated(network, ben);
  network.connect(again, newer);
  network.settle();
  runAs('next', () => expectEqual(again, newer));
});

test('a document whose saved bytes nobody can read is handed over in changes', () => {
  const network = new SimulatedNetwork(seededRandom(12));
  const { device: ana, roadmapId } = withPlan(network, 'Ana', 50);
  ana.desk['start-team']({});
  for (let goal = 0; goal < 600; goal++) ana.open.command('update-roadmap', { roadmapId, goal: `Goal ${goal}` });
  // As if a change that replaces what is not there had made Automerge save what it cannot load.
  ana.open.store.saved = () => new Uint8Array(1000);
  const ben = takeIn(network, ana, 'Ben');
  network.connectAll();
  network.settle();
  expectEqual(ana, ben);
  expect([...ana.endings, ...ben.endings]).toEqual([]);
});
