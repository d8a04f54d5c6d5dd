// The plan as it was and as it could be: a baseline is kept, looked at and compared with; a scenario is worked in,
// compared, merged, and the merge taken back.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/base/must.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { startBrowser } from '#tests/support/browser.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

describe('moments and scenarios', () => {
  const folder = keptFolder();
  const troubles: string[] = [];
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  const issues: IssueId[] = [];

  const go = (hash: string): Promise<void> =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  const row = (title: string) => page.getByRole('row').filter({ hasText: title });

  beforeAll(async () => {
    app = await startApp(join(folder, 'workspace'));
    const { roadmapId } = valueOf(await app.engine.command('create-roadmap', { title: 'Lighthouse' }));
    for (const title of ['Lamp', 'Lens', 'Fog horn']) {
      const estimate = { likely: 8, optimistic: null, pessimistic: null };
      issues.push(valueOf(await app.engine.command('create-issue', { roadmapId, title, estimate })).issueId);
    }
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(app.url);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('keeps the plan as a baseline, shows it unchanged later, and says what became of it', async () => {
    await go('#/history');
    await page.getByLabel('Name of a new baseline').fill('As agreed');
    await page.getByRole('button', { name: 'Keep the plan as it is now' }).click();
    await page.getByRole('button', { name: 'Look at As agreed' }).waitFor();
    valueOf(await app.engine.command('set-status', { issueIds: [must(issues[0], 'the lamp')], category: 'done' }));
    valueOf(await app.engine.command('delete-issue', { issueIds: [must(issues[2], 'the fog horn')] }));

    await page.getByRole('button', { name: 'Look at As agreed' }).click();
    await row('Fog horn').waitFor();
    expect(await page.getByText('Nothing can be changed here').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'New issue' }).count()).toBe(0);
    await page.reload();
    await row('Fog horn').waitFor();

    await page.getByRole('button', { name: 'Compare with now' }).click();
    const differ = page.getByRole('region', { name: 'Issues that differ' });
    await differ.getByText('Fog horn').waitFor();
    expect(await differ.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/removed[^]*Fog horn/u),
      expect.stringMatching(/changed[^]*Lamp[^]*status/u),
      expect.stringMatching(/moved in time[^]*Lens[^]*earlier/u),
    ]);
    expect(new URL(page.url()).search).toBe('');
    await go('#/issues');
    await row('Lens').waitFor();
    expect(await row('Fog horn').count()).toBe(0);
  });

  it('changes a scenario without touching the plan, merges it as one step, and takes the merge back', async () => {
    await go('#/history');
    await page.getByLabel('Name of a new scenario').fill('Without the lens');
    await page.getByRole('button', { name: 'Start a scenario' }).click();
    await row('Lens').waitFor();
    const scenario = must(new URL(page.url()).searchParams.get('in'), 'a scenario in the address');
    await page.keyboard.press('j');
    await page.keyboard.press('Delete');
    await row('Lens').waitFor({ state: 'detached' });
    const present = valueOf(await app.engine.query('issue-list', { limit: 100 }));
    expect(present.rows.map(({ title }) => title).toSorted()).toEqual(['Lamp', 'Lens']);

    await page.getByRole('button', { name: 'Compare and merge' }).click();
    await page.getByRole('region', { name: 'Issues that differ' }).getByText('Lens').waitFor();
    expect(decodeURIComponent(page.url())).toContain(`to=${scenario}`);
    await page.getByRole('button', { name: 'Merge into the plan' }).click();
    await row('Lamp').waitFor();
    expect(await row('Lens').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await row('Lens').waitFor();
    expect(troubles).toEqual([]);
  });
});
