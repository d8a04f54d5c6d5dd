import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { stayOpen } from '#electron/engine/stay-open.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { sextant } from '#tests/support/command-line.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const folder = keptFolder();
const workspace = join(folder, 'workspace');
let open: Connection;

// Calls to a workspace that is open go through its socket and need not load it each time.
beforeAll(async () => {
  process.env['SEXTANT_DATA'] = join(folder, 'data');
  open = valueOf(await stayOpen({ folder: workspace }, () => {}));
});
afterAll(async () => {
  await open.close();
  delete process.env['SEXTANT_DATA'];
});

async function json(...args: string[]): Promise<unknown> {
  const { code, output, error } = await sextant(['peer', ...args, '--json'], { workspace });
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return JSON.parse(output);
}

async function refused(...args: string[]): Promise<{ code: number; said: string }> {
  const { code, output, error } = await sextant(['peer', ...args], { workspace });
  expect(output).toBe('');
  return { code, said: error };
}

test('a team: started, one is invited to it, the invitation is withdrawn, roles are given', async () => {
  expect(await refused('invite')).toEqual({ code: 1, said: expect.stringContaining('sextant peer start') });
  expect(await json('status')).toMatchObject({ enabled: false, devices: [], sentence: 'Sync is off.' });
  const { deviceId } = z.object({ deviceId: z.string() }).parse(await json('id'));
  expect(await json('start', '--name', 'Ana')).toMatchObject({ person: 'Ana', device: hostname(), deviceId });
  expect(await json('list')).toMatchObject({
    deviceId,
    role: 'owner',
    members: [{ name: 'Ana', role: 'owner', devices: [{ isThis: true }] }],
  });
  expect((await refused('start')).said).toContain('has a team already');
  const invited = z
    .object({ invitationId: z.string(), link: z.string().startsWith('sextant://join/') })
    .parse(await json('invite', '--role', 'viewer'));
  expect(await json('list')).toMatchObject({ invitations: [{ id: invited.invitationId, role: 'viewer' }] });
  expect(await refused('join', invited.link)).toEqual({ code: 1, said: expect.stringContaining('Open it on the other one') });
  expect(await json('withdraw', invited.invitationId)).toEqual({ invitationId: invited.invitationId });
  expect((await refused('withdraw', invited.invitationId)).said).toContain('means no open invitations');
  expect(await json('invite', '--for', 'an')).toEqual({
    invitationId: expect.any(String),
    link: expect.any(String),
    expiresAt: expect.any(String),
    role: 'owner',
    personId: expect.any(String),
  });
  const { output } = await sextant(['peer', 'invite', '--hours', '1', '--qr'], { workspace });
  expect(output).toMatch(/█[^]*sextant:\/\/join\/[^]*becomes an editor, until [^]*must be open here/u);
  expect((await refused('role', 'Ana', 'viewer')).said).toContain('Make somebody else an owner first');
  expect((await refused('revoke', 'Ana')).said).toContain('does not shut itself out');
  expect((await refused('compare', 'Ana')).said).toContain('another device');
  expect(await json('compare')).toEqual({ devices: [] });
  expect(await json('repair')).toMatchObject({ whole: true, copy: null });
  expect((await refused('status', '--wait-synced', '1')).said).toContain('no other device');
});

test('the network is set, and sync turned off and on', async () => {
  expect(await json('network', 'https://relay.example', '--port', '0', '--discovery', 'off')).toMatchObject({
    relays: ['https://relay.example'],
    discovery: false,
  });
  expect(await json('network', 'local')).toEqual({ enabled: true, relays: 'none', discovery: false, port: 0 });
  expect(await json('off')).toMatchObject({ enabled: false });
  expect((await refused('invite')).said).toContain('sextant peer on');
  expect(await json('on', '--discovery', 'on')).toMatchObject({ enabled: true, discovery: true });
});

test.each([
  [['lend'], 2, 'peer has no action "lend"'],
  [['invit'], 2, 'Did you mean invite?'],
  [['role', 'Ana'], 2, 'Expected sextant peer role NAME ROLE'],
  [['role', 'Ana', 'king'], 2, 'owner, editor, viewer'],
  [['list', '--hours', '3'], 2, 'peer list does not take --hours'],
  [['invite', '--role', 'viewer', '--for', 'Ana'], 2, 'leave --role out'],
  [['invite', '--hours', '0'], 2, '--hours takes a number'],
  [['network', 'relay.example'], 2, 'local, relay, or URLs'],
  [['join', 'sextant://join/AW3Bp_JbIj'], 1, 'incomplete or was altered'],
  [['revoke', 'Nobody'], 1, 'no member or device "Nobody"'],
])('peer %j is refused: %i, %s', async (args, code, said) => {
  expect(await refused(...args)).toEqual({ code, said: expect.stringContaining(said) });
});

test('only start and join begin a workspace', async () => {
  const absent = join(folder, 'absent');
  const { code, error } = await sextant(['peer', 'invite'], { workspace: absent });
  expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining('There is no workspace') });
  expect(existsSync(absent)).toBe(false);
});
