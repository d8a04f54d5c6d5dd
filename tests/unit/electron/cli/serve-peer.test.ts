import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openOrConnect } from '#electron/engine/local-socket.ts';
import { stayOpen } from '#electron/engine/stay-open.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { sextant } from '#tests/support/command-line.ts';
import { startPeer } from '#tests/support/peer-process.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** The titles of the roadmaps, once there are as many. */
function titlesOnce(connection: Connection, count: number): Promise<string[]> {
  return new Promise((resolve) => {
    const end = connection.subscribe('workspace', {}, (answer) => {
      if (!answer.ok || answer.value.rows.length < count) return;
      end();
      resolve(answer.value.rows.map(({ title }) => title));
    });
  });
}

/** Resolves once other devices can reach this one, so that an invitation says where. */
function reachable(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    const end = connection.subscribe('sync-status', {}, (answer) => {
      if (!answer.ok || answer.value.summary.addresses.length === 0) return;
      end();
      resolve();
    });
  });
}

/** The running peer's engine, through its local socket, as the command line reaches it. */
async function reach(folder: string): Promise<Connection> {
  const connection = valueOf(await openOrConnect(join(folder, 'workspace'), { dataFolder: join(folder, 'data') }));
  onTestFinished(() => connection.close());
  return connection;
}

test.each([
  [['serve', '--peer', 'PLAN.md'], 'takes its plan from the team'],
  [['serve', '--peer', '--sample'], 'only an empty workspace can join'],
  [['serve', '--peer', '--port', '4300'], '--page only'],
  [['serve', '--peer', '--open'], '--page only'],
  [['serve', '--page'], 'goes with --peer'],
])('%j is a wrong call', async (args, reason) => {
  const folder = join(temporaryFolder(), 'workspace');
  const { code, error } = await sextant(args, { workspace: folder });
  expect([code, error]).toEqual([2, expect.stringContaining(reason)]);
  expect(existsSync(folder)).toBe(false);
});

// Windows has no signals to send.
if (process.platform !== 'win32') {
  test('a peer that nobody has invited says so, serves no page, waits, and ends well', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const peer = startPeer(folder);
    const { deviceId, url, workspaceId, role } = await peer.report;
    expect([url, workspaceId, role]).toEqual([null, null, null]);
    expect(await peer.next('started')).toMatchObject({ device: deviceId, folder: join(folder, 'workspace'), team: false, role: null });
    await peer.next('not-invited');
    expect(await peer.end('SIGTERM')).toEqual([0, null]);
    await peer.next('stopped');
    expect(readdirSync(join(folder, 'workspace')).toSorted()).toEqual(['journal.bin', 'lock.sqlite', 'workspace.sqlite']);
  });

  test(
    'a peer is taken in while it runs, keeps up, and goes on after it was killed; its log tells no secret',
    { timeout: 120_000 },
    async () => {
      const [here, there] = [temporaryFolder(), temporaryFolder()];
      const owner = valueOf(await stayOpen({ folder: join(here, 'workspace'), dataFolder: join(here, 'data'), author: 'Ana' }, () => {}));
      onTestFinished(() => owner.close());
      valueOf(await owner.command('create-roadmap', { title: 'Harbour' }));
      valueOf(await owner.run('start-team', {}));
      await reachable(owner);
      const { link } = valueOf(await owner.run('invite', { role: 'viewer' }));

      const peer = startPeer(there);
      await peer.next('not-invited');
      const reached = await reach(there);
      valueOf(await reached.run('join-team', { link, device: 'Office box' }));
      expect(await peer.next('joined')).toMatchObject({ role: 'viewer' });
      expect(await peer.next('synced')).toMatchObject({ person: 'Ana' });
      expect(await titlesOnce(reached, 1)).toEqual(['Harbour']);
      valueOf(await owner.command('create-roadmap', { title: 'Lighthouse' }));
      expect(await titlesOnce(reached, 2)).toEqual(['Harbour', 'Lighthouse']);

      expect(await peer.end('SIGKILL')).toEqual([null, 'SIGKILL']);
      valueOf(await owner.command('create-roadmap', { title: 'While it was down' }));
      const again = startPeer(there);
      expect(await again.next('started')).toMatchObject({ team: true, role: 'viewer' });
      await again.next('synced');
      expect(await titlesOnce(await reach(there), 3)).toContain('While it was down');
      expect(await again.end('SIGTERM')).toEqual([0, null]);
      const log = peer.log() + again.log();
      for (const secret of [link.slice('sextant://join/'.length), 'Harbour', 'While it was down']) expect(log).not.toContain(secret);
    },
  );
}
