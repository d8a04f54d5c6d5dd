// A device that has a plan and a team, and another member's, for what is tried with them.
import { createHash, createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '#electron/engine/command/run-command.ts';
import { openPlanStore } from '#electron/engine/document/open-plan-store.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { type DeviceKey, deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import type { ActDraft } from '#electron/engine/team/membership-entry.ts';
import { must } from '#shared/base/must.ts';

if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A device with a workspace. */
export interface Device {
  readonly store: PlanStore;
  readonly key: DeviceKey;
  onCommit(listener: () => void): void;
  command(name: string, args: unknown): Record<string, string>;
  /** Does it or is refused. */
  attempt(name: string, args: unknown): void;
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
    attempt: (name, args) => void runCommand(store, name, args),
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
      folders.splice(folders.indexOf(folder), 1);
    },
  };
}

/** All changes of documents, in the order of the log. */
export function changesOf({ store }: Device): JournalChange[] {
  const changes = store.log
    .documents()
    .flatMap(({ id, kind, roadmapId }) => store.log.of(id).map((change) => ({ ...change, kind, roadmapId })));
  return changes.toSorted((one, other) => one.seq - other.seq);
}

/** Two devices of one team. */
export interface Team {
  readonly ana: Device;
  readonly ben: Device;
  readonly roadmapId: string;
  /** What only Ben has. */
  readonly fresh: readonly JournalChange[];
  readonly workspaceId: string;
}

/** Ana's plan, and Ben, an editor of it, who has worked since. */
export function openTeam(): Team {
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
