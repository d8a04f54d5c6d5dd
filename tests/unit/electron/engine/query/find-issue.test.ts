import { describe, expect, test } from 'vitest';
import { openProjection } from '#tests/support/projection-database.ts';
import { ask } from './ask.ts';

/** Three plans with the keys of three dialects. */
function plans(): ReturnType<typeof openProjection> {
  const database = openProjection();
  const keys: Readonly<Record<string, readonly string[]>> = {
    reports: ['#1', '#2', '#3', '#30'],
    sources: ['001', '002', '003'],
    phases: ['Phase 3', 'Phase 21', 'Phase 2.1'],
    mixed: ['SX-12', '3', 'Phase 3'],
  };
  for (const [roadmap, own] of Object.entries(keys)) {
    database.insert('roadmap', { id: roadmap, title: roadmap, rank: roadmap });
    for (const [index, key] of own.entries()) {
      database.insert('issue', { id: `${roadmap}-${index}`, roadmap_id: roadmap, key, title: `Work on ${key} of 3`, rank: `a${index}` });
    }
  }
  database.index();
  return database;
}

describe('finding an issue', () => {
  const { reader } = plans();
  const exact = (text: string, roadmapIds: string[] = []): string[] => {
    const { summary, rows } = ask(reader, 'find-issue', { text, roadmapIds: roadmapIds });
    return rows.slice(0, summary.exact).map(({ roadmap, key }) => `${roadmap} ${key}`);
  };

  test('by its key in any usual spelling', () => {
    for (const text of ['#3', '3', 'issue 3', 'Issue #3', '003', ' #3 ']) expect(exact(text, ['reports'])).toEqual(['reports #3']);
    for (const text of ['001', '1', '#1', 'issue 1', '0001']) expect(exact(text, ['sources'])).toEqual(['sources 001']);
    for (const text of ['Phase 21', 'phase-21', 'PHASE 21', '21', '#21', 'phase 021'])
      expect(exact(text, ['phases'])).toEqual(['phases Phase 21']);
    for (const text of ['SX-12', 'sx-12', 'sx 12', 'SX12']) expect(exact(text)).toEqual(['mixed SX-12']);
    expect(exact('phase 2.1', ['phases'])).toEqual(['phases Phase 2.1']);
  });

  test('gives every roadmap that has the key, and only as it is written where one is written so', () => {
    expect(exact('2')).toEqual(['reports #2', 'sources 002']);
    expect(exact('Phase 3')).toEqual(['mixed Phase 3', 'phases Phase 3']);
    expect(exact('3', ['mixed'])).toEqual(['mixed 3']);
  });

  test('does not take a number inside another one for the key', () => {
    expect(exact('0')).toEqual([]);
    expect(exact('12')).toEqual([]);
    expect(exact('')).toEqual([]);
    expect(exact('#')).toEqual([]);
  });

  test('puts words of the title behind the keys', () => {
    const { summary, rows } = ask(reader, 'find-issue', { text: '#30' });
    expect([summary.exact, rows[0]?.key]).toEqual([1, '#30']);
    const words = ask(reader, 'find-issue', { text: 'work phase', limit: 2 });
    expect([words.summary.exact, words.rows.length]).toEqual([0, 2]);
  });

  test('puts words of the title before the same words elsewhere', () => {
    const database = openProjection();
    database.insert('roadmap', { id: 'r', title: 'R', rank: 'a' });
    database.insert('issue', { id: 'first', roadmap_id: 'r', key: '#1', title: 'Login', component: 'Sprint', rank: 'a' });
    database.insert('issue', { id: 'second', roadmap_id: 'r', key: '#2', title: 'Plan the sprint', rank: 'b' });
    database.index();
    expect(ask(database.reader, 'find-issue', { text: ' SPrint ' }).rows.map(({ key }) => key)).toEqual(['#2', '#1']);
    database.close();
  });
});
