import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { newDeviceKey, openDeviceKey, readDeviceKey, sealedKeyPath } from '#electron/engine/store/device-key.ts';
import { deviceKeyAt, keepDeviceKey, sealedElsewhere } from '#electron/engine/store/sealed-key.ts';
import { reversingKeyStore } from '#tests/support/reversing-key-store.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** After how many more steps that change the disk the process is stopped; nothing reaches the disk from then on. */
const machine = vi.hoisted(() => ({ steps: Number.POSITIVE_INFINITY, stopped: false }));

vi.mock('node:fs', async (load) => {
  const real = await load<typeof import('node:fs')>();
  const stoppable =
    <Given extends unknown[], Value>(work: (...given: Given) => Value) =>
    (...given: Given): Value => {
      if (machine.steps <= 0) {
        machine.stopped = true;
        throw new Error('The process was stopped.');
      }
      machine.steps -= 1;
      return work(...given);
    };
  return {
    ...real,
    writeFileSync: stoppable(real.writeFileSync),
    chmodSync: stoppable(real.chmodSync),
    linkSync: stoppable(real.linkSync),
    renameSync: stoppable(real.renameSync),
    rmSync: stoppable(real.rmSync),
    fsyncSync: stoppable(real.fsyncSync),
  };
});

const newPath = (): string => join(temporaryFolder(), 'data', 'device.key');
const idOf = (pem: string): string => valueOf(readDeviceKey(pem, 'here')).deviceId;

test('a new key is sealed at once, for its owner only, and is the same at every start', async () => {
  const path = newPath();
  const store = reversingKeyStore();
  const first = valueOf(await keepDeviceKey(path, store));
  expect(valueOf(await keepDeviceKey(path, store))).toBe(first);
  expect(readdirSync(dirname(path))).toEqual(['device.key.sealed']);
  expect(statSync(sealedKeyPath(path)).mode & 0o777).toBe(0o600);
  const kept = readFileSync(sealedKeyPath(path), 'utf8');
  expect(kept).toContain(idOf(first));
  expect(kept).not.toContain('PRIVATE KEY');
});

test('a key that lies in a plain file stays the key, and the file goes', async () => {
  const path = newPath();
  const before = valueOf(openDeviceKey(path)).deviceId;
  // Left by a stop while it was made: another name of the same key.
  writeFileSync(`${path}.0123456789abcdef`, readFileSync(path));
  expect(idOf(valueOf(await keepDeviceKey(path, reversingKeyStore())))).toBe(before);
  expect(readdirSync(dirname(path))).toEqual(['device.key.sealed']);
});

test('where nothing seals, the key stays in a plain file', async () => {
  const path = newPath();
  const store = reversingKeyStore({ locked: true });
  const first = valueOf(await keepDeviceKey(path, store));
  expect(readdirSync(dirname(path))).toEqual(['device.key']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(valueOf(await keepDeviceKey(path, store))).toBe(first);
});

test('a store that cannot open what it sealed is not relied on', async () => {
  const path = newPath();
  const before = valueOf(openDeviceKey(path)).deviceId;
  const forgetful = { ...reversingKeyStore(), unseal: () => Promise.resolve('something else') };
  expect(idOf(valueOf(await keepDeviceKey(path, forgetful)))).toBe(before);
  expect(readdirSync(dirname(path))).toEqual(['device.key']);
});

test('a key store that is locked or was replaced is named, and the key is never replaced by a new one', async () => {
  const path = newPath();
  const state = { locked: false };
  const first = valueOf(await keepDeviceKey(path, reversingKeyStore(state)));
  state.locked = true;
  expect(await keepDeviceKey(path, reversingKeyStore(state))).toMatchObject({
    ok: false,
    error: { code: 'unavailable', where: sealedKeyPath(path), message: expect.stringContaining('Unlock the key store') },
  });
  const another = { ...reversingKeyStore(), unseal: () => Promise.resolve(newDeviceKey()) };
  expect(await keepDeviceKey(path, another)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(readdirSync(dirname(path))).toEqual(['device.key.sealed']);
  state.locked = false;
  expect(valueOf(await keepDeviceKey(path, reversingKeyStore(state)))).toBe(first);
});

test('a damaged sealed file is refused with what can be done, and nothing is made in its place', async () => {
  const path = newPath();
  mkdirSync(dirname(path));
  for (const text of ['', 'x', '{"deviceId":"x","sealed":"y"}']) {
    writeFileSync(sealedKeyPath(path), text);
    expect(await keepDeviceKey(path, reversingKeyStore())).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(deviceKeyAt({ deviceKeyPath: path })).toMatchObject({ ok: false, error: { code: 'storage', where: sealedKeyPath(path) } });
  }
  expect(readdirSync(dirname(path))).toEqual(['device.key.sealed']);
});

test('without the key store a sealed key is out of reach, a given one is taken, a plain one of another device is left alone', async () => {
  const path = newPath();
  const pem = valueOf(await keepDeviceKey(path, reversingKeyStore()));
  expect(deviceKeyAt({ deviceKeyPath: path })).toMatchObject({
    ok: false,
    error: { code: 'unavailable', message: expect.stringContaining('SEXTANT_DATA') },
  });
  expect(existsSync(path)).toBe(false);
  expect(valueOf(deviceKeyAt({ deviceKeyPath: path, deviceKey: pem })).deviceId).toBe(idOf(pem));
  expect(sealedElsewhere({ deviceKeyPath: path, deviceKey: pem })).toBeNull();
  const foreign = newDeviceKey();
  writeFileSync(path, foreign);
  expect(deviceKeyAt({ deviceKeyPath: path }).ok).toBe(false);
  expect(valueOf(await keepDeviceKey(path, reversingKeyStore()))).toBe(pem);
  expect(readFileSync(path, 'utf8')).toBe(foreign);
});

test('a stop at any step loses no key, and the next start finishes what was begun', async () => {
  let stops = 0;
  for (let steps = 0; ; steps += 1) {
    const path = newPath();
    const before = valueOf(openDeviceKey(path)).deviceId;
    Object.assign(machine, { steps, stopped: false });
    const cut = await keepDeviceKey(path, reversingKeyStore());
    const { stopped } = machine;
    machine.steps = Number.POSITIVE_INFINITY;
    // Whoever comes now, the command line or the app, meets the same key or is told where it is.
    const plain = deviceKeyAt({ deviceKeyPath: path });
    expect(plain.ok ? plain.value.deviceId : plain.error.code).toBe(existsSync(path) ? before : 'unavailable');
    expect(idOf(valueOf(await keepDeviceKey(path, reversingKeyStore())))).toBe(before);
    expect(existsSync(path)).toBe(false);
    if (!stopped) {
      expect(cut.ok).toBe(true);
      break;
    }
    stops += 1;
  }
  expect(stops).toBeGreaterThan(6);
});

test('the secret half is the one that the public half belongs to', () => {
  const pem = newDeviceKey();
  const { deviceId, seed } = valueOf(readDeviceKey(pem, 'here'));
  expect(seed()).toHaveLength(32);
  // RFC 8410: the seed as it stands in the private key.
  const rebuilt = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed()]).toString('base64');
  expect(idOf(`-----BEGIN PRIVATE KEY-----\n${rebuilt}\n-----END PRIVATE KEY-----\n`)).toBe(deviceId);
});
