// The parts of the page by keyboard alone, on the component sheet and in the views that are made of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from '#tests/support/open-page.ts';
import { type RunningApp, startApp } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const samples = ['harbour-release.md', 'harbour-roadmap.md'].map((name) =>
  fileURLToPath(new URL(`../../docs/sample/${name}`, import.meta.url)),
);

describe('the parts, by keyboard', () => {
  const folder = keptFolder();
  const roadmaps: string[] = [];
  let app: RunningApp;
  let open: OpenPage;
  let page: Page;

  beforeAll(async () => {
    app = await startApp(join(folder, 'workspace'));
    for (const { id } of await app.importFiles(samples)) roadmaps.push(id);
    open = await openPage(app);
    ({ page } = open);
  });

  afterAll(async () => {
    await open?.close();
    await app?.close();
  });

  const go = (hash: string): Promise<void> => open.go(hash);
  const focused = () => page.locator(':focus');

  it('a menu opens with Enter, moves with arrows and letters, and gives the focus back', async () => {
    await go('#/components');
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Status' }).and(focused()).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('menuitem', { name: 'Assign' }).and(focused()).waitFor();
    await page.keyboard.press('d');
    await page.getByRole('menuitem', { name: 'Delete' }).and(focused()).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Menu' }).and(focused()).waitFor();
    expect(await page.getByRole('menu').count()).toBe(0);
  });

  it('a picker of several values stays open while they are toggled', async () => {
    await page.getByRole('button', { name: 'Cancelled', exact: true }).press('Enter');
    await page.getByRole('listbox', { name: 'Status' }).and(focused()).waitFor();
    await page.keyboard.press('b');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Backlog', selected: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Cancelled, Backlog' }).and(focused()).waitFor();
    expect(await page.getByRole('group', { name: 'Status is not Cancelled, Backlog' }).count()).toBe(1);
  });

  it('a disabled button takes the focus, says why, and does nothing', async () => {
    const button = page.getByRole('button', { name: 'Disabled' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.hover();
    await page.getByText('Select at least one issue first.').waitFor();
    await button.press('Enter');
    expect(open.troubles).toEqual([]);
  });

  it('a field says what it expected, and what it understood', async () => {
    const wrong = page.getByRole('textbox', { name: 'Estimate' }).nth(1);
    expect(await wrong.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('“4o h” is not a number. Try 40h, 5d, or 32-60h.').waitFor();
    await wrong.fill('5d');
    await page.getByText('40 h', { exact: true }).last().waitFor();
    expect(await wrong.getAttribute('aria-invalid')).toBeNull();
  });

  it('the edge of a panel moves with arrow keys and stops at its ends', async () => {
    const edge = page.getByRole('separator', { name: 'Width of the panel' });
    await edge.press('ArrowRight');
    expect(await edge.getAttribute('aria-valuenow')).toBe('276');
    for (let press = 0; press < 10; press += 1) await edge.press('ArrowLeft');
    expect(await edge.getAttribute('aria-valuenow')).toBe('200');
  });

  it('tabs are one stop, and arrows go along them', async () => {
    const tabs = page.getByRole('tablist', { name: 'View', exact: true });
    await tabs.getByRole('tab', { name: 'Table' }).press('ArrowRight');
    await tabs.getByRole('tab', { name: 'Graph', selected: true }).and(focused()).waitFor();
    expect(await tabs.locator('[tabindex="0"]').count()).toBe(1);
  });

  it('effort changes its rows by typing, and hands its table out as a file', async () => {
    await go('#/effort');
    await page.getByRole('group', { name: 'Rows' }).getByRole('button').press('Enter');
    await page.getByRole('combobox', { name: 'Rows: filter' }).fill('prio');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Priority by/ }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toBe('effort-by-priority.csv');
    const total = /· (\d+)\sh/.exec(await page.locator('.effort-sum').innerText())?.[1];
    expect(readFileSync(await file.path(), 'utf8')).toMatch(new RegExp(`^All,.*\\b${total}\\b`, 'm'));
  });

  it('the areas are one stop, and Enter opens the issue', async () => {
    const areas = page.getByRole('group', { name: /^Hours as areas/ });
    expect(await areas.locator('a[tabindex="0"]').count()).toBe(1);
    await areas.locator('a[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    const name = (await focused().getAttribute('title'))?.replace(/, \d.*$/, '') ?? '';
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/issue\//);
    await page.getByText(name).first().waitFor();
  });

  it('a box on the roadmap is ticked with Space, and stays ticked over a reload', async () => {
    await go(`#/roadmap/${roadmaps[1]}`);
    const box = page.getByRole('main').getByRole('checkbox', { checked: false }).first();
    await box.waitFor();
    const id = await box.getAttribute('aria-labelledby');
    const words = await page.locator(`[id="${id}"]`).innerText();
    const same = page
      .getByRole('main')
      .locator('label')
      .filter({ hasText: words.split('\n')[0] ?? '' })
      .getByRole('checkbox')
      .first();
    await same.press('Space');
    await page.waitForFunction(
      (label) => document.querySelector(`[aria-labelledby="${label}"]`)?.getAttribute('aria-checked') === 'true',
      id,
    );
    await same.and(focused()).waitFor();
    await page.reload();
    await same.waitFor();
    expect(await same.getAttribute('aria-checked')).toBe('true');
  });

  it('never met an error in the page', () => {
    expect(open.troubles).toEqual([]);
  });
});
