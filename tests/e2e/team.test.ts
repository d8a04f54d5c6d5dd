// Two people on two devices, each with a page of their own: a team is started, somebody is invited and joins, both see what the other
// does, a cut is told as it is, a reader cannot write, and who is shut out gets nothing more.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import { openPairingNetwork } from '#electron/engine/sync-network.ts';
import { must } from '#shared/base/must.ts';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { fillRoadmap, openPage, type OpenPage } from '#tests/support/open-page.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { MemoryNetwork } from '#tests/support/sync/memory-network.ts';
import { takePicture } from '#tests/support/take-picture.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const network = new MemoryNetwork();
const openNetwork = (_wish: unknown, secret: Uint8Array) =>
  Promise.resolve({ ...network.join(deviceKeyFromSeed(secret).deviceId), addresses: () => ['192.168.7.20:4711'] });

let ana: { app: RunningApp; open: OpenPage; page: Page };
let ben: { app: RunningApp; open: OpenPage; page: Page };
let issueId: IssueId;

async function person(name: string): Promise<typeof ana> {
  const app = await startApp(keptFolder(), 0, name, { openNetwork, openPairing: openPairingNetwork });
  const open = await openPage(app);
  return { app, open, page: open.page };
}

beforeAll(async () => {
  ana = await person('Ana Silva');
  ben = await person('Ben Okafor');
  const { issueIds } = await fillRoadmap(ana.app, 'Lighthouse', ['Lens', 'Fog horn', 'Paint the tower']);
  issueId = must(issueIds[0], 'an issue');
});

afterAll(async () => {
  for (const each of [ana, ben]) {
    await each.open.close();
    await each.app.close();
  }
});

describe('a team', () => {
  let link = '';

  it('is started with one button; before that nothing tells of sync but one entry', async () => {
    const { page, open } = ana;
    await page.getByRole('link', { name: 'Team & sync' }).waitFor();
    expect(await page.getByRole('button', { name: /^Sync:/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Team & sync' }).click();
    await page.getByRole('heading', { name: 'This plan is on this device only.' }).waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ana Silva');
    await takePicture(page, 'team-start');
    await page.getByLabel('Name of this device').fill('Desk');
    await open.press('Enter');
    await page.getByRole('heading', { name: 'This is the only device of the team.' }).waitFor();
    await page.getByRole('button', { name: /^Sync: Nobody else has joined yet/ }).waitFor();
  });

  it('tells who was invited that the invitation was heard and not answered', async () => {
    const { link: withdrawn, invitationId } = valueOf(await ana.app.engine.run('invite', {}));
    valueOf(await ana.app.engine.run('withdraw-invitation', { invitationId }));
    valueOf(await ben.app.engine.run('join-team', { link: withdrawn }));
    await ben.page.getByText('Waiting for Ana Silva').waitFor();
    await ben.page.getByText(/ended the connection without a word.*It is tried again/u).waitFor();
    await takePicture(ben.page, 'team-unanswered');
    expect(valueOf(await ben.app.engine.query('sync-status', {})).summary).toMatchObject({
      refused: 'unanswered',
      waitingFor: 'Ana Silva',
    });
    await ben.page.getByRole('button', { name: 'Do not join' }).click();
    await ben.page.getByRole('button', { name: 'Join…' }).waitFor();
  });

  it('is joined by a pasted link, from the first page of an empty workspace', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Make an invitation' }).click();
    link = await page.getByLabel('Link of the invitation').inputValue();
    expect(link).toMatch(/^sextant:\/\/join\//u);
    await page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    await page.getByRole('button', { name: 'In the same network: show a short code' }).click();
    await page.getByText(/^[\dA-Z]{2}-[\dA-Z]{3}-[\dA-Z]{3}$/u).waitFor();
    await takePicture(page, 'team-invite');
    await page.getByRole('button', { name: 'Stop' }).click();

    await ben.page.getByRole('button', { name: 'Join…' }).click();
    const dialog = ben.page.getByRole('dialog', { name: 'Join a team' });
    await dialog.getByLabel('Invitation').fill('sextant://hello');
    await dialog.getByLabel('Name of this device').fill('Laptop');
    await dialog.getByRole('button', { name: 'Join', exact: true }).click();
    await dialog.getByText('Expected an invitation link').waitFor();
    await dialog.getByLabel('Invitation').fill(link);
    await takePicture(ben.page, 'team-join');
    await dialog.getByRole('button', { name: 'Join', exact: true }).click();
    await ben.page.getByRole('row').filter({ hasText: 'Fog horn' }).waitFor();
    await page.getByText('The invitation was redeemed').waitFor();
    await page.getByRole('heading', { name: 'Ben Okafor has exactly the plan that you see.' }).waitFor();
    await page.getByRole('button', { name: 'Sync: Equal with Ben Okafor' }).waitFor();
    await takePicture(page, 'team-equal');
  });

  it('shows on each page what the other does, and says truly how far both are when they are cut off', async () => {
    const { page } = ana;
    await ben.app.engine.command('update-issue', { issueId, patch: { title: 'Lens, polished' } });
    await ana.open.go('#/issues');
    await page.getByRole('row').filter({ hasText: 'Lens, polished' }).waitFor();
    valueOf(await ben.app.engine.run('set-sync', { enabled: false }));
    await page.getByRole('button', { name: /^Sync: Offline/ }).waitFor();
    valueOf(await ana.app.engine.command('create-issue', { roadmapId: await roadmapOf(ana.app), title: 'Written alone' }));
    await page.getByRole('button', { name: /change.* waiting for Ben Okafor/ }).click();
    await page.getByRole('dialog', { name: 'How far the devices are' }).getByText('behind when last heard').waitFor();
    await takePicture(page, 'team-cut');
    await page.keyboard.press('Escape');
    valueOf(await ben.app.engine.run('set-sync', { enabled: true }));
    await page.getByRole('button', { name: 'Sync: Equal with Ben Okafor' }).waitFor();
    await ben.page.getByRole('row').filter({ hasText: 'Written alone' }).waitFor();
    expect(valueOf(await ben.app.engine.query('sync-status', {})).rows[0]?.inSync).toBe(true);
  });

  it('shows who is here, at which issue, and where they write, unless they do not want it', async () => {
    const { page } = ana;
    await ana.open.go('#/issues');
    await ben.open.go(`#/issue/${issueId}`);
    await page.getByRole('row').filter({ hasText: 'Lens, polished' }).getByRole('img', { name: 'Ben Okafor is at this issue' }).waitFor();
    await page.getByRole('link', { name: 'Ben Okafor is on LI-1' }).waitFor();
    await takePicture(page, 'presence-list');
    await page.getByRole('link', { name: 'Ben Okafor is on LI-1' }).click();
    await ben.page.getByRole('button', { name: 'Write one' }).click();
    await ben.page.getByLabel('Description, in Markdown').pressSequentially('Ground in 1859.');
    await page.getByText('Ben Okafor writes in the description.').waitFor();
    await page.getByRole('button', { name: 'Write one' }).click();
    await page.getByLabel('Description, in Markdown').fill('Ground in 1859, of flint glass.');
    await ben.page.getByRole('img', { name: 'Ana Silva writes here' }).waitFor();
    await page.getByRole('img', { name: 'Ben Okafor writes here' }).waitFor();
    await takePicture(page, 'presence-cursor');
    valueOf(await ben.app.engine.run('set-sync', { presence: false }));
    await page.getByRole('img', { name: 'Ben Okafor writes here' }).waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'Who is here' }).waitFor({ state: 'detached' });
    for (const each of [page, ben.page]) await each.getByRole('button', { name: 'Discard' }).click();
    await ben.open.go('#/issues');
    expect(valueOf(await ana.app.engine.query('sync-status', {})).rows[0]).toMatchObject({ inSync: true, at: null });
  });

  it('lets a viewer read and not write, and says why', async () => {
    const { page } = ana;
    await ana.open.go('#/team');
    await page.getByRole('button', { name: 'Role of Ben Okafor: Editor' }).click();
    await page.getByRole('option', { name: 'Viewer' }).click();
    await ben.page.getByText('You may read this plan and not change it').first().waitFor();
    await ben.page.getByRole('button', { name: 'New issue' }).waitFor({ state: 'detached' });
    await takePicture(ben.page, 'team-viewer');
    await page.getByRole('button', { name: 'Role of Ben Okafor: Viewer' }).click();
    await page.getByRole('option', { name: 'Editor' }).click();
    await ben.page.getByRole('button', { name: 'New issue' }).waitFor();
    expect(await ben.page.getByText('You may read this plan').count()).toBe(0);
  });

  it('compares document by document, repairs, and says what leaving means', async () => {
    const { page } = ana;
    const section = page.getByRole('region', { name: 'Compare and repair' });
    await section.getByRole('button', { name: 'Check and repair' }).click();
    await section.getByText('Everything here is whole').waitFor();
    await section.getByText(/^\d+ of \d+ documents the same$/u).waitFor();
    await section.scrollIntoViewIfNeeded();
    await takePicture(page, 'team-repair');
    await page.getByRole('button', { name: 'Leave…' }).click();
    await page.getByText('You are the last owner. Who is one from then on?').waitFor();
    await takePicture(page, 'team-leave');
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await section.getByRole('alert').count()).toBe(0);
  });

  it('compares fingerprints, and shuts somebody out after saying what that does', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'More about Laptop of Ben Okafor' }).click();
    await page.getByRole('menuitem', { name: 'Compare fingerprints…' }).click();
    await page.getByText(/^\d{5}( \d{5}){5}$/u).waitFor();
    await takePicture(page, 'team-compare');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More about Ben Okafor' }).click();
    await page.getByRole('menuitem', { name: 'Shut Ben Okafor out…' }).click();
    await page.getByText('cannot be taken back').waitFor();
    await takePicture(page, 'team-shut-out');
    await page.getByRole('button', { name: 'Shut out', exact: true }).click();
    await page.getByText('1 device was shut out').waitFor();
    await page.getByRole('heading', { name: 'This is the only device of the team.' }).waitFor();
    await ben.page.getByRole('button', { name: /^Sync: Removed from the team/ }).click();
    await ben.page.getByText(/^Ana Silva removed this device on .* What you have stays with you/u).waitFor();
    await ben.page.getByRole('link', { name: 'Team & sync' }).last().click();
    await ben.page.getByRole('heading', { name: 'This device was removed from the team.' }).waitFor();
    await takePicture(ben.page, 'team-removed');
    valueOf(await ana.app.engine.command('create-issue', { roadmapId: await roadmapOf(ana.app), title: 'Not for Ben' }));
    expect(valueOf(await ben.app.engine.query('find-issue', { text: 'Not for Ben' })).rows).toEqual([]);
    expect([...ana.open.troubles, ...ben.open.troubles]).toEqual([]);
  });
});

async function roadmapOf(app: RunningApp): Promise<RoadmapId> {
  return must(valueOf(await app.engine.query('workspace', {})).rows[0], 'a roadmap').id;
}
