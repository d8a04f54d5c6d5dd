// What a person does all day, by keyboard alone, while somebody else works in a second tab on the same plan.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must } from '#shared/base/must.ts';
import type { IssueDetail } from '#shared/contract/query.ts';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { type OpenPage, openPage } from '#tests/support/open-page.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

interface Work {
  readonly title: string;
  readonly hours: number;
  readonly after: string;
}

/** A list of issues as a team writes it. */
const listOf = (name: string, works: readonly Work[]): string =>
  [
    `# ${name} Issues\n\n**Generated:** 2026-11-02\n**Total Issues:** ${works.length}\n\n---\n\n## 🟡 MEDIUM PRIORITY (Should Fix)\n`,
    ...works.map(
      ({ title, hours, after }, index) =>
        `### Issue #${index + 1}: ${title}\n**Priority:** P1\n**Estimated Effort:** ${hours} hours\n\n` +
        `**Acceptance Criteria:**\n- [ ] ${title} is measured\n- [ ] ${title} is written down\n\n**Dependencies:** ${after}\n\n---\n`,
    ),
  ].join('\n');

const mill = listOf('Mill', [
  { title: 'Millrace', hours: 16, after: 'None' },
  { title: 'Sluice gate', hours: 24, after: 'Issue #1' },
  { title: 'Water wheel', hours: 32, after: 'Issue #2' },
  { title: 'Grindstone', hours: 12, after: 'Issue #3' },
  { title: 'Granary roof', hours: 8, after: 'None' },
  { title: 'Bakery oven', hours: 20, after: 'None' },
]);
const dyke = listOf(
  'Dyke',
  Array.from({ length: 90 }, (_, index) => ({ title: `Dyke section ${index + 1}`, hours: 4, after: 'None' })),
);

describe('a day at the keyboard', () => {
  const folder = keptFolder();
  let app: RunningApp;
  let open: OpenPage;
  let page: Page;
  let second: Page;
  let roadmaps: RoadmapId[];

  beforeAll(async () => {
    app = await startApp(join(folder, 'workspace'));
    const files = [
      { path: 'mill.md', text: mill },
      { path: 'dyke.md', text: dyke },
    ];
    roadmaps = valueOf(await app.engine.run('import-plan', { files })).roadmaps.map(({ id }) => id);
    open = await openPage(app, 6_000);
    ({ page } = open);
    second = await open.openTab();
  });

  afterAll(async () => {
    await open?.close();
    await app?.close();
  });

  const press = (...keys: readonly string[]): Promise<void> => open.press(...keys);
  const go = (hash: string, on?: Page): Promise<void> => open.go(hash, on);
  const millList = (): string => `#/issues?roadmap=${roadmaps[0]}&group=none&order=key`;
  const row = (title: string, on: Page = page): Locator => on.locator('.issue-row[data-issue]').filter({ hasText: title });
  const underKeyboard = (title: string): Promise<void> => page.locator('.issue-row[data-current]').filter({ hasText: title }).waitFor();
  const selected = (count: number): Promise<void> =>
    page.waitForFunction((wanted) => document.querySelectorAll('.issue-row[aria-selected=true]').length === wanted, count).then(() => {});
  const openList = async (): Promise<void> => {
    await go(millList());
    await row('Bakery oven').waitFor();
    await press('Escape', 'Home');
    await underKeyboard('Millrace');
  };
  const issue = async (title: string): Promise<IssueDetail> => {
    const found = valueOf(await app.engine.query('find-issue', { text: title })).rows[0];
    const detail = found && valueOf(await app.engine.query('issue-detail', { issueId: found.id })).summary;
    if (!detail) throw new Error(`no issue is called ${title}`);
    return detail;
  };
  const idOf = async (title: string): Promise<IssueId> => (await issue(title)).id;
  /** A picker takes the keyboard a frame after it opened. */
  const chooseIn = async (name: string, key: string): Promise<void> => {
    await page.getByRole('listbox', { name, exact: true }).and(page.locator(':focus')).waitFor();
    await press(key);
  };
  const field = (name: string): Locator => page.getByRole('textbox', { name, exact: true });

  describe('in the list', () => {
    beforeEach(openList);

    it('moves with letters and arrows, selects with X, extends with Shift, takes all, and lets go', async () => {
      await press('j', 'ArrowDown');
      await underKeyboard('Water wheel');
      await press('k');
      await underKeyboard('Sluice gate');
      await press('x');
      await selected(1);
      await press('Shift+ArrowDown', 'Shift+ArrowDown');
      await selected(3);
      await page
        .getByRole('toolbar')
        .getByText(/3 selected · 68\sh/)
        .waitFor();
      await press('Control+a');
      await selected(6);
      await press('Escape');
      await selected(0);
      await press('End');
      await underKeyboard('Bakery oven');
      expect(await page.getByRole('toolbar', { name: /selected/ }).count()).toBe(0);
    });

    it('keeps a wrong estimate with the sentence that says what was expected, and reads a lenient one', async () => {
      await press('e');
      await field('Estimate').fill('forty');
      await press('Enter');
      await page.getByRole('alert').filter({ hasText: 'forty' }).waitFor();
      expect(await field('Estimate').inputValue()).toBe('forty');
      await field('Estimate').fill('5d');
      await press('Enter');
      await row('Millrace').filter({ hasText: /40\sh/ }).waitFor();
      await row('Millrace', second).filter({ hasText: /40\sh/ }).waitFor();
      await underKeyboard('Millrace');
    });

    it('sets status, priority, person, milestone and labels from pickers that open at a letter', async () => {
      await press('j', 's');
      await chooseIn('Status', '3');
      await page.waitForFunction(
        () => document.querySelector('.issue-row[data-current] [data-field=status]')?.getAttribute('title') === 'In progress',
      );
      await press('p');
      await chooseIn('Priority', '0');
      await row('Sluice gate').filter({ hasText: 'P0' }).waitFor();
      await press('a');
      await page.getByRole('combobox', { name: 'Assignee: filter' }).fill('Mira Holt');
      await press('Enter');
      await row('Sluice gate').filter({ hasText: 'Mira Holt' }).waitFor();
      await press('m');
      await page.getByRole('combobox', { name: 'Milestone: filter' }).fill('v2 Autumn');
      await press('Enter');
      await row('Sluice gate').filter({ hasText: 'v2' }).waitFor();
      await press('l');
      await page.getByRole('combobox', { name: 'Labels: filter' }).fill('wet');
      await press('Enter');
      await page.getByRole('option', { name: 'wet', selected: true }).waitFor();
      await press('Escape');
      await expect.poll(async () => (await issue('Sluice gate')).labels).toEqual(['wet']);
    });

    it('renames with F2, adds with C, deletes, and takes that back', async () => {
      await press('End', 'F2');
      await field('Title').fill('Bakery oven and chimney');
      await press('Enter');
      await row('Bakery oven and chimney').waitFor();
      await press('c');
      await field('Title').fill('Weathercock');
      await field('Estimate').fill('2-6h');
      await press('Enter');
      await row('Weathercock', second).waitFor();
      await press('End');
      await underKeyboard('Weathercock');
      await press('Delete');
      await row('Weathercock', second).waitFor({ state: 'detached' });
      await press('Control+z');
      await row('Weathercock', second).waitFor();
      await press('Control+Shift+Z');
      await row('Weathercock', second).waitFor({ state: 'detached' });
      // Either tab may be told first.
      await expect.poll(() => row('Weathercock').count()).toBe(0);
    });

    it('finds an issue in the palette, and acts on the selection from there', async () => {
      await press('x', 'Shift+j', 'Control+k');
      await page.getByText('2 issues selected').waitFor();
      await page.keyboard.type('priority');
      await page
        .getByRole('option', { name: /Set the priority of 2 issues/ })
        .and(page.locator('[data-active]'))
        .waitFor();
      await press('Enter');
      await page.getByRole('listbox', { name: 'Priority of 2 issues' }).and(page.locator(':focus')).waitFor();
      await press('2');
      await row('Millrace').filter({ hasText: 'P2' }).waitFor();
      await row('Sluice gate').filter({ hasText: 'P2' }).waitFor();
      await press('Escape', 'Control+k');
      await page.keyboard.type('#grindst');
      await page
        .getByRole('option', { name: /Grindstone/ })
        .and(page.locator('[data-active]'))
        .waitFor();
      await press('Enter');
      await page.getByRole('main', { name: /Grindstone/ }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
    });

    it('keeps a half-typed estimate and title, caret and all, while another tab changes the same issue', async () => {
      const issueId = await idOf('Granary roof');
      for (const [key, name, typed] of [
        ['e', 'Estimate', '3-'],
        ['F2', 'Title', 'Granary roof with sl'],
      ] as const) {
        await openList();
        await press('j', 'j', 'j', 'j');
        await underKeyboard('Granary roof');
        await press(key);
        await field(name).fill(typed);
        await press('ArrowLeft');
        const before = valueOf(await app.engine.query('issue-detail', { issueId })).summary?.priority;
        const priority = before === 'P3' ? 'P0' : 'P3';
        valueOf(await app.engine.command('set-priority', { issueIds: [issueId], priority }));
        valueOf(await app.engine.command('set-estimate', { issueIds: [issueId], estimate: null }));
        await row('Granary roof').filter({ hasText: priority }).waitFor();
        await field(name).and(page.locator(':focus')).waitFor();
        expect(await field(name).evaluate((element: HTMLInputElement) => [element.value, element.selectionStart])).toEqual([
          typed,
          typed.length - 1,
        ]);
        await press('Escape');
      }
    });

    it('stays where it was scrolled to while a row appears above', async () => {
      await go(`#/issues?roadmap=${roadmaps[1]}&group=none&order=title`);
      await row('Dyke section 1').first().waitFor();
      const scroller = page.locator('.issue-scroll');
      await scroller.evaluate((element) => element.scrollTo({ top: 900 }));
      await page.waitForFunction(() => document.querySelector('.issue-scroll')?.scrollTop === 900);
      valueOf(await app.engine.command('create-issue', { roadmapId: must(roadmaps[1], 'the second plan'), title: 'A breach' }));
      await page.getByRole('status').filter({ hasText: '91 issues' }).waitFor();
      expect(await scroller.evaluate((element) => element.scrollTop)).toBe(900);
    });
  });

  describe('around the page', () => {
    it('shows every key, goes to places by G and a letter, and narrows the sidebar', async () => {
      await openList();
      await press('?');
      const sheet = page.getByRole('dialog', { name: 'Keys' });
      await sheet.getByText('Edit the title…').waitFor();
      await press('Escape');
      await sheet.waitFor({ state: 'detached' });
      for (const [letter, place] of [
        ['d', '.graph-view'],
        ['t', '.timeline-view'],
        ['e', 'main[aria-label=Effort]'],
        ['r', 'main[aria-label="Ready to start"]'],
        ['i', 'main[aria-label=Issues]'],
      ] as const) {
        await press('g', letter);
        await page.locator(place).waitFor();
      }
      await press('[');
      await page.locator('.sidebar[data-rail]').waitFor();
      await press('[');
      await page.locator('.sidebar:not([data-rail])').waitFor();
      expect(new URL(page.url()).hash).toMatch(/^#\/issues/);
    });

    it('reaches every control of the top bar with Tab', async () => {
      for (const place of [millList(), `#/issue/${await idOf('Millrace')}?roadmap=${roadmaps[0]}`]) {
        await go(place);
        await page.locator('.top-bar .icon-button, .top-bar [role=tab]').first().waitFor();
        // A list of tabs is one stop; arrows go along it.
        const stops = await page.locator('.top-bar :is(a[href], button):not([tabindex="-1"]):not(:disabled)').count();
        const met = new Set<string>();
        for (let step = 0; step < 160; step += 1) {
          await press('Tab');
          const at = await page.evaluate(() => {
            const bar = document.querySelector('.top-bar');
            const element = document.activeElement;
            return element !== null && bar?.contains(element) === true ? String([...bar.querySelectorAll('*')].indexOf(element)) : null;
          });
          if (at !== null) met.add(at);
          else if (met.size > 0) break;
        }
        expect(met.size).toBe(stops);
      }
    });

    it('says a refused cycle as a path, and links nothing', async () => {
      await openList();
      await press('b');
      await page.getByRole('combobox', { name: /^Waits for/ }).fill('Grindstone');
      await page.getByRole('option', { name: /Grindstone/ }).waitFor();
      await press('Enter');
      await page
        .getByRole('alert')
        .filter({ hasText: /#1 → .*#4.* → #1|#4 → .*#1.* → #4/ })
        .waitFor();
      await press('Escape');
      expect((await issue('Millrace')).waitsForIssues).toEqual([]);
    });

    it('answers a bad file with one clear error, and a cancelled import with nothing', async () => {
      const size = async (): Promise<number> => valueOf(await app.engine.query('workspace', {})).summary.issues;
      const before = await size();
      // Dropped on the window; the file chooser is the way of the main journey.
      const offer = async (name: string, buffer: Buffer): Promise<void> => {
        const carried = await page.evaluateHandle(
          ({ file, bytes }) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], file, { type: 'text/markdown' }));
            return transfer;
          },
          { file: name, bytes: [...buffer] },
        );
        await page.locator('.drop-target').dispatchEvent('drop', { dataTransfer: carried });
      };
      const dialog = page.getByRole('dialog', { name: 'Import' });
      for (const [name, bytes] of [
        ['picture.md', Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 255, 254, 0, 1])],
        ['empty.md', Buffer.alloc(0)],
        ['shopping.md', Buffer.from('Milk, eggs and a pound of butter.\n')],
        ['table.csv', Buffer.from('a,b\n1,2\n')],
      ] as const) {
        await offer(name, bytes);
        await dialog.getByRole('alert').filter({ hasText: name }).waitFor();
        expect(await dialog.getByRole('alert').count()).toBe(1);
        await press('Enter');
        await dialog.waitFor({ state: 'detached' });
      }
      const many = Array.from({ length: 4_000 }, (_, index) => ({ title: `Stone ${index}`, hours: 1, after: 'None' }));
      await offer('wall.md', Buffer.from(listOf('Wall', many)));
      await dialog.getByRole('button', { name: 'Cancel the import' }).and(page.locator(':focus')).waitFor();
      await press('Enter');
      await dialog.getByRole('heading', { name: 'The import was cancelled' }).waitFor();
      await press('Enter');
      expect(await size()).toBe(before);
    });
  });

  describe('on the page of an issue', () => {
    it('ticks, comments, links and unlinks, and another tab sees it', async () => {
      const issueId = await idOf('Granary roof');
      await go(`#/issue/${issueId}`);
      await go(`#/issue/${issueId}`, second);
      await page.getByRole('checkbox', { name: 'Granary roof is measured' }).press('Space');
      await second.getByRole('checkbox', { name: 'Granary roof is measured', checked: true }).waitFor();
      await page.getByRole('textbox', { name: 'Comment' }).fill('Slates **came**.');
      await press('Control+Enter');
      await second.getByText('Slates came.').waitFor();
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      await press('b');
      await page.getByRole('combobox', { name: /^Waits for/ }).fill('Bakery');
      await page.getByRole('option', { name: /Bakery/ }).waitFor();
      await press('Enter');
      const waits = second.getByRole('region', { name: 'Waits for' });
      await waits.getByText(/Bakery oven/).waitFor();
      await page.getByRole('button', { name: 'Waits for: remove #6' }).press('Enter');
      await waits.getByText(/Bakery oven/).waitFor({ state: 'detached' });
      expect((await issue('Granary roof')).waitsForIssues).toEqual([]);
    });

    it('sets category, flag, kind and parent where they stand', async () => {
      await go(`#/issue/${await idOf('Granary roof')}`);
      const value = (name: string): Locator => page.getByRole('button', { name: `Change ${name}` });
      await value('category').press('Enter');
      await page.getByRole('combobox', { name: 'Category: filter' }).fill('Buildings');
      await press('Enter');
      await value('category').getByText('Buildings').waitFor();
      await value('flag').press('Enter');
      await field('Feature flag').fill('mill.roof');
      await press('Enter');
      await value('flag').getByText('mill.roof').waitFor();
      await value('kind').press('Enter');
      await chooseIn('Kind', 'b');
      await press('Enter');
      await value('kind').getByText('bug').waitFor();
      await value('part of').press('Enter');
      await page.getByRole('combobox', { name: /^Part of/ }).fill('Bakery');
      await page.getByRole('option', { name: /Bakery/ }).waitFor();
      await press('Enter');
      await value('part of').getByText('#6').waitFor();
      await page.getByRole('button', { name: 'No longer part of #6' }).press('Enter');
      await expect.poll(async () => (await issue('Granary roof')).parent).toBeNull();
      expect(await issue('Granary roof')).toMatchObject({ category: 'Buildings', flag: 'mill.roof', kind: 'bug' });
    });

    it('puts an issue on hold with a reason, which blocks it everywhere, and releases it', async () => {
      await go('#/graph', second);
      await second.locator('[data-node]:not([data-tone=danger])').filter({ hasText: 'Millrace' }).waitFor();
      await openList();
      await press('h');
      await page.getByRole('textbox', { name: 'Reason for the hold' }).and(page.locator(':focus')).waitFor();
      await press('Enter');
      await page.getByRole('alert').filter({ hasText: 'A hold needs its reason' }).waitFor();
      await page.keyboard.type('The water board has not answered');
      await press('Enter');
      await row('Millrace')
        .getByRole('img', { name: /blocked/i })
        .waitFor();
      await second.locator('[data-node][data-tone=danger]').filter({ hasText: 'Millrace' }).waitFor();
      await expect.poll(async () => (await issue('Millrace')).blocked).toBe(true);
      await go(`#/issue/${await idOf('Millrace')}`, second);
      await second.getByRole('button', { name: 'Change hold' }).getByText('The water board has not answered').waitFor();
      await second.getByText('on hold', { exact: true }).waitFor();
      await press('h');
      await page.getByRole('button', { name: 'Release' }).press('Enter');
      await second.getByText('ready to start', { exact: true }).waitFor();
      expect((await issue('Millrace')).holdReason).toBeNull();
    });
  });

  describe('in the pictures', () => {
    it('walks the graph with arrows, narrows it with F, and opens with Enter', async () => {
      await go(`#/graph?roadmap=${roadmaps[0]}`);
      const canvas = page.getByRole('application', { name: /^Dependency graph/ });
      await canvas.locator('[data-node]').filter({ hasText: 'Millrace' }).waitFor();
      await canvas.focus();
      const at = async (): Promise<string> => {
        const id = await canvas.getAttribute('aria-activedescendant');
        return id === null ? '' : page.locator(`[id="${id}"]`).innerText();
      };
      await press('Home');
      const first = await at();
      await press('ArrowRight');
      await expect.poll(at).not.toBe(first);
      await press('Space', 'f');
      await page.waitForURL(/focus=/);
      await press('f', 'Escape');
      await canvas.focus();
      await press('Enter');
      await page.waitForURL(/#\/issue\//);
    });

    it('replans when the hours a week change', async () => {
      await go(`#/timeline?roadmap=${roadmaps[0]}`);
      const hours = page.getByRole('textbox', { name: /^Hours a week/ });
      await hours.waitFor();
      const finish = async (): Promise<string> =>
        valueOf(await app.engine.query('schedule', { roadmapIds: roadmaps.slice(0, 1), from: IsoDate.parse('2026-11-02') })).summary.finish;
      const before = await finish();
      const shown = await page.locator('.timeline-view-sum').innerText();
      await hours.fill('5');
      await press('Enter');
      await expect.poll(finish).not.toBe(before);
      await expect.poll(() => page.locator('.timeline-view-sum').innerText()).not.toBe(shown);
    });
  });

  it('never met an error in the page', () => {
    expect(open.troubles).toEqual([]);
  });
});
