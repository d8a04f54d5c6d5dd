import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { openPairingNetwork } from '#electron/engine/sync-network.ts';
import { writeInvitation } from '#electron/engine/sync/invitation.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// The jobs as they are asked of an engine; what happens between two of them is in tests/adapter/sync-on-a-bad-line.test.ts.

async function open(openPairing?: typeof openPairingNetwork): Promise<Engine> {
  const folder = temporaryFolder();
  const options = { folder: join(folder, 'workspace'), dataFolder: join(folder, 'data'), author: 'Ana' };
  const engine = await openEngine(openPairing === undefined ? options : { ...options, openPairing });
  if (!engine.ok) throw new Error(engine.error.message);
  return engine.value;
}

const link = writeInvitation({
  issuer: 'a'.repeat(64),
  invitationId: 'one',
  secret: 'b'.repeat(64),
  grant: { role: 'viewer' },
  addresses: [],
  relays: [],
  expires: '2999-01-01T00:00:00Z',
  workspaceName: 'Compiler',
  issuerName: 'Ana',
  workspaceTag: 'c'.repeat(16),
});

test('an offer shows its code at once, and taking it back leaves nothing open', async () => {
  const engine = await open(openPairingNetwork);
  const abort = new AbortController();
  const { promise: shown, resolve: show } = Promise.withResolvers<string>();
  const offered = engine.run('offer-code', { link }, { signal: abort.signal, onProgress: ({ step }) => show(step) });
  expect(await shown).toMatch(/^[\dA-Z]{2}-[\dA-Z]{3}-[\dA-Z]{3}$/u);
  abort.abort();
  expect(await offered).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await engine.close();
});

test('closing the engine ends a search', async () => {
  const engine = await open(openPairingNetwork);
  const searched = engine.run('find-code', { code: 'K7-4QX-9TB' });
  await engine.query('workspace', {});
  await engine.close();
  expect(await searched).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('what is no code, no invitation, or asked of an engine without a network is refused in words', async () => {
  const engine = await open(openPairingNetwork);
  const alone = await open();
  expect(await engine.run('find-code', { code: 'hello' })).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('like K7-4QX-9TB') as string },
  });
  expect(await engine.run('offer-code', { link: 'hello' })).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('sextant://join/') as string },
  });
  expect(await alone.run('find-code', { code: 'K7-4QX-9TB' })).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  await engine.close();
  await alone.close();
});
