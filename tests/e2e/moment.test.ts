// The plan as it was and as it could be: a baseline is kept, looked at and compared with; a scenario is worked in,
// compared, merged, and the merge taken back.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/base/must.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { fillRoadmap, type OpenPage, openPage } from '#tests/support/open-page.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

describe('moments and scenarios', () => {
  const folder = keptFolder();
  let app: RunningApp;
  let open: OpenPage;
  let page: Page;
  let issues: readonly IssueId[] = [];

  const go = (hash: string): Promise<void> => open.go(hash);
  const row = (title: string) => page.getByRole('row').filter({ hasText: title });

  beforeAll(async () => {
    app = await startApp(join(folder, 'workspace'));
    ({ issueIds: issues } = await fillRoadmap(app, 'Lighthouse', ['Lamp', 'Lens', 'Fog horn']));
    open = await openPage(app);
    ({ page } = open);
  });

  afterAll(async () => {
    await open?.close();
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
  });

  it('discards a scenario at once, and brings it back from the toast', async () => {
    await go('#/history');
    await page.getByLabel('Name of a new scenario').fill('With a second lamp');
    await page.keyboard.press('Enter');
    await page.getByText('What you change here stays in it').waitFor();
    await page.getByRole('button', { name: 'Back to the present' }).click();
    await go('#/history');
    await page.getByRole('button', { name: 'Discard With a second lamp' }).click();
    await page.getByRole('button', { name: 'Work in With a second lamp' }).waitFor({ state: 'detached' });
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Work in With a second lamp' }).waitFor();
    const scenarios = valueOf(await app.engine.query('scenario-list', {})).rows;
    expect(scenarios.find(({ name }) => name === 'With a second lamp')?.state).toBe('open');
  });

  it('offers nothing that changes the plan as it was, and says so to whoever tries by keyboard', async () => {
    await go('#/history');
    await page.getByRole('button', { name: 'Look at As agreed' }).click();
    await row('Fog horn').waitFor();
    expect(await page.getByRole('button', { name: 'New roadmap' }).count()).toBe(0);
    await page.keyboard.press('j');
    await page.keyboard.press('Delete');
    await page.keyboard.press('c');
    await row('Fog horn').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Change priority' }).click();
    await page.locator('.toast').filter({ hasText: 'Nothing can be changed here' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Comment' }).count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('present');
    await page.getByRole('option', { name: 'Back to the present' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing can be changed here').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
  });

  it('says that an address names no plan, and leads back to the present', async () => {
    await page.goto(new URL('/?in=baseline%3Agone#/issues', app.url).href);
    const none = page.getByRole('main', { name: 'No such plan' });
    await none.getByText('There is no baseline').waitFor();
    await none.getByRole('button', { name: 'Back to the present' }).click();
    await row('Lens').waitFor();
    await page.goto(new URL('/?in=yesterday#/issues', app.url).href);
    await page.getByText('names none that there could be').waitFor();
    await row('Lens').waitFor();
    await page.getByRole('button', { name: 'Stay in the present' }).click();
    expect(new URL(page.url()).search).toBe('');
  });

  it('is found in the palette by the words that people have for it', async () => {
    for (const [typed, place] of [
      ['history', 'History and scenarios'],
      ['deleted', 'Trash'],
      ['who changed', 'Activity'],
      ['backup', 'Settings'],
      ['compare', 'Compare two plans'],
      ['take back', 'Undo'],
    ] as const) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill(typed);
      await page.getByRole('option', { name: place }).first().waitFor();
      await page.keyboard.press('Escape');
    }
    expect(open.troubles).toEqual([]);
  });
});
