// A search is kept under a name, left, opened again from the sidebar, changed and renamed; a slip of the hand is pointed
// out; and a second workspace is linked and looked at together with this one.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillRoadmap, type OpenPage, openPage } from '#tests/support/open-page.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

describe('saved views and the portfolio', () => {
  const folder = keptFolder();
  const other = join(folder, 'boat yard');
  let app: RunningApp;
  let open: OpenPage;
  let page: Page;

  const row = (title: string): Locator => page.locator('.issue-row[data-issue]').filter({ hasText: title });
  const searchBox = (): Locator => page.getByRole('textbox', { name: 'Search these issues' });
  const views = (): Locator => page.getByRole('region', { name: 'Saved views' });

  beforeAll(async () => {
    const second = await startApp(other);
    await fillRoadmap(second, 'Boat yard', ['Oar', 'Bench']);
    await second.close();
    app = await startApp(join(folder, 'workspace'));
    await fillRoadmap(app, 'Lighthouse', ['Lantern', 'Lens', 'Fog horn']);
    open = await openPage(app);
    ({ page } = open);
  });

  afterAll(async () => {
    await open?.close();
    await app?.close();
  });

  it('keeps a search under a name and opens it from the sidebar', async () => {
    await row('Lens').waitFor();
    expect(await page.getByRole('button', { name: 'Save view' }).count()).toBe(0);
    await searchBox().fill('priority:P0');
    await row('Lens').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Urgent');
    await page.keyboard.press('Enter');
    await views().getByRole('link', { name: 'Urgent' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save view' }).count()).toBe(0);

    await page.getByRole('link', { name: 'All issues' }).click();
    await row('Lens').waitFor();
    await views().getByRole('link', { name: 'Urgent' }).click();
    await row('Lens').waitFor({ state: 'detached' });
    expect(await searchBox().inputValue()).toBe('priority:P0');
  });

  it('lets a changed view take the change, refuses a name that is taken, and renames and deletes from a menu', async () => {
    await searchBox().fill('priority:P0,P2');
    await page.getByRole('button', { name: 'Update' }).click();
    await page.getByRole('button', { name: 'Update' }).waitFor({ state: 'detached' });
    const saved = valueOf(await app.engine.query('saved-view-list', {})).rows;
    expect(saved.map(({ name, text }) => [name, text])).toEqual([['Urgent', 'priority:P0,P2']]);

    await searchBox().fill('lens');
    await page.getByRole('button', { name: 'Save view' }).click();
    const name = page.getByRole('textbox', { name: 'Name of the view' });
    await name.fill('urgent');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'There is a view Urgent already' }).waitFor();
    await name.fill('Glass');
    await page.keyboard.press('Enter');
    await views().getByRole('link', { name: 'Glass' }).waitFor();

    await views().getByRole('button', { name: 'More about the view Glass' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Rename…' }).press('Enter');
    await name.and(page.locator(':focus')).fill('Glasswork');
    await page.keyboard.press('Enter');
    await views().getByRole('link', { name: 'Glasswork' }).waitFor();
    await views().getByRole('button', { name: 'More about the view Glasswork' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Delete the view' }).press('Enter');
    await views().getByRole('link', { name: 'Glasswork' }).waitFor({ state: 'detached' });
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await views().getByRole('link', { name: 'Glasswork' }).waitFor();
  });

  it('points out a slip of the hand, and one press takes what was meant', async () => {
    await searchBox().fill('lantren');
    await page.getByText('Did you mean').getByRole('link', { name: 'lantern' }).click();
    await row('Lantern').waitFor();
    expect(await searchBox().inputValue()).toMatch(/^lantern/u);
  });

  it('links a second workspace and shows both together, read-only', async () => {
    await page.getByRole('link', { name: 'Portfolio' }).click();
    const portfolio = page.getByRole('main', { name: 'Portfolio' });
    await portfolio.getByText('No other workspace is linked').waitFor();
    const field = portfolio.getByRole('textbox', { name: 'Folder of another workspace' });
    await field.fill(join(folder, 'nowhere'));
    await page.keyboard.press('Enter');
    await portfolio.getByRole('alert').filter({ hasText: 'There is no workspace' }).waitFor();
    await field.fill(other);
    await page.keyboard.press('Enter');
    const table = portfolio.getByRole('table', { name: 'Workspaces' });
    await table.waitFor();
    expect(await table.getByRole('row').last().innerText()).toMatch(/Together\s+5\s+5\s+0\s+0/u);

    const issues = portfolio.getByRole('region', { name: 'Issues of all workspaces' });
    await issues.getByRole('textbox').fill('oar');
    await issues.getByText('Lens').waitFor({ state: 'detached' });
    const line = issues.getByRole('listitem');
    expect(await line.count()).toBe(1);
    expect(await line.innerText()).toContain(`--workspace '${other}'`);

    await table.getByRole('button', { name: /^Unlink/u }).click();
    await portfolio.getByText('No other workspace is linked').waitFor();
    expect(open.troubles).toEqual([]);
  });
});
