import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parseArguments } from '#electron/cli/parse-arguments.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const unit = read('build/peer/sextant-peer.service');
const container = read('build/peer/Containerfile');

/** The values of a setting of the systemd unit, in order. */
function setting(name: string): string[] {
  return [...unit.matchAll(/^(\w+)=(.*)$/gmu)].flatMap(([, key, value = '']) => (key === name ? [value] : []));
}

/** What an instruction of the container file with a JSON list says. */
function listed(instruction: string): string[] {
  const [, list = '[]'] = new RegExp(`^${instruction}.*?(\\[.*\\])$`, 'mu').exec(container) ?? [];
  return JSON.parse(list);
}

test('service and container start a peer in words that the command line takes', () => {
  const [, , ...unitWords] = (setting('ExecStart')[0] ?? '').split(' ');
  for (const words of [unitWords, listed('CMD')]) {
    const parsed = parseArguments(words);
    expect(parsed.ask).toBe('verb');
    if (parsed.ask === 'verb') expect([parsed.verb.name, parsed.flags.isSet('peer')]).toEqual(['serve', true]);
  }
  const [node, command, ...words] = listed('HEALTHCHECK');
  expect([node, command]).toEqual(listed('ENTRYPOINT'));
  const health = parseArguments(words);
  expect(health.ask === 'verb' ? [health.verb.name, ...health.words] : health.ask).toEqual(['peer', 'status']);
});

test('the service owns nothing but its folders, may do nothing but talk, and is not started again after a wrong call', () => {
  const expected = {
    DynamicUser: 'yes',
    StateDirectory: 'sextant',
    StateDirectoryMode: '0700',
    UMask: '0077',
    NoNewPrivileges: 'yes',
    CapabilityBoundingSet: '',
    ProtectSystem: 'strict',
    ProtectHome: 'yes',
    PrivateTmp: 'yes',
    PrivateDevices: 'yes',
    RestrictNamespaces: 'yes',
    Restart: 'on-failure',
    RestartPreventExitStatus: '2',
  };
  for (const [name, value] of Object.entries(expected)) expect(setting(name), name).toEqual([value]);
  expect(setting('SystemCallFilter')).toContain('@system-service');
});

test('the container is nobody special, and what it holds is enough to run', async () => {
  expect(container).toMatch(/^USER node$/mu);
  expect(container).toMatch(/^VOLUME \/data$/mu);
  const folder = temporaryFolder();
  // Of the last stage; the packages come from the stage before.
  const copied = [...container.slice(container.lastIndexOf('FROM ')).matchAll(/^COPY (?!--from)(.+)$/gmu)].map(([, words = '']) =>
    words.split(' '),
  );
  expect(copied.length).toBeGreaterThan(3);
  for (const words of copied) {
    const target = words.at(-1) ?? '';
    for (const source of words.slice(0, -1)) {
      expect(existsSync(join(root, source)), source).toBe(true);
      const to = join(folder, target.endsWith('/') ? join(target, basename(source)) : target);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(root, source), to, { recursive: true });
    }
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const plan = join(root, 'docs/sample/harbour-release.md');
  const { stdout } = await promisify(execFile)(process.execPath, ['build/sextant.mjs', 'import', plan, '--json'], {
    cwd: folder,
    env: { ...process.env, SEXTANT_DATA: join(folder, 'data') },
  });
  expect(JSON.parse(stdout)).toMatchObject({ roadmaps: [{ outcome: 'added' }] });
});
