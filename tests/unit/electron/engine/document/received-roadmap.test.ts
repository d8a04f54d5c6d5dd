// A large roadmap that comes as a whole: on disk at once, its rows in pieces.
import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spaceId } from '#electron/engine/document/place.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { missingChanges } from '#tests/support/second-device.ts';
import { admit, carryAll, foundTeam } from '#tests/support/team.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const plan = generatePlan({ seed: 3, issues: 900, bodyLength: 30, checklistItems: 2 });

const count = (open: OpenStore, table: string): number => Number(open.reader.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const cell = (open: OpenStore, sql: string): string => String(open.reader.prepare(sql).pluck().get());

/** Documents by what they hold: Ana's, who has imported a large plan, and Ben, who knows the space and nothing else. */
interface Given {
  readonly ana: OpenStore;
  readonly ben: OpenStore;
  readonly large: string;
  readonly small: string;
  of(documentId: string): JournalChange[];
  readonly texts: readonly string[];
}

/** @param edit - what Ana does before Ben comes. */
function given(edit: (ana: OpenStore, large: string) => void = () => {}): Given {
  const ana = openStore();
  const small = must(accepted(ana.command('create-roadmap', { title: 'Small' }))['roadmapId'], 'a roadmap');
  const { issueId } = accepted(ana.command('create-issue', { roadmapId: small, title: 'One' }));
  accepted(ana.importFiles([{ path: '/plans/large.md', text: plan.text }]));
  const large = cell(ana, `SELECT id FROM roadmap WHERE title <> 'Small'`);
  const [first, last] = ['min', 'max'].map((which) => cell(ana, `SELECT ${which}(id) FROM issue WHERE roadmap_id = '${large}'`));
  // The space refers to issues of the large roadmap, which comes later.
  accepted(ana.command('add-dependency', { issueId: must(first, 'an issue'), dependsOnId: issueId, strength: 'hard' }));
  accepted(ana.command('add-dependency', { issueId, dependsOnId: must(last, 'an issue'), strength: 'hard' }));
  foundTeam(ana);
  edit(ana, large);
  const ben = openStore(undefined, undefined, 'Ben');
  admit(ana, ben, 'editor');
  const all = missingChanges(ana, null);
  const of = (id: string): JournalChange[] => all.filter(({ documentId }) => documentId === id);
  const joined = ben.store.team.join(ana.store.team.entries(), of(spaceId));
  expect(joined.ok).toBe(true);
  const texts = [...new Set(all.map(({ documentId }) => documentId))].filter((id) => id.startsWith(`${large}.`));
  expect(texts.length).toBeGreaterThan(10);
  return { ana, ben, large, small, of, texts };
}

/** Makes rows until there are some issues; how long a piece lasts is not told by how much is in it. */
function firstRows(open: OpenStore): void {
  const before = count(open, 'issue');
  while (count(open, 'issue') === before) open.store.lateRows.piece();
}

/** What both must show alike: seqs are each device's own. */
function plainRows(open: OpenStore): Record<string, readonly unknown[]> {
  const { activity: _, ...rows } = open.rows();
  return rows;
}

/** The rows of Ben, now and made anew, which must be those of Ana. */
function both({ ana, ben }: Given): { of: object; expected: object } {
  expect(ben.store.lateRows.any).toBe(false);
  const rows = ben.rows();
  const shown = plainRows(ben);
  ben.store.rebuild();
  return { of: { shown, rows }, expected: { shown: plainRows(ana), rows: ben.rows() } };
}

test('it is on disk and in the list at once; its issues follow, bodies with them or after', () => {
  const all = given();
  const { ben, large, small, of, texts } = all;
  expect(ben.store.receive(of(large)).refused).toEqual([]);
  expect(count(ben, `change WHERE document_id = '${large}'`)).toBe(of(large).length);
  expect([count(ben, 'roadmap'), count(ben, 'issue'), count(ben, 'document WHERE projected = 0')]).toEqual([1, 0, 1]);
  firstRows(ben);
  const some = count(ben, 'issue');
  expect(some).toBeLessThan(900);
  for (const id of texts) ben.store.receive(of(id));
  // None of it had all rows made at once.
  expect(count(ben, 'issue')).toBe(some);
  ben.store.receive(of(small));
  while (ben.store.lateRows.any) ben.store.lateRows.piece();
  const { of: shown, expected } = both(all);
  expect(shown).toEqual(expected);
});

test('commands are carried out in between; one that needs what is not there yet gets it first', () => {
  const { ben, large, small, of, texts } = given();
  ben.store.receive(of(small));
  ben.store.receive(of(large));
  firstRows(ben);
  accepted(ben.command('create-issue', { roadmapId: small, title: 'Meanwhile' }));
  expect(count(ben, 'issue')).toBeLessThan(900);
  expect(ben.store.lateRows.any).toBe(true);
  const { key } = accepted(ben.command('create-issue', { roadmapId: large, title: 'Behind all others' }));
  expect(key).toBe('#901');
  for (const id of texts) ben.store.receive(of(id));
  const rows = ben.rows();
  ben.store.rebuild();
  expect(ben.rows()).toEqual(rows);
});

test('after a stop in the middle the next start makes the rest', () => {
  const all = given();
  const { ana, ben, large, small, of, texts } = all;
  ben.store.receive(of(small));
  ben.store.receive(of(large));
  firstRows(ben);
  for (const id of texts.slice(3)) ben.store.receive(of(id));
  const stopped = temporaryFolder();
  cpSync(ben.folder, stopped, { recursive: true });
  const again = openStore(stopped, undefined, 'Ben');
  expect(count(again, 'document WHERE projected = 0')).toBe(0);
  for (const id of texts.slice(0, 3)) again.store.receive(of(id));
  expect(plainRows(again)).toEqual(plainRows(ana));
});

test('one that was edited since, by several and beside each other, comes as saved bytes', () => {
  const all = given((ana, large) => {
    const ids = ana.reader.prepare<[], string>(`SELECT id FROM issue WHERE roadmap_id = '${large}' ORDER BY id`).pluck().all();
    const [one, two, three, four] = [ids[10], ids[20], ids[30], ids[40]].map((id) => must(id, 'an issue'));
    const { milestoneId } = accepted(ana.command('create-milestone', { roadmapId: large, key: 'M9', title: 'To be deleted' }));
    accepted(ana.command('set-milestone', { issueIds: [one, three], milestoneId }));
    const cleo = openStore(undefined, undefined, 'Cleo');
    admit(ana, cleo, 'editor');
    expect(cleo.store.team.join(ana.store.team.entries(), missingChanges(ana, null)).ok).toBe(true);
    for (const [open, title] of [
      [ana, 'By Ana'],
      [cleo, 'By Cleo'],
    ] as const) {
      // The same field, and the same key.
      accepted(open.command('update-issue', { issueId: one, patch: { title } }));
      accepted(open.command('create-issue', { roadmapId: large, title }));
    }
    accepted(cleo.command('add-comment', { issueId: four, text: 'Beside its deletion' }));
    accepted(ana.command('delete-issue', { issueIds: [two, four] }));
    accepted(ana.command('delete-milestone', { milestoneId }));
    accepted(ana.command('add-comment', { issueId: three, text: 'A comment' }));
    carryAll(cleo, ana);
    expect([count(ana, 'key_alias'), count(ana, 'conflict') > 0]).toEqual([1, true]);
  });
  const { ana, ben, large, small, of, texts } = all;
  ben.store.receive(of(large), new Map([[large, must(ana.store.saved(large), 'a document')]]));
  expect(ben.store.lateRows.any).toBe(true);
  firstRows(ben);
  for (const id of [...texts, small]) ben.store.receive(of(id));
  while (ben.store.lateRows.any) ben.store.lateRows.piece();
  const { of: shown, expected } = both(all);
  expect(shown).toEqual(expected);
});

test('what builds on it and comes meanwhile is taken in when all rows are there', () => {
  const all = given();
  const { ana, ben, large, small, of, texts } = all;
  ben.store.receive(of(large));
  firstRows(ben);
  const issueId = cell(ana, `SELECT min(id) FROM issue WHERE roadmap_id = '${large}'`);
  accepted(ana.command('update-issue', { issueId, patch: { title: 'Later', body: 'Later' } }));
  for (const id of [...texts, small]) ben.store.receive(of(id));
  ben.store.receive(missingChanges(ana, ben));
  const { of: shown, expected } = both(all);
  expect(shown).toEqual(expected);
});
