import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { must } from '#shared/base/must.ts';
import { exported, imported, importedContent } from '#tests/support/bundle-job.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { missingChanges } from '#tests/support/second-device.ts';
import { sharedRows } from '#tests/support/shared-rows.ts';
import { admit, foundTeam, teamOf } from '#tests/support/team.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const person = (author: string): OpenStore => openStore(temporaryFolder(), undefined, author);
const newPath = (name = 'plan.sextant'): string => join(temporaryFolder(), name);

function planOf(open: OpenStore): { roadmapId: string; issueId: string } {
  const { roadmapId = '' } = accepted(open.command('create-roadmap', { title: 'Plan' }));
  const { issueId = '' } = accepted(open.command('create-issue', { roadmapId, title: 'One', body: 'About one' }));
  return { roadmapId, issueId };
}

const setTitle = (open: OpenStore, issueId: string, title: string): void =>
  void accepted(open.command('update-issue', { issueId, patch: { title } }));
const titles = (open: OpenStore): unknown[] => open.reader.prepare('SELECT title FROM issue ORDER BY title').pluck().all();

describe('a bundle of everything', () => {
  test('makes the empty workspace of a new member that of the team', async () => {
    const [ana, ben] = [person('Ana'), person('Ben')];
    planOf(ana);
    foundTeam(ana);
    admit(ana, ben, 'editor');
    const path = newPath();
    const written = await exported(ana, { path });
    expect(written).toMatchObject({ ok: true, value: { path, whole: true, for: ['Ana', 'Ben'] } });
    const taken = await imported(ben, path);
    expect(taken).toMatchObject({ ok: true, value: { from: 'Ana', joined: true, refused: 0, waiting: 0, known: 0 } });
    expect(sharedRows(ben)).toEqual(sharedRows(ana));
    expect(ben.store.team.membership.role(ben.store.deviceId)).toBe('editor');
    // Once more, nothing happens.
    const before = ben.log();
    expect(await imported(ben, path)).toMatchObject({ ok: true, value: { taken: 0, joined: false } });
    expect(ben.log()).toEqual(before);
  });

  test('merges with what was done meanwhile', async () => {
    const [ana, ben] = [person('Ana'), person('Ben')];
    const { issueId, roadmapId } = planOf(ana);
    teamOf(ana, [ben]);
    setTitle(ana, issueId, 'Uno');
    accepted(ben.command('create-issue', { roadmapId, title: 'Two' }));
    const [from, back] = [newPath(), newPath()];
    expect(await exported(ana, { path: from })).toMatchObject({ ok: true });
    expect(await exported(ben, { path: back })).toMatchObject({ ok: true });
    expect(await imported(ben, from)).toMatchObject({ ok: true, value: { joined: false } });
    expect(await imported(ana, back)).toMatchObject({ ok: true });
    expect(titles(ana)).toEqual(['Two', 'Uno']);
    expect(sharedRows(ben)).toEqual(sharedRows(ana));
  });
});

test('a joining that stopped half way is brought to its end by importing once more', async () => {
  const [ana, ben] = [person('Ana'), person('Ben')];
  planOf(ana);
  foundTeam(ana);
  admit(ana, ben, 'editor');
  const path = newPath();
  expect(await exported(ana, { path })).toMatchObject({ ok: true });
  const space = missingChanges(ana, null).filter(({ kind }) => kind === 'space');
  expect(ben.store.team.join(ana.store.team.entries(), space)).toMatchObject({ ok: true });
  expect(titles(ben)).toEqual([]);
  expect(await imported(ben, path)).toMatchObject({ ok: true, value: { joined: false, refused: 0, waiting: 0 } });
  expect(sharedRows(ben)).toEqual(sharedRows(ana));
});

describe('a bundle for one member', () => {
  test('holds what they lack as far as is known, and says so to somebody who lacks more', async () => {
    const [ana, ben, cleo] = [person('Ana'), person('Ben'), person('Cleo')];
    const { issueId } = planOf(ana);
    foundTeam(ana);
    admit(ana, ben, 'editor');
    const [whole, back] = [newPath(), newPath()];
    // Nothing is known of Ben, so it is all.
    expect(await exported(ana, { path: whole, for: 'ben' })).toMatchObject({ ok: true, value: { whole: true, for: ['Ben'] } });
    expect(await imported(ben, whole)).toMatchObject({ ok: true });
    expect(await exported(ben, { path: back })).toMatchObject({ ok: true });
    expect(await imported(ana, back)).toMatchObject({ ok: true });
    expect(await exported(ana, { path: newPath(), for: 'Ben' })).toMatchObject({ ok: true, value: { path: null, changes: 0 } });
    admit(ana, cleo, 'viewer');
    setTitle(ana, issueId, 'Uno');
    const some = newPath();
    expect(await exported(ana, { path: some, for: ben.store.deviceId })).toMatchObject({ ok: true, value: { changes: 2, whole: false } });
    expect(await imported(cleo, some)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('was not made for this device') },
    });
    expect(await imported(ben, some)).toMatchObject({ ok: true, value: { taken: 1 } });
    expect(sharedRows(ben)).toEqual(sharedRows(ana));
    const other = openStore(temporaryFolder(), ben.deviceKeyPath, 'Ben');
    const before = other.log();
    const refused = await imported(other, some);
    expect(refused).toMatchObject({ ok: false, error: { code: expect.anything() } });
    expect(other.log()).toEqual(before);
  });

  test('that builds on what is not here says whom to ask, and changes nothing', async () => {
    const [ana, ben] = [person('Ana'), person('Ben')];
    const { issueId } = planOf(ana);
    teamOf(ana, [ben]);
    setTitle(ana, issueId, 'Uno');
    // Ana believes that Ben has had this.
    ana.bundles.keep(ben.store.deviceId, ana.store.moment(null)?.heads ?? {});
    setTitle(ana, issueId, 'Eins');
    const path = newPath();
    expect(await exported(ana, { path, for: 'Ben' })).toMatchObject({ ok: true, value: { whole: false } });
    const before = ben.log();
    expect(await imported(ben, path)).toMatchObject({
      ok: false,
      error: { code: 'unavailable', message: expect.stringContaining('Ask Ana for a whole one') },
    });
    expect(ben.log()).toEqual(before);
  });
});

describe('a bundle is refused', () => {
  test('where there is no team to make it for, and for a name that nobody has', async () => {
    const ana = person('Ana');
    planOf(ana);
    expect(await exported(ana, { path: newPath() })).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    foundTeam(ana);
    expect(await exported(ana, { path: newPath(), for: 'Ben' })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await exported(ana, { path: 'plan.sextant' })).toMatchObject({ ok: false, error: { where: 'path' } });
    const path = newPath();
    writeFileSync(path, 'mine');
    expect(await exported(ana, { path })).toMatchObject({ ok: false, error: { code: 'duplicate' } });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('that is cut, changed or something else, and nothing has changed', async () => {
    const [ana, ben] = [person('Ana'), person('Ben')];
    teamOf(ana, [ben]);
    planOf(ana);
    const path = newPath();
    expect(await exported(ana, { path })).toMatchObject({ ok: true });
    const whole = readFileSync(path);
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(whole.readUInt8(whole.length - 40) ^ 1, whole.length - 40);
    const before = ben.log();
    for (const [bytes, words] of [
      [whole.subarray(0, whole.length - 10), 'damaged or not all here'],
      [whole.subarray(0, 30), 'damaged or not all here'],
      [flipped, 'damaged or not all here'],
      [Buffer.from('a plan'), 'something else'],
      [Buffer.alloc(0), 'something else'],
    ] as const) {
      const harmed = newPath();
      writeFileSync(harmed, bytes);
      expect(await imported(ben, harmed)).toMatchObject({
        ok: false,
        error: { code: 'unreadable-file', message: expect.stringContaining(words) },
      });
    }
    expect(await imported(ben, '/nowhere/plan.sextant')).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(ben.log()).toEqual(before);
    expect(await imported(ben, path)).toMatchObject({ ok: true });
    expect(sharedRows(ben)).toEqual(sharedRows(ana));
  });

  test('for another workspace, for one with a plan of its own, and from somebody who was shut out', async () => {
    const [ana, ben, cleo] = [person('Ana'), person('Ben'), person('Cleo')];
    planOf(ana);
    planOf(cleo);
    foundTeam(ana);
    admit(ana, ben, 'editor');
    admit(ana, cleo, 'editor');
    const path = newPath();
    expect(await exported(ana, { path })).toMatchObject({ ok: true });
    expect(await imported(cleo, path)).toMatchObject({ ok: false, error: { code: 'duplicate' } });
    foundTeam(cleo);
    expect(await imported(cleo, path)).toMatchObject({ ok: false, error: { message: expect.stringContaining('another workspace') } });
    expect(await imported(ben, path)).toMatchObject({ ok: true, value: { joined: true } });
    const late = newPath();
    expect(await exported(ben, { path: late })).toMatchObject({ ok: true });
    const revoked = ana.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' });
    expect(revoked).toMatchObject({ ok: true });
    expect(await imported(ana, late)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('does not belong to the team') },
    });
  });
});

test('an export that ends early leaves nothing behind', async () => {
  const ana = person('Ana');
  planOf(ana);
  foundTeam(ana);
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(await exported(ana, { path: join(folder, 'file', 'plan.sextant') })).toMatchObject({ ok: false, error: { code: 'storage' } });
  expect(readdirSync(folder)).toEqual(['file']);
  expect(existsSync(join(folder, 'plan.sextant'))).toBe(false);
});

describe('with engines and the thread of bundles', () => {
  /** Closes the store and opens an engine on its folder. */
  const engineOf = async (open: OpenStore, author: string): Promise<Engine> => {
    open.close();
    const engine = await openEngine({ folder: open.folder, dataFolder: dirname(open.deviceKeyPath), author });
    if (!engine.ok) throw new Error(engine.error.message);
    onTestFinished(() => engine.value.close());
    return engine.value;
  };

  test('a workspace is handed over while others are served, and a cancelled export leaves nothing', async () => {
    const [ana, ben] = [person('Ana'), person('Ben')];
    planOf(ana);
    foundTeam(ana);
    admit(ana, ben, 'editor');
    const [one, other] = [await engineOf(ana, 'Ana'), await engineOf(ben, 'Ben')];
    const folder = temporaryFolder();
    const path = join(folder, 'plan.sextant');
    const stop = new AbortController();
    const cancelled = one.run('export-bundle', { path }, { signal: stop.signal });
    stop.abort();
    expect(await cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const [written, made] = await Promise.all([one.run('export-bundle', { path }), one.command('create-roadmap', { title: 'Meanwhile' })]);
    expect([written, made]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(readdirSync(folder)).toEqual(['plan.sextant']);
    const back = join(folder, 'back.sextant');
    expect(await other.run('import-bundle', { path })).toMatchObject({ ok: true, value: { joined: true, from: 'Ana' } });
    expect(await other.run('export-bundle', { path: back, for: 'Ana' })).toMatchObject({ ok: true, value: { path: null } });
    expect(await other.command('create-roadmap', { title: 'More' })).toMatchObject({ ok: true });
    expect(await other.run('export-bundle', { path: back, for: 'Ana' })).toMatchObject({ ok: true, value: { whole: false } });
    expect(await one.run('import-bundle', { path: back })).toMatchObject({ ok: true, value: { from: 'Ben', refused: 0, waiting: 0 } });
    const list = await other.query('issue-list', {});
    expect(list).toMatchObject({ ok: true, value: { rows: [{ title: 'One' }] } });
  });
});

describe('a bundle that a page hands over', () => {
  test('comes and goes as it is, and leaves no file behind', async () => {
    const [ana, ben] = [person('Ana'), person('Ben')];
    const { issueId } = planOf(ana);
    teamOf(ana, [ben]);
    setTitle(ana, issueId, 'Uno');
    const place = temporaryFolder();
    vi.stubEnv('TMPDIR', place);
    onTestFinished(() => void vi.unstubAllEnvs());
    const written = await exported(ana, {});
    if (!written.ok) throw new Error(written.error.message);
    const { path, content } = written.value;
    expect(path).toBeNull();
    expect(await importedContent(ben, 'plan.sextant', content ?? '')).toMatchObject({
      ok: true,
      value: { path: 'plan.sextant', taken: 1 },
    });
    expect(titles(ben)).toEqual(['Uno']);
    const log = ben.log();
    const cut = await importedContent(ben, 'plan.sextant', (content ?? '').slice(0, 400));
    expect(cut).toMatchObject({ ok: false, error: { code: 'unreadable-file', where: 'plan.sextant' } });
    expect(ben.log()).toEqual(log);
    expect(readdirSync(place)).toEqual([]);
  });

  test('is for everybody with only what somebody lacks, or for one with everything, when that is said', async () => {
    const [ana, ben, cleo] = [person('Ana'), person('Ben'), person('Cleo')];
    const { issueId } = planOf(ana);
    teamOf(ana, [ben, cleo]);
    for (const open of [ben, cleo]) expect(await imported(ana, must(await pathOf(open), 'a bundle'))).toMatchObject({ ok: true });
    expect(await exported(ana, { lacking: true })).toMatchObject({
      ok: true,
      value: { content: null, changes: 0, for: ['Ana', 'Ben', 'Cleo'] },
    });
    setTitle(ana, issueId, 'Uno');
    expect(await exported(ana, { lacking: true })).toMatchObject({ ok: true, value: { changes: 1, whole: false } });
    expect(await exported(ana, { for: 'Ben', lacking: false })).toMatchObject({ ok: true, value: { whole: true, for: ['Ben'] } });
  });
});

async function pathOf(open: OpenStore): Promise<string | null> {
  const written = await exported(open, { path: newPath() });
  return written.ok ? written.value.path : null;
}
