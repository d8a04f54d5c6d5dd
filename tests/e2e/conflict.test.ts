// What two people did beside each other, on the page of conflicts and on the page of the issue that it is about.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { metWorkspace } from '#tests/support/met-workspace.ts';
import { openPage } from '#tests/support/open-page.ts';
import { startApp } from '#tests/support/running-app.ts';
import { quarantineWorkspace } from '#tests/support/quarantine-workspace.ts';

const pictures = fileURLToPath(new URL('../../test-results/picture', import.meta.url));

it('conflicts are counted in the sidebar, told with who and when, settled with one press each, and gone', async () => {
  mkdirSync(pictures, { recursive: true });
  const { folder, issueId } = metWorkspace();
  const app = await startApp(folder, 0, 'Ines Marten');
  const open = await openPage(app);
  const { page } = open;
  try {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await open.go('#/conflicts');
      await page.getByRole('heading', { name: '8 things need a decision' }).waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.setViewportSize({ width: 1440, height: 1340 });
      await page.screenshot({ path: join(pictures, `conflicts-${colorScheme}.png`) });
      await page.setViewportSize({ width: 1440, height: 900 });
      await open.go(`#/issue/${issueId}`);
      const mark = page.getByRole('button', { name: '2 values of estimate, set without knowing of each other' });
      await mark.press('Enter');
      await page.getByRole('dialog').getByText('shown now').waitFor();
      await page.screenshot({ path: join(pictures, `conflict-mark-${colorScheme}.png`) });
      await page.keyboard.press('Escape');
    }
    // By the issue: opened with one press, chosen with one.
    await page.getByRole('button', { name: '2 values of status, set without knowing of each other' }).click();
    await page.getByRole('button', { name: 'as status' }).last().click();
    await page.getByText('status is').waitFor();
    // By the list and the keyboard: the other title.
    await page.getByRole('link', { name: 'Conflicts' }).press('Enter');
    await page.getByRole('heading', { name: '7 things need a decision' }).waitFor();
    await page.getByRole('region', { name: 'Title set twice' }).getByRole('button', { name: /^Use / }).press('Enter');
    await page.getByRole('button', { name: 'Restore with the changes' }).click();
    await page.getByRole('button', { name: 'Keep SX-11 (2)' }).click();
    await page
      .getByRole('region', { name: 'close a circle' })
      .getByRole('button', { name: /^Take out/ })
      .first()
      .click();
    await page.getByRole('heading', { name: '3 things need a decision' }).waitFor();
    for (const name of [/^Keep .* as estimate/, /^Keep .* as component/]) await page.getByRole('button', { name }).click();
    await page.getByRole('region', { name: 'More in a sprint' }).getByRole('button', { name: 'Another sprint…' }).first().click();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'One thing needs a decision' }).waitFor();
    expect(open.troubles).toEqual([]);
  } finally {
    await open.close();
    await app.close();
  }
});

it('what builds on the changes of somebody who was removed is listed with the reason, and taken over with one press, or all at once', async () => {
  mkdirSync(pictures, { recursive: true });
  const app = await startApp(
    quarantineWorkspace((folder) => `${folder}-device`),
    0,
    'Cleo Bauer',
  );
  const open = await openPage(app);
  const { page } = open;
  const entry = page.getByRole('navigation').getByRole('link', { name: 'Conflicts' });
  try {
    await open.go('#/conflicts');
    await page.getByRole('heading', { name: '5 steps do not count' }).waitFor();
    expect(await entry.textContent()).toContain('3');
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(pictures, `quarantine-${colorScheme}.png`) });
    }
    const aside = page.getByRole('region', { name: 'In quarantine' });
    const own = aside.getByRole('listitem', { name: 'Cleo Bauer: It builds on a change by Ben Okafor, who was removed' });
    expect(await own.count()).toBe(3);
    await own
      .filter({ hasText: 'Mix clay' })
      .getByRole('button', { name: /^Take over/ })
      .press('Enter');
    await page.getByText('Took it over as your own').waitFor();
    await page.getByRole('heading', { name: '4 steps do not count' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByRole('heading', { name: '5 steps do not count' }).waitFor();
    await page.getByRole('button', { name: 'Take over the 3 that only build on others' }).click();
    await page.getByRole('heading', { name: '2 steps do not count' }).waitFor();
    await open.go('#/issues');
    await page.getByRole('row').filter({ hasText: 'Order cobalt oxide' }).waitFor();
    expect(open.troubles).toEqual([]);
  } finally {
    await open.close();
    await app.close();
  }
});
