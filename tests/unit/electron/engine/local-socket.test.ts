import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listenLocally, openOrConnect } from '#electron/engine/local-socket.ts';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { lockHolder, lockWorkspace } from '#electron/engine/store/workspace-lock.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

function value<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`Expected success, got ${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function openWorkspace(folder: string, dataFolder: string): Promise<Engine> {
  const engine = value(await openEngine({ folder, dataFolder }));
  onTestFinished(() => engine.close());
  return engine;
}

/** A process that takes the lock of `folder` and then does nothing. */
async function holdElsewhere(folder: string): Promise<() => Promise<void>> {
  const lock = new URL('../../../../electron/engine/store/workspace-lock.ts', import.meta.url).href;
  const script = `const { lockWorkspace } = await import(${JSON.stringify(lock)});
    console.log(lockWorkspace(${JSON.stringify(folder)}).ok); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('true');
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  return kill;
}

describe('the lock of a workspace', () => {
  test('refuses a second engine and names the first', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    await openWorkspace(folder, dataFolder);
    const second = await openEngine({ folder, dataFolder });
    expect(second).toMatchObject({ ok: false, error: { code: 'locked', where: folder } });
    expect(second.ok ? '' : second.error.message).toContain(`process ${process.pid}`);
  });

  test('goes with the process that held it, even when that is killed', async () => {
    const folder = temporaryFolder();
    const kill = await holdElsewhere(folder);
    expect(lockWorkspace(folder)).toMatchObject({ ok: false, error: { code: 'locked' } });
    await kill();
    const lock = value(lockWorkspace(folder));
    lock.release();
    lock.release();
    expect(lockHolder(folder)).toBe(null);
  });

  test('is free again once the engine is closed', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const engine = value(await openEngine({ folder, dataFolder }));
    await Promise.all([engine.close(), engine.close()]);
    expect((await openWorkspace(folder, dataFolder)).folder).toBe(folder);
  });

  test('of a folder that is a file is a problem that says so', () => {
    const file = join(temporaryFolder(), 'file');
    symlinkSync('/dev/null', file);
    expect(lockWorkspace(file)).toMatchObject({ ok: false, error: { code: 'storage', where: file } });
  });
});

describe('the local socket', () => {
  test('can be opened by its user only', async () => {
    const dataFolder = temporaryFolder();
    const socket = value(await listenLocally(await openWorkspace(temporaryFolder(), dataFolder), dataFolder));
    onTestFinished(() => socket.close());
    expect(statSync(socket.path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(socket.path)).mode & 0o777).toBe(0o700);
  });

  test('hangs up on who does not speak its language, and serves the next', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const socket = value(await listenLocally(await openWorkspace(folder, dataFolder), dataFolder));
    onTestFinished(() => socket.close());
    const stranger = connect(socket.path);
    stranger.on('error', () => {});
    stranger.write('GET / HTTP/1.1\r\n\r\n');
    stranger.resume();
    await once(stranger, 'close');
    const connection = value(await openOrConnect(folder, { dataFolder, patience: 0 }));
    expect((await connection.query('workspace', {})).ok).toBe(true);
    await connection.close();
  });

  test('that is left over from a crash is replaced', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const first = value(await openEngine({ folder, dataFolder }));
    const { path, close } = value(await listenLocally(first, dataFolder));
    await close();
    await first.close();
    writeFileSync(path, '');
    const second = await openWorkspace(folder, dataFolder);
    const socket = value(await listenLocally(second, dataFolder));
    expect(statSync(socket.path).isSocket()).toBe(true);
    await socket.close();
    mkdirSync(path);
    expect(await listenLocally(second, dataFolder)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });

  test('ends with "unavailable" for who was connected when the engine closed', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const engine = value(await openEngine({ folder, dataFolder }));
    const socket = value(await listenLocally(engine, dataFolder));
    const connection = value(await openOrConnect(folder, { dataFolder, patience: 0 }));
    const told: string[] = [];
    connection.subscribe('workspace', {}, (result) => told.push(result.ok ? 'ok' : result.error.code));
    await connection.query('workspace', {});
    const asked = connection.command('rename-workspace', { name: 'Late' });
    await socket.close();
    await engine.close();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(told.at(-1)).toBe('unavailable');
  });
});

describe('opening or connecting', () => {
  test('waits for a short call that has the workspace, and takes over when it ends', async () => {
    const folder = temporaryFolder();
    const kill = await holdElsewhere(folder);
    const opening = openOrConnect(folder, { dataFolder: temporaryFolder() });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await kill();
    const connection = value(await opening);
    expect((await connection.query('workspace', {})).ok).toBe(true);
    await connection.close();
  });

  test('gives up with "locked" when its patience ends', async () => {
    const folder = temporaryFolder();
    await holdElsewhere(folder);
    const refused = await openOrConnect(folder, { dataFolder: temporaryFolder(), patience: 100 });
    expect(refused).toMatchObject({ ok: false, error: { code: 'locked' } });
  });

  test('leaves the engine of somebody else open', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const engine = await openWorkspace(folder, dataFolder);
    const socket = value(await listenLocally(engine, dataFolder));
    onTestFinished(() => socket.close());
    await value(await openOrConnect(folder, { dataFolder, patience: 0 })).close();
    expect((await engine.query('workspace', {})).ok).toBe(true);
  });

  test('with "stay" lets others in until it closes', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const first = value(await openOrConnect(folder, { dataFolder, stay: true }));
    const second = value(await openOrConnect(folder, { dataFolder, patience: 0 }));
    expect(await second.command('rename-workspace', { name: 'Shared' })).toMatchObject({ ok: true });
    expect(await first.query('workspace', {})).toMatchObject({ value: { summary: { name: 'Shared' } } });
    await second.close();
    await first.close();
    expect(lockHolder(folder)).toBe(null);
  });

  test('does not speak to a socket that the note names but nobody of ours made', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const engine = await openWorkspace(folder, dataFolder);
    engine.announce('/dev/null');
    expect(await openOrConnect(folder, { dataFolder, patience: 0 })).toMatchObject({ ok: false, error: { code: 'locked' } });
    const dead = createServer();
    const path = join(temporaryFolder(), 's');
    await new Promise<void>((resolve) => void dead.listen(path, resolve));
    await new Promise<void>((resolve) => void dead.close(() => resolve()));
    engine.announce(path);
    expect(await openOrConnect(folder, { dataFolder, patience: 0 })).toMatchObject({ ok: false, error: { code: 'locked' } });
  });

  test('does not wait for ever for an engine that was stopped', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const engine = await openWorkspace(folder, dataFolder);
    // As a process that was stopped by Ctrl+Z: the system takes the connection, nobody answers.
    const silent = createServer(() => {});
    const path = join(temporaryFolder(), 's');
    await new Promise<void>((resolve) => void silent.listen(path, resolve));
    onTestFinished(() => void silent.close());
    engine.announce(path);
    const refused = await openOrConnect(folder, { dataFolder, patience: 0, greetingTime: 50 });
    expect(refused).toMatchObject({ ok: false, error: { code: 'locked' } });
  });

  test('tries again when the engine that it reached was just being closed', async () => {
    const folder = temporaryFolder();
    const dataFolder = temporaryFolder();
    const engine = await openWorkspace(folder, dataFolder);
    const path = join(temporaryFolder(), 's');
    const closing = createServer((socket) => {
      socket.destroy();
      void engine.close();
    });
    await new Promise<void>((resolve) => void closing.listen(path, resolve));
    onTestFinished(() => void closing.close());
    engine.announce(path);
    const connection = value(await openOrConnect(folder, { dataFolder }));
    expect((await connection.query('workspace', {})).ok).toBe(true);
    await connection.close();
  });
});
