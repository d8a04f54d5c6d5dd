// Two people who cannot reach each other: a bundle is exported on one page and imported on the other, and a folder carries what follows.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import { openPairingNetwork } from '#electron/engine/sync-network.ts';
import { must } from '#shared/base/must.ts';
import { fillRoadmap, openPage, type OpenPage } from '#tests/support/open-page.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { MemoryNetwork } from '#tests/support/sync/memory-network.ts';
import { takePicture } from '#tests/support/take-picture.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const network = new MemoryNetwork();
const openNetwork = (_wish: unknown, secret: Uint8Array) =>
  Promise.resolve({ ...network.join(deviceKeyFromSeed(secret).deviceId), addresses: () => ['192.168.7.20:4711'] });

async function person(name: string): Promise<{ app: RunningApp; open: OpenPage; page: Page }> {
  const app = await startApp(keptFolder(), 0, name, { openNetwork, openPairing: openPairingNetwork });
  const open = await openPage(app);
  return { app, open, page: open.page };
}

it('a bundle goes from page to page, a wrong one is refused in words, and a folder carries what follows', async () => {
  const ana = await person('Ana Silva');
  const ben = await person('Ben Okafor');
  try {
    const { issueIds } = await fillRoadmap(ana.app, 'Lighthouse', ['Lens', 'Fog horn']);
    valueOf(await ana.app.engine.run('start-team', { person: 'Ana Silva', device: 'Desk' }));
    const { link } = valueOf(await ana.app.engine.run('invite', {}));
    valueOf(await ben.app.engine.run('join-team', { link, person: 'Ben Okafor', device: 'Laptop' }));
    await ben.page.getByRole('row').filter({ hasText: 'Fog horn' }).waitFor();
    await ana.open.go('#/team');
    await ana.page.getByRole('heading', { name: 'Ben Okafor has exactly the plan that you see.' }).waitFor();
    for (const { app } of [ana, ben]) valueOf(await app.engine.run('set-sync', { enabled: false }));

    // What Ben lacks, as a file, dropped on the page of Ben.
    valueOf(await ana.app.engine.command('update-issue', { issueId: must(issueIds[0], 'an issue'), patch: { title: 'Lens, polished' } }));
    const section = ana.page.getByRole('region', { name: 'Without a network' });
    await section.getByRole('button', { name: 'For: everybody' }).click();
    await ana.page.getByRole('option', { name: 'Ben Okafor' }).click();
    await section.getByRole('button', { name: 'With: everything' }).click();
    await ana.page.getByRole('option', { name: 'what they lack' }).click();
    const coming = ana.page.waitForEvent('download');
    await section.getByRole('button', { name: 'Export a bundle' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^plan-for-ben-okafor-[\d-]+\.sextant$/u);
    await section.getByText(/^plan-for-ben-okafor-.*: 3 changes, .* for Ben Okafor to open\.$/u).waitFor();
    await takePicture(ana.page, 'bundle-export');
    const file = await download.path();
    await ben.open.go('#/team');
    await choose(ben.page, file);
    const dialog = ben.page.getByRole('dialog', { name: 'Import a bundle' });
    await dialog.getByText(/^1 change taken in, from Ana Silva as of /u).waitFor();
    await takePicture(ben.page, 'bundle-import');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await ben.open.go('#/issues');
    await ben.page.getByRole('row').filter({ hasText: 'Lens, polished' }).waitFor();
    await drop(ben.page, 'notes.sextant', 'This is no bundle.');
    await dialog.getByText('this file is something else').waitFor();
    await ben.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    // A folder that both can write to.
    const shared = keptFolder();
    for (const { open, page } of [ana, ben]) {
      await open.go('#/team');
      await page.getByLabel('Path of the folder').fill('plans');
      await page.getByRole('button', { name: 'Use this folder' }).click();
      await page.getByText('Expected an absolute path of a folder that is there').waitFor();
      await page.getByLabel('Path of the folder').fill(shared);
      await open.press('Enter');
      await page.getByRole('list', { name: 'Devices in the folder' }).getByText('Laptop').waitFor();
    }
    valueOf(await ben.app.engine.command('update-issue', { issueId: must(issueIds[1], 'an issue'), patch: { title: 'Fog horn, loud' } }));
    await ben.page.getByRole('button', { name: 'Look now' }).click();
    await ben.page.getByText(/^written /u).waitFor();
    await ana.page.getByRole('button', { name: 'Look now' }).click();
    await ana.page.getByText(/^last read /u).waitFor();
    await takePicture(ana.page, 'shared-folder');
    await ana.page.getByRole('button', { name: 'Stop using it' }).click();
    await ana.page.getByLabel('Path of the folder').waitFor();
    await ana.open.go('#/issues');
    await ana.page.getByRole('row').filter({ hasText: 'Fog horn, loud' }).waitFor();
    expect([...ana.open.troubles, ...ben.open.troubles]).toEqual([]);
  } finally {
    for (const each of [ana, ben]) {
      await each.open.close();
      await each.app.close();
    }
  }
});

/** Chooses a file to import as a bundle. */
async function choose(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a bundle…' }).click();
  await (await chooser).setFiles(file);
}

/** Drops a file anywhere on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([called, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content ?? ''], called ?? ''));
      return data;
    },
    [name, text],
  );
  await page.locator('.drop-target').dispatchEvent('drop', { dataTransfer: transfer });
}
