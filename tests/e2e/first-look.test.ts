// The first and the last thing that a page shows: an empty workspace, and an engine that went away.
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IssueId } from '#shared/plan/identity.ts';
import { startBrowser } from '#tests/support/browser.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

describe('a new workspace', () => {
  const folder = join(keptFolder(), 'workspace');
  let app: RunningApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await startApp(folder);
    browser = await startBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.goto(app.url);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('opens the sample with hours for its people and dates for its sprints', async () => {
    await page.getByRole('button', { name: 'Open sample' }).press('Enter');
    await page.getByRole('heading', { name: /^2 plans/ }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    const { people, sprints } = valueOf(await app.engine.query('workspace', {})).summary;
    expect(people.length).toBeGreaterThan(0);
    expect(people.every((person) => person.hoursPerWeek === 30)).toBe(true);
    expect(sprints.length).toBe(3);
    await page.keyboard.press('Enter');
    await page.locator('.issue-row[data-issue]').first().waitFor();
  });

  it('lights a row up that somebody else changed, and no row for an own change', async () => {
    const row = page.locator('.issue-row[data-issue]').first();
    const issueId = IssueId.parse(await row.getAttribute('data-issue'));
    // Counted as they start, because each lasts only 600 ms.
    await page.evaluate(() => {
      const animate = Element.prototype.animate;
      Element.prototype.animate = function counted(...given) {
        document.body.dataset['lit'] = `${document.body.dataset['lit'] ?? ''}${this instanceof HTMLElement ? this.dataset['issue'] : ''} `;
        return animate.apply(this, given);
      };
    });
    const lit = (): Promise<string> => page.evaluate(() => (document.body.dataset['lit'] ?? '').trim());
    let turn = 0;
    // Right after the import everything still counts as this page's own, so the other one changes until it is seen.
    await expect
      .poll(async () => {
        turn += 1;
        valueOf(await app.engine.command('set-priority', { issueIds: [issueId], priority: turn % 2 === 0 ? 'P1' : 'P3' }));
        return lit();
      })
      .toContain(issueId);
    await page
      .locator(`[data-issue="${issueId}"]`)
      .filter({ hasText: turn % 2 === 0 ? 'P1' : 'P3' })
      .waitFor();
    const before = await lit();
    await page.keyboard.press('Home');
    await page.keyboard.press('p');
    await page.getByRole('listbox', { name: 'Priority' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('2');
    await page.locator('.issue-row[data-current]').filter({ hasText: 'P2' }).waitFor();
    expect(await lit()).toBe(before);
  });

  it('says what to do when the server was started anew and does not know the page', async () => {
    const { port } = app;
    const line = page.locator('.link-line');
    await app.close();
    await line.filter({ hasText: 'Reconnecting' }).waitFor();
    app = await startApp(folder, port);
    await line.filter({ hasText: 'Sextant was started anew' }).filter({ hasText: 'Open the address that it printed.' }).waitFor();
    const other = await context.newPage();
    await other.goto(app.url);
    // The session is shared by the tabs, so the first one comes back by itself.
    await line.filter({ hasText: 'On this device, saved' }).waitFor();
    await page.keyboard.press('Home');
    await page.locator('.issue-row[data-current]').waitFor();
    expect(await line.getAttribute('data-down')).toBeNull();
  });
});
