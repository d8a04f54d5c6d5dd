// The main journey, in a real browser against the real engine: plans in, figures on screen, one edit seen everywhere.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '#tests/support/browser.ts';
import { type RunningApp, startApp } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const plans = fileURLToPath(new URL('../../../shared/plans', import.meta.url));
const planFiles = existsSync(plans) ? readdirSync(plans).map((name) => join(plans, name)) : [];

if (planFiles.length === 0) {
  describe('the journey', () => {
    it('did not run, because the sample plans are not here', () => expect(planFiles).toEqual([]));
  });
} else {
  describe('the journey', () => {
    const folder = keptFolder();
    let app: RunningApp;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    const troubles: string[] = [];

    beforeAll(async () => {
      app = await startApp(join(folder, 'workspace'));
      browser = await startBrowser();
      context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' });
      context.on('page', (opened) => {
        opened.on('pageerror', (error) => troubles.push(error.message));
        opened.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
      });
      page = await context.newPage();
    });

    afterAll(async () => {
      await browser?.close();
      await app?.close();
    });

    const go = async (place: string): Promise<void> => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, place);
    };
    const row = (key: string, title: string, on: Page = page) => on.getByRole('row').filter({ hasText: title }).filter({ hasText: key });

    it('starts empty, and takes the three plans from the file chooser', async () => {
      await page.goto(app.url);
      await page.getByRole('heading', { name: 'Where does the plan live today?' }).waitFor();
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /Choose/ }).click();
      await (await chooser).setFiles(planFiles);
      await page.getByText('Phase 1 Implementation Issues').first().waitFor();
      await page.getByText('StratMaster V2 Issue Source of Truth').first().waitFor();
      const lost = await page.getByRole('dialog').innerText();
      expect(lost).not.toMatch(/[1-9]\d* lost/);
      await page.keyboard.press('Escape');
    });

    it('lists all issues, without damaged characters', async () => {
      await go('#/issues');
      await page.getByRole('status').filter({ hasText: '29 issues' }).waitFor();
      await row('#1', 'No ModelRouter Implementation').waitFor();
      await row('Phase 24', 'Ecosystem Scale (Multi-Workspace)').waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(/âœ|ðŸ|Â±/);
    });

    it('shows the figures of the plans', async () => {
      await go('#/effort?rows=priority');
      await page.getByRole('table').first().waitFor();
      const text = await page.getByRole('main', { name: 'Effort' }).innerText();
      for (const figure of [/29 issues · 116\sh/, /P0\s+96\s+96/, /P1\s+12\s+12/, /P2\s+8\s+8/]) expect(text).toMatch(figure);
    });

    it('shows one edited estimate in table, effort, timeline and graph, in a second tab too', async () => {
      await go('#/issues');
      const second = await context.newPage();
      await second.goto(new URL('/', app.url).href);
      await row('#1', 'No ModelRouter', second).waitFor();

      await row('#1', 'No ModelRouter').locator('[data-field=estimate]').click();
      await page.getByRole('textbox', { name: /estimate/i }).fill('50h');
      await page.keyboard.press('Enter');
      await row('#1', 'No ModelRouter').filter({ hasText: /50\sh/ }).waitFor();
      await row('#1', 'No ModelRouter', second).filter({ hasText: /50\sh/ }).waitFor();
      await second.close();

      await go('#/effort?rows=priority');
      await page
        .getByText(/126\sh/)
        .first()
        .waitFor();
      await go('#/graph');
      await page.getByText(/Critical path · 2 issues, 74\sh/).waitFor();
      await go('#/timeline');
      await page
        .getByText(/126\sh/)
        .first()
        .waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(/116\sh/);
    });

    it('keeps it over a reload and a restart of the engine', async () => {
      await go('#/issues');
      await page.reload();
      await row('#1', 'No ModelRouter').filter({ hasText: /50\sh/ }).waitFor();
      await app.close();
      app = await startApp(join(folder, 'workspace'));
      await page.goto(app.url);
      await row('#1', 'No ModelRouter').filter({ hasText: /50\sh/ }).waitFor();
      expect(await row('#1', 'No ModelRouter').count()).toBe(1);
    });

    it('never met an error in the page', () => {
      expect(troubles.filter((text) => !/WebSocket|ERR_CONNECTION_REFUSED/.test(text))).toEqual([]);
    });
  });
}
