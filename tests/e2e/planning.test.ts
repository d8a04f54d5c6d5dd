// What a schedule has to know, as people set it: on the page of an issue, and of people, holidays and sprints in the settings.
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/base/must.ts';
import type { IssueDetail } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { startBrowser } from '#tests/support/browser.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

describe('planning', () => {
  const folder = join(keptFolder(), 'workspace');
  let app: RunningApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let [first, second]: IssueId[] = [];

  beforeAll(async () => {
    app = await startApp(folder);
    const { engine } = app;
    const { roadmapId } = valueOf(await engine.command('create-roadmap', { title: 'Harbour radar' }));
    const make = async (title: string): Promise<IssueId> => {
      const estimate = { likely: 24, optimistic: 16, pessimistic: 40 };
      return valueOf(await engine.command('create-issue', { roadmapId, title, estimate, body: 'Reads both receivers.' })).issueId;
    };
    [first, second] = [await make('Position from two receivers'), await make('Alarm for closing vessels')];
    await engine.command('add-dependency', { issueId: second, dependsOnId: first });
    await engine.command('add-external', { issueId: second, kind: 'blocker', name: 'Licence of the chart' });
    for (const [name, hoursPerWeek] of [
      ['Ana Ortiz', 32],
      ['Ben Adler', 40],
      ['Priya Nair', null],
    ] as const) {
      await engine.command('create-person', { name, hoursPerWeek });
    }
    await engine.command('create-sprint', { name: 'Sprint 1', start: '2027-01-04', finish: '2027-01-15' });
    browser = await startBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    context.setDefaultTimeout(8_000);
    page = await context.newPage();
    await page.goto(app.url);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const show = async (name: string): Promise<void> => {
    const kept = process.env['SEXTANT_SHOTS'];
    if (kept === undefined) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(kept, `${name}-${colorScheme}.png`) });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
  const issue = async (issueId: IssueId | undefined): Promise<IssueDetail | null> =>
    valueOf(await app.engine.query('issue-detail', { issueId: must(issueId, 'an issue') })).summary;

  it('people have a week, days off, skills and a part of their time for the plan', async () => {
    await page.evaluate(() => (location.hash = '#/settings'));
    await page.getByRole('button', { name: /^Calendar and skills of Ana/ }).click();
    const panel = page.getByRole('dialog', { name: 'Calendar and skills of Ana Ortiz' });
    const set = async (label: string, text: string): Promise<void> => {
      const field = panel.getByLabel(label, { exact: true });
      await field.fill(text);
      await field.press('Enter');
    };
    await set('Friday, Ana Ortiz', '0');
    await set('Focus of Ana Ortiz', '80');
    await set('Skills of Ana Ortiz', 'Radar, React');
    await panel.getByLabel('First day: Days off of Ana Ortiz').fill('2027-02-01');
    await panel.getByLabel('Last day: Days off of Ana Ortiz').fill('2027-02-05');
    await panel.getByRole('button', { name: 'Add', exact: true }).click();
    await panel.getByText(/5\sFeb/).waitFor();
    await show('person');
    const ana = valueOf(await app.engine.query('workspace', {})).summary.people.find(({ name }) => name === 'Ana Ortiz');
    expect(ana).toMatchObject({
      week: [6.4, 6.4, 6.4, 6.4, 0, 0, 0],
      focus: 0.8,
      skills: ['Radar', 'React'],
      daysOff: [{ first: '2027-02-01', last: '2027-02-05' }],
    });
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  it('nobody works on holidays, and a sprint is locked', async () => {
    const holidays = page.getByRole('region', { name: 'Holidays' });
    await holidays.getByLabel('First day: Holidays').fill('2027-03-26');
    await holidays.getByRole('button', { name: 'Add', exact: true }).click();
    await holidays.getByText(/26\sMar/).waitFor();
    await page.getByRole('button', { name: 'Lock Sprint 1' }).click();
    await page.getByRole('button', { name: 'Unlock Sprint 1' }).waitFor();
    await show('settings');
    expect(valueOf(await app.engine.query('workspace', {})).summary).toMatchObject({
      holidays: [{ first: '2027-03-26', last: '2027-03-26' }],
      sprints: [{ locked: true }],
    });
  });

  it('an issue has days that bind it and needs; days that cannot be kept are refused in the field', async () => {
    await page.evaluate((id) => (location.hash = `#/issue/${id}`), first);
    const planning = page.getByRole('region', { name: 'Planning' });
    await planning.getByRole('button', { name: 'Change deadline' }).click();
    await page.getByRole('dialog', { name: 'Deadline' }).getByLabel('Deadline', { exact: true }).fill('2027-03-12');
    await show('deadline');
    await page.keyboard.press('Enter');
    await planning.getByText(/12\sMar/).waitFor();
    await planning.getByRole('button', { name: 'Change not before' }).click();
    await page.getByRole('dialog', { name: 'Not before' }).getByLabel('Not before', { exact: true }).fill('2027-03-15');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'before it may start on 2027-03-15' }).waitFor();
    await show('refused');
    await page.keyboard.press('Escape');
    await planning.getByRole('button', { name: 'Change spent' }).click();
    await page.getByRole('dialog', { name: 'Spent' }).getByLabel('Spent', { exact: true }).fill('6');
    await page.keyboard.press('Enter');
    await planning.getByText('by the estimate').waitFor();
    await planning.getByRole('button', { name: 'Change needs' }).click();
    const needs = page.getByRole('dialog', { name: 'Needs' });
    await needs.getByRole('button', { name: 'Add a need' }).click();
    await needs.getByRole('button', { name: 'Who: anyone' }).click();
    await page.getByRole('option', { name: 'Ana Ortiz' }).click();
    await page.getByRole('option', { name: 'Ben Adler' }).click();
    await show('needs');
    await page.keyboard.press('Escape');
    await needs.getByRole('button', { name: 'Who: Ana Ortiz or Ben Adler' }).waitFor();
    await page.keyboard.press('Escape');
    await planning.getByRole('button', { name: 'Change over days off' }).click();
    await page.getByRole('option', { name: 'in one piece before or after' }).click();
    await planning.getByText('in one piece before or after').waitFor();
    await show('issue');
    expect(await issue(first)).toMatchObject({
      deadline: '2027-03-12',
      notBefore: null,
      spentHours: 6,
      splits: false,
      needs: [{ count: 1 }],
    });
    expect((await issue(first))?.needs[0]?.anyOf).toHaveLength(2);
  });

  it('a dependency ties other ends together, and a day is expected of a blocker', async () => {
    await page.evaluate((id) => (location.hash = `#/issue/${id}`), second);
    const links = page.getByRole('region', { name: 'Waits for' });
    await links.getByRole('listitem').first().hover();
    await links.getByRole('button', { name: /^How HR-2 waits for HR-1/ }).click();
    await page.getByRole('option', { name: 'HR-2 starts once HR-1 has started' }).click();
    const lag = page.getByLabel('Hours of work in between');
    await lag.fill('4');
    await lag.press('Enter');
    await links.getByText(/start to start \+4\sh/).waitFor();
    await show('tie');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Change day on which licence of the chart is expected' }).click();
    await page.getByRole('dialog', { name: 'Day on which Licence of the chart is expected' }).locator('input').fill('2027-02-20');
    await page.keyboard.press('Enter');
    await page.getByText(/by 20\sFeb/).waitFor();
    await show('blocker');
    expect(await issue(second)).toMatchObject({
      waitsForIssues: [{ kind: 'start-start', lagMinutes: 240 }],
      externals: [{ expectedOn: '2027-02-20' }],
    });
  });

  it('the timeline says why an issue is where it is', async () => {
    await page.evaluate(() => (location.hash = '#/timeline'));
    await page.getByRole('button', { name: /Alarm for closing vessels/ }).click();
    const why = page.getByRole('region', { name: 'Why then' });
    await why.getByText(/^It starts then because it is not to start before Saturday 20 February/).waitFor();
    expect(await why.innerText()).toContain('It is on the chain that sets the finish, as its last issue');
    await show('why');
  });
});
