// What a person does who made a mistake: takes it back, looks who did what, and finds what was deleted.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must } from '#shared/base/must.ts';
import type { IssueDetail } from '#shared/contract/query.ts';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { type OpenPage, openPage } from '#tests/support/open-page.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const titles = ['Keel', 'Mast', 'Rudder', 'Sails', 'Galley', 'Anchor'];
const plan = (name: string, works: readonly string[]): string =>
  [
    `# ${name} Issues\n\n**Generated:** 2026-11-02\n**Total Issues:** ${works.length}\n\n---\n\n## 🟡 MEDIUM PRIORITY (Should Fix)\n`,
    ...works.map(
      (title, index) =>
        `### Issue #${index + 1}: ${title}\n**Priority:** P1\n**Estimated Effort:** 8 hours\n\n` +
        `**Acceptance Criteria:**\n- [ ] ${title} is fitted\n\n**Dependencies:** ${index === 0 ? 'None' : `Issue #${index}`}\n\n---\n`,
    ),
  ].join('\n');

describe('taking back', () => {
  const folder = keptFolder();
  let app: RunningApp;
  let open: OpenPage;
  let page: Page;
  let second: Page;
  let roadmap: RoadmapId;

  beforeAll(async () => {
    app = await startApp(join(folder, 'workspace'), 0, 'Ines Marten');
    const files = [{ path: 'ship.md', text: plan('Ship', titles) }];
    const report = valueOf(await app.engine.run('import-plan', { files }));
    roadmap = must(report.roadmaps[0], 'the imported plan').id;
    open = await openPage(app);
    ({ page } = open);
    second = await open.openTab();
  });

  afterAll(async () => {
    await open?.close();
    await app?.close();
  });

  const press = (...keys: readonly string[]): Promise<void> => open.press(...keys);
  const go = (hash: string, on?: Page): Promise<void> => open.go(hash, on);
  const row = (title: string, on: Page = page): Locator => on.locator('.issue-row[data-issue]').filter({ hasText: title });
  const underKeyboard = (title: string): Promise<void> => page.locator('.issue-row[data-current]').filter({ hasText: title }).waitFor();
  const openList = async (): Promise<void> => {
    const hash = `#/issues?roadmap=${roadmap}&group=none&order=key`;
    await go(hash);
    await go(hash, second);
    await row('Keel').waitFor();
    await row('Keel', second).waitFor();
    await press('Escape', 'Home');
    await underKeyboard('Keel');
  };
  const selectAll = async (): Promise<void> => {
    await press('Control+a');
    await page.getByRole('toolbar', { name: /6 selected/ }).waitFor();
  };
  const issue = async (title: string): Promise<IssueDetail> => {
    const found = valueOf(await app.engine.query('find-issue', { text: title })).rows[0];
    const detail = found && valueOf(await app.engine.query('issue-detail', { issueId: found.id })).summary;
    if (!detail) throw new Error(`no issue is called ${title}`);
    return detail;
  };
  const idOf = async (title: string): Promise<IssueId> => (await issue(title)).id;
  const toast = (words: string | RegExp): Locator => page.locator('.toast').filter({ hasText: words });

  describe('in the list', () => {
    beforeEach(openList);

    it('undoes and redoes by keyboard, in every tab, and says what', async () => {
      await press('p');
      await page.getByRole('listbox', { name: 'Priority', exact: true }).and(page.locator(':focus')).waitFor();
      await press('0');
      await row('Keel', second).filter({ hasText: 'P0' }).waitFor();
      await toast(/priority/i)
        .getByRole('button', { name: 'Undo' })
        .waitFor();
      await press('Control+z');
      await toast(/^Undone/).waitFor();
      await row('Keel', second).filter({ hasText: 'P1' }).waitFor();
      await press('Control+Shift+Z');
      await toast(/^Done again/).waitFor();
      await row('Keel', second).filter({ hasText: 'P0' }).waitFor();
      await page.getByRole('button', { name: 'Undo', exact: true }).and(page.locator('.top-bar *')).click();
      await row('Keel', second).filter({ hasText: 'P1' }).waitFor();
      await press('Control+y');
      await row('Keel').filter({ hasText: 'P0' }).waitFor();
      expect((await issue('Keel')).priority).toBe('P0');
    });

    it('leaves what is typed to the field while one types', async () => {
      const before = await issue('Keel');
      await press('F2');
      const field = page.getByRole('textbox', { name: 'Title', exact: true });
      await field.and(page.locator(':focus')).waitFor();
      await page.keyboard.type(' of oak');
      await press('Control+z');
      await expect.poll(() => field.inputValue()).not.toContain('of oak');
      await press('Escape');
      expect(await issue('Keel')).toMatchObject({ title: before.title, priority: before.priority });
    });

    it('deletes without a question, and brings everything back from the toast', async () => {
      await press('j');
      await underKeyboard('Mast');
      await press('Delete');
      await row('Mast', second).waitFor({ state: 'detached' });
      expect(await page.getByRole('dialog').count()).toBe(0);
      await toast('Deleted #2 Mast').getByRole('button', { name: 'Undo' }).click();
      await row('Mast', second).waitFor();
      const mast = await issue('Mast');
      expect(mast.waitsForIssues.map(({ title }) => title)).toEqual(['Keel']);
      expect(mast.unblocksIssues.map(({ title }) => title)).toEqual(['Rudder']);
      expect(mast.checklistTotal).toBe(1);
    });

    it('takes a bulk edit back in one step', async () => {
      await selectAll();
      await press('s');
      await page
        .getByRole('listbox', { name: /^Status/ })
        .and(page.locator(':focus'))
        .waitFor();
      await press('4');
      await toast(/6 issues/)
        .getByRole('button', { name: 'Undo' })
        .click();
      await toast(/^Undone/).waitFor();
      await press('Escape');
      const list = valueOf(await app.engine.query('issue-list', { filter: { status: ['done'] } }));
      expect(list.summary.total).toBe(0);
    });
  });

  it('labels, holds and links many issues in one step each', async () => {
    await openList();
    await selectAll();
    await press('l');
    await page.getByRole('combobox', { name: 'Labels of 6 issues: filter' }).fill('refit');
    await press('Enter');
    await expect.poll(async () => (await issue('Sails')).labels).toEqual(['refit']);
    await press('Escape', 'h');
    await page.getByRole('textbox', { name: 'Reason for the hold' }).fill('The yard is closed');
    await press('Enter');
    await expect.poll(async () => (await issue('Sails')).holdReason).toBe('The yard is closed');
    await page.getByRole('textbox', { name: 'Reason for the hold' }).waitFor({ state: 'detached' });
    await press('Control+z');
    await toast(/^Undone/).waitFor();
    await expect.poll(async () => (await issue('Keel')).holdReason).toBeNull();
    await press('Control+z');
    await expect.poll(async () => (await issue('Sails')).labels).toEqual([]);
    expect(await issue('Anchor')).toMatchObject({ labels: [], holdReason: null });
    await press('Escape');
  });

  it('restores from the trash what was deleted long ago, and empties it', async () => {
    valueOf(await app.engine.command('delete-issue', { issueIds: [await idOf('Anchor')] }));
    valueOf(await app.engine.command('delete-issue', { issueIds: [await idOf('Galley')] }));
    await go('#/issues');
    await press('g', 'x');
    const trash = page.getByRole('main', { name: 'Trash' });
    const line = (title: string): Locator => trash.getByRole('listitem').filter({ hasText: title });
    await line('Anchor').filter({ hasText: 'Ines Marten' }).waitFor();
    await line('Galley').waitFor();
    await trash.getByRole('textbox', { name: 'Words in what was deleted' }).fill('gall');
    await line('Anchor').waitFor({ state: 'detached' });
    await trash.getByRole('textbox', { name: 'Words in what was deleted' }).fill('');
    await trash.getByRole('checkbox', { name: /Anchor/ }).press('Space');
    await trash.getByRole('checkbox', { name: /Galley/ }).press('Space');
    await page
      .getByRole('toolbar', { name: /2 chosen/ })
      .getByRole('button', { name: 'Restore 2' })
      .press('Enter');
    await trash.getByText('The trash is empty').waitFor();
    expect((await issue('Anchor')).waitsForIssues.map(({ title }) => title)).toEqual(['Galley']);
    await toast('Restored 2').getByRole('button', { name: 'Undo' }).click();
    await line('Anchor')
      .getByRole('button', { name: /^Restore/ })
      .click();
    await line('Galley')
      .getByRole('button', { name: /^Restore/ })
      .click();
    await trash.getByText('The trash is empty').waitFor();
  });

  it('chooses in the trash by keyboard, everything at once, whatever its kind', async () => {
    valueOf(await app.engine.command('delete-issue', { issueIds: [await idOf('Galley')] }));
    const { personId } = valueOf(await app.engine.command('create-person', { name: 'Jonas Weber' }));
    valueOf(await app.engine.command('delete-person', { personId }));
    await go('#/trash');
    const trash = page.getByRole('main', { name: 'Trash' });
    const chosen = (count: number): Locator => page.getByRole('toolbar', { name: new RegExp(`${count} chosen`) });
    await trash.getByRole('listitem').nth(1).waitFor();
    await press('j', 'x');
    await chosen(1).waitFor();
    await press('Shift+ArrowDown');
    await chosen(2).waitFor();
    await press('Escape');
    await chosen(2).waitFor({ state: 'detached' });
    await trash.getByRole('checkbox', { name: 'Choose everything in the list' }).press('Space');
    await chosen(2).waitFor();
    await press('Control+a');
    await chosen(2).getByRole('button', { name: 'Restore 2' }).press('Enter');
    await trash.getByText('The trash is empty').waitFor();
    expect((await issue('Galley')).title).toBe('Galley');
    valueOf(await app.engine.command('delete-person', { personId }));
  });

  it('deletes a milestone and a person where they stand, and brings each back from the toast', async () => {
    const created = { roadmapId: roadmap, key: 'M1', title: 'Under sail' };
    const { milestoneId } = valueOf(await app.engine.command('create-milestone', created));
    valueOf(await app.engine.command('set-milestone', { issueIds: [await idOf('Keel')], milestoneId }));
    await go(`#/roadmap/${roadmap}`);
    const head = page.getByRole('heading', { name: 'M1 Under sail' });
    await head.waitFor();
    await page.getByRole('button', { name: 'More about the milestone M1' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Delete the milestone; its issues stay' }).press('Enter');
    await head.waitFor({ state: 'detached' });
    expect((await issue('Keel')).milestoneId).toBeNull();
    await toast('Deleted milestone').getByRole('button', { name: 'Undo' }).click();
    await head.waitFor();
    expect((await issue('Keel')).milestoneId).toBe(milestoneId);

    const { personId } = valueOf(await app.engine.command('create-person', { name: 'Priya Rao' }));
    valueOf(await app.engine.command('set-assignee', { issueIds: [await idOf('Keel')], assigneeId: personId }));
    await go('#/settings');
    const people = page.getByRole('table', { name: 'People' });
    await people.getByRole('button', { name: 'Delete Priya Rao' }).press('Enter');
    await people.getByRole('button', { name: 'Delete Priya Rao' }).waitFor({ state: 'detached' });
    await toast('Deleted person').getByRole('button', { name: 'Undo' }).click();
    await people.getByRole('button', { name: 'Delete Priya Rao' }).waitFor();
    expect((await issue('Keel')).assigneeId).toBe(personId);
  });

  it('leads from the address of a deleted issue to where it can be restored', async () => {
    const id = await idOf('Sails');
    valueOf(await app.engine.command('delete-issue', { issueIds: [id] }));
    await go(`#/issue/${id}`);
    await page.getByRole('button', { name: 'Look in the trash' }).click();
    await page.getByRole('button', { name: 'Restore #4 Sails' }).click();
    await toast('Restored issue #4 Sails').waitFor();
    await go(`#/issue/${id}`);
    await page.getByRole('main', { name: /Sails/ }).waitFor();
    expect((await issue('Sails')).id).toBe(id);
  });

  it('finds in the activity who did what, opens a bulk edit, and leads to the issue', async () => {
    await app.engine.command('set-assignee', { issueIds: [await idOf('Rudder')], assigneeId: null });
    valueOf(await app.engine.command('update-issue', { issueId: await idOf('Rudder'), patch: { category: 'Steering' } }));
    const issueIds = await Promise.all(titles.map(idOf));
    valueOf(await app.engine.command('set-sprint', { issueIds, sprint: 'Refit' }));
    await go('#/issues');
    await press('g', 'a');
    const activity = page.getByRole('main', { name: 'Activity' });
    const line = (words: string | RegExp): Locator => activity.getByRole('listitem').filter({ hasText: words });
    await line(/6 issues.*sprint.*Refit/)
      .getByRole('button', { name: /Show the 6 changes/ })
      .press('Enter');
    await line('Sails').filter({ hasText: 'Refit' }).waitFor();
    await activity.getByRole('textbox', { name: 'Words in the change' }).fill('Steering');
    await line(/6 issues/).waitFor({ state: 'detached' });
    await page.waitForURL(/text=Steering/);
    await line('Steering')
      .getByRole('link', { name: /Rudder/ })
      .press('Enter');
    await page.getByRole('main', { name: /Rudder/ }).waitFor();
    await page.getByRole('region', { name: 'History' }).getByText('Steering').waitFor();
    await page.getByRole('button', { name: 'History of category' }).press('Enter');
    await page.getByRole('dialog', { name: 'History of category' }).getByText('Steering').waitFor();
    await press('Escape');
    await activity.waitFor({ state: 'detached' });
    expect(valueOf(await app.engine.query('activity', { fields: ['category'] })).summary.total).toBe(1);
  });

  it('deletes a comment where it stands, and finds it in the trash', async () => {
    const issueId = await idOf('Sails');
    valueOf(await app.engine.command('add-comment', { issueId, text: 'The cloth is torn.' }));
    await go(`#/issue/${issueId}`);
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('The cloth is torn.').waitFor();
    await history.getByRole('button', { name: 'Delete the comment' }).press('Enter');
    await expect.poll(async () => (await issue('Sails')).comments).toEqual([]);
    await go('#/trash');
    await page.getByRole('main', { name: 'Trash' }).getByText('The cloth is torn.').waitFor();
    await press('Control+z');
    await expect.poll(async () => (await issue('Sails')).comments.map(({ text }) => text)).toEqual(['The cloth is torn.']);
  });

  it('takes an import back from its report', async () => {
    await go('#/issues');
    const carried = await page.evaluateHandle(
      (text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'boat.md', { type: 'text/markdown' }));
        return transfer;
      },
      plan('Boat', ['Oar', 'Bench']),
    );
    await page.locator('.drop-target').dispatchEvent('drop', { dataTransfer: carried });
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByRole('heading', { name: 'One plan, 2 issues' }).waitFor();
    await dialog.getByRole('button', { name: 'Undo the import' }).click();
    await dialog.waitFor({ state: 'detached' });
    await toast('Undone: Imported').waitFor();
    expect(valueOf(await app.engine.query('workspace', {})).rows.map(({ title }) => title)).toEqual(['Ship Issues']);
  });

  it('backs up, checks the store, and restores a backup after asking', async () => {
    await go('#/issues');
    await press('g', 's');
    const store = page.getByRole('region', { name: 'Backups and store' });
    await store.getByRole('button', { name: 'Back up now' }).press('Enter');
    await toast(/Backed up \d+ changes/).waitFor();
    await store.getByText('read back whole').first().waitFor();
    valueOf(await app.engine.command('delete-issue', { issueIds: [await idOf('Mast')] }));
    await store.getByRole('button', { name: 'Check the store' }).press('Enter');
    await toast('Everything is whole').waitFor();
    await store.getByRole('button', { name: 'Restore…' }).first().press('Enter');
    await store.getByRole('button', { name: 'Keep what is here' }).and(page.locator(':focus')).waitFor();
    await store.getByRole('button', { name: 'Restore the backup' }).press('Enter');
    await toast('The workspace is what it was').filter({ hasText: 'set aside' }).waitFor();
    expect((await issue('Mast')).waitsForIssues.map(({ title }) => title)).toEqual(['Keel']);
    await openList();
    await row('Mast', second).waitFor();
  });

  it('never met an error in the page', () => {
    expect(open.troubles).toEqual([]);
  });
});
