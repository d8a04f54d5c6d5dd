import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import { writeBundle } from '#electron/engine/sync/bundle-file.ts';
import { devicePlace, filesIn } from '#electron/engine/sync/folder-place.ts';
import { must } from '#shared/base/must.ts';
import { passFolder, chooseFolder } from '#tests/support/bundle-job.ts';
import { makeChanges, makeDevice } from '#tests/support/bundle-device.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { sharedRows } from '#tests/support/shared-rows.ts';
import { carryAll, foundTeam, teamOf } from '#tests/support/team.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const person = (author: string): OpenStore => openStore(temporaryFolder(), undefined, author);
const placeIn = (folder: string, { store }: OpenStore): string =>
  devicePlace(folder, must(store.team.membership.workspaceId, 'a team'), store.deviceId);

/** People with one folder, all of whom have what it brings; a plan with one issue. */
async function team(...names: string[]): Promise<{ folder: string; all: OpenStore[]; issueId: string; roadmapId: string }> {
  const all = names.map(person);
  const [first, ...others] = all;
  const founder = must(first, 'somebody');
  const { roadmapId = '' } = accepted(founder.command('create-roadmap', { title: 'Plan' }));
  const { issueId = '' } = accepted(founder.command('create-issue', { roadmapId, title: 'One' }));
  teamOf(founder, others);
  const folder = temporaryFolder();
  for (const one of all) expect(await chooseFolder(one, folder)).toMatchObject({ ok: true });
  await passAll(all);
  return { folder, all, issueId, roadmapId };
}

async function passAll(all: readonly OpenStore[]): Promise<void> {
  for (const one of [...all, ...all]) expect(await passFolder(one)).toMatchObject({ ok: true });
}

const rename = (open: OpenStore, issueId: string, title: string): void =>
  void accepted(open.command('update-issue', { issueId, patch: { title } }));
const titles = ({ reader }: OpenStore): unknown[] => reader.prepare('SELECT title FROM issue ORDER BY title').pluck().all();

describe('the shared folder', () => {
  test('brings what one did to the others, once', async () => {
    const { all, issueId, folder } = await team('Ana', 'Ben', 'Cleo');
    const [ana, ben, cleo] = all;
    rename(must(ana, 'Ana'), issueId, 'Uno');
    expect(await passFolder(must(ana, 'Ana'))).toMatchObject({ ok: true, value: { written: 1 } });
    for (const other of [ben, cleo]) {
      expect(await passFolder(must(other, 'somebody'))).toMatchObject({ ok: true, value: { read: 1, taken: 1, written: 0 } });
      expect(titles(must(other, 'somebody'))).toEqual(['Uno']);
    }
    for (const one of all) expect(await passFolder(one)).toMatchObject({ ok: true, value: { read: 0, written: 0, waiting: 0 } });
    // What was there before the folder is in the file of one of them, and that is enough.
    const files = all.map((one) => filesIn(placeIn(folder, one)).length);
    expect(files).toEqual([2, 0, 0]);
  });

  test('tells nobody else anything by its names', async () => {
    const { all, folder } = await team('Ana', 'Ben');
    const names = readdirSync(folder, { recursive: true }).map(String).join('\n');
    for (const { store } of all) expect(names).not.toContain(store.deviceId.slice(0, 8));
    expect(names).not.toContain(must(all[0]?.store.team.membership.workspaceId, 'a team').slice(0, 8));
  });

  test('says what it is to whoever finds it, in words that tell nothing of whose it is', async () => {
    const { all, folder, issueId } = await team('Ana', 'Ben');
    for (const open of all) {
      rename(open, issueId, open.store.author);
      await passFolder(open);
    }
    const texts = all.map((open) => readFileSync(join(placeIn(folder, open), 'README.txt'), 'utf8'));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('layout 1');
  });

  test('files of another version are left alone and named, until there are others', async () => {
    const { all, folder, issueId } = await team('Ana', 'Ben');
    const [ana, ben] = [must(all[0], 'Ana'), must(all[1], 'Ben')];
    rename(ana, issueId, 'Uno');
    await passFolder(ana);
    const { path } = must(filesIn(placeIn(folder, ana)).at(-1), 'a file');
    const whole = readFileSync(path);
    writeFileSync(path, Buffer.concat([Buffer.from('sextant-sealed-2\n'), whole.subarray(17)]));
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await passFolder(ben)).toMatchObject({ ok: true, value: { read: 0, waiting: 1 } });
      expect(ben.sharedFolder.setting('trouble')).toContain('Files of Ana’s laptop (Ana) were written by another version of Sextant');
    }
    writeFileSync(path, whole);
    expect(await passFolder(ben)).toMatchObject({ ok: true, value: { read: 1, waiting: 0 } });
    expect(ben.sharedFolder.setting('trouble')).toBe('');
  });

  test('takes half a file in once it is whole, and says nothing meanwhile', async () => {
    const { all, folder, issueId } = await team('Ana', 'Ben');
    const [ana, ben] = [must(all[0], 'Ana'), must(all[1], 'Ben')];
    rename(ana, issueId, 'Uno');
    await passFolder(ana);
    const { path } = must(filesIn(placeIn(folder, ana)).at(-1), 'a file');
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 7));
    const before = ben.log();
    expect(await passFolder(ben)).toMatchObject({ ok: true, value: { read: 0, waiting: 1 } });
    expect(ben.log()).toEqual(before);
    writeFileSync(path, whole);
    expect(await passFolder(ben)).toMatchObject({ ok: true, value: { read: 1, waiting: 0 } });
    expect(titles(ben)).toEqual(['Uno']);
  });

  test('what lies there from a stranger is never taken, under whatever name', async () => {
    const { all, folder } = await team('Ana', 'Ben');
    const [ana, ben] = [must(all[0], 'Ana'), must(all[1], 'Ben')];
    const stranger = makeDevice();
    const workspaceId = must(ana.store.team.membership.workspaceId, 'a team');
    const said = { to: [ana.store.deviceId], workspaceId, at: '2026-11-20T10:00:00.000Z', whole: false, heads: {} };
    const before = ana.log();
    for (const [place, author] of [
      [devicePlace(folder, workspaceId, stranger.deviceId), stranger],
      [placeIn(folder, ben), stranger],
      // A member who brings what a stranger made.
      [placeIn(folder, ben), deviceKeyFromSeed(ben.seed())],
    ] as const) {
      const number = (filesIn(place).at(-1)?.number ?? 0) + 1;
      const changes = makeChanges(stranger, `forged${number}`, ['a', 'b']);
      await writeBundle(join(place, `${String(number).padStart(6, '0')}.sextant`), author, said, changes);
    }
    writeFileSync(join(placeIn(folder, ben), '000090.sextant'), 'garbage');
    mkdirSync(join(placeIn(folder, ben), '000091.sextant'));
    expect(await passFolder(ana)).toMatchObject({ ok: true, value: { taken: 0 } });
    expect(ana.log()).toEqual(before);
  });

  test('nobody reads what somebody leaves who was shut out, and all that counts comes from others', async () => {
    const { all, folder, issueId, roadmapId } = await team('Ana', 'Ben', 'Cleo');
    const [ana, ben, cleo] = [must(all[0], 'Ana'), must(all[1], 'Ben'), must(all[2], 'Cleo')];
    rename(ben, issueId, 'Before');
    await passFolder(ben);
    await passFolder(ana);
    // Cleo has not looked yet.
    expect(ana.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' })).toMatchObject({ ok: true });
    await passFolder(ana);
    accepted(ben.command('create-issue', { roadmapId, title: 'After' }));
    await passFolder(ben);
    expect(await passFolder(ana)).toMatchObject({ ok: true, value: { taken: 0 } });
    await passFolder(cleo);
    await passFolder(cleo);
    expect(titles(cleo)).toEqual(['Before']);
    expect(titles(ana)).toEqual(['Before']);
    expect(sharedRows(cleo)).toEqual(sharedRows(ana));
    // He can open none of the files that were written since.
    rename(ana, issueId, 'Secret');
    await passFolder(ana);
    expect(await passFolder(ben)).toMatchObject({ ok: true });
    expect(titles(ben)).not.toContain('Secret');
    expect(filesIn(placeIn(folder, ben)).length).toBeGreaterThan(0);
  });

  test('own files are merged before they are many, and written anew when somebody took them away', async () => {
    const { all, folder, issueId } = await team('Ana', 'Ben');
    const [ana, ben] = [must(all[0], 'Ana'), must(all[1], 'Ben')];
    let most = 0;
    for (let turn = 0; turn < 110; turn++) {
      rename(ana, issueId, `Title ${turn}`);
      await passFolder(ana);
      most = Math.max(most, filesIn(placeIn(folder, ana)).length);
    }
    expect(most).toBe(100);
    expect(filesIn(placeIn(folder, ana)).length).toBeLessThan(20);
    await passFolder(ben);
    expect(sharedRows(ben)).toEqual(sharedRows(ana));
    rmSync(placeIn(folder, ana), { recursive: true });
    expect(await passFolder(ana)).toMatchObject({ ok: true, value: { written: 1 } });
    const cleo = person('Cleo');
    const [only] = filesIn(placeIn(folder, ana));
    expect(only).toMatchObject({ number: 1 });
    expect(cleo.store.team.membership.workspaceId).toBeNull();
  });

  test('what came another way is brought by whoever has it, after some patience', async () => {
    const { all, issueId } = await team('Ana', 'Ben', 'Cleo');
    const [ana, ben, cleo] = [must(all[0], 'Ana'), must(all[1], 'Ben'), must(all[2], 'Cleo')];
    expect(await chooseFolder(cleo, null)).toMatchObject({ ok: true });
    rename(cleo, issueId, 'From Cleo');
    carryAll(cleo, ben);
    expect(await passFolder(ben)).toMatchObject({ ok: true, value: { written: 0 } });
    let written = 0;
    // The clock of these workspaces moves by being read.
    for (let turn = 0; turn < 400 && written === 0; turn++) {
      const passed = await passFolder(ben);
      if (passed.ok) ({ written } = passed.value);
    }
    expect(written).toBe(1);
    await passFolder(ana);
    expect(titles(ana)).toEqual(['From Cleo']);
  });

  test('refuses what is no place for it, says when it is away, and is left alone when it is off', async () => {
    const [ana, ben] = [person('Ana'), person('Ben')];
    const folder = temporaryFolder();
    expect(await chooseFolder(ana, folder)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    foundTeam(ana);
    expect(await chooseFolder(ana, join(folder, 'none'))).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(await chooseFolder(ana, 'relative')).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(await chooseFolder(ana, ana.folder)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(await passFolder(ana)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(await chooseFolder(ana, folder)).toMatchObject({ ok: true });
    renameSync(folder, `${folder}-away`);
    onTestFinished(() => rmSync(`${folder}-away`, { recursive: true }));
    expect(await passFolder(ana)).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(ana.sharedFolder.setting('trouble')).toContain('not there');
    expect(await chooseFolder(ana, null)).toMatchObject({ ok: true });
    expect(await passFolder(ana)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(ben.sharedFolder.setting('folder')).toBe('');
  });
});

describe('with engines', () => {
  test('what one does comes to the other by itself, and the folder says how far it is', async () => {
    const { all, folder, issueId } = await team('Ana', 'Ben');
    const engines: Engine[] = [];
    for (const open of all) {
      open.close();
      const engine = await openEngine({ folder: open.folder, dataFolder: dirname(open.deviceKeyPath) });
      if (!engine.ok) throw new Error(engine.error.message);
      onTestFinished(() => engine.value.close());
      engines.push(engine.value);
    }
    const [ana, ben] = [must(engines[0], 'Ana'), must(engines[1], 'Ben')];
    const came = Promise.withResolvers<void>();
    const end = ben.subscribe('issue-list', {}, (answer) => {
      if (JSON.stringify(answer).includes('By itself')) came.resolve();
    });
    // Queries alone do not start the thread at once.
    expect(await ben.run('sync-shared-folder', {})).toMatchObject({ ok: true });
    expect(await ana.command('update-issue', { issueId, patch: { title: 'By itself' } })).toMatchObject({ ok: true });
    await came.promise;
    end();
    const status = await ben.query('shared-folder', {});
    expect(status).toMatchObject({
      ok: true,
      value: { summary: { folder, trouble: null }, rows: [{ person: 'Ana', here: false }, { here: true }] },
    });
    expect(await ana.run('export-bundle', { path: join(temporaryFolder(), 'a.sextant') })).toMatchObject({ ok: true });
  });
});
