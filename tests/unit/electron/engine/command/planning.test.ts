import { expect, test } from 'vitest';
import { createReader } from '#electron/engine/query/reader.ts';
import { workspace } from '#electron/engine/query/workspace.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';

function refusal(open: OpenStore, name: string, args: object): unknown {
  const result = open.command(name, args);
  return result.ok ? 'accepted' : { code: result.error.code, where: result.error.where, message: result.error.message };
}

const row = (open: OpenStore, sql: string, ...parameters: string[]): unknown => open.reader.prepare(sql).get(...parameters);

function plan(open: OpenStore, ...titles: string[]): string[] {
  const roadmapId = accepted(open.command('create-roadmap', { title: 'Sextant Engine' }))['roadmapId'] ?? '';
  return titles.map((title) => accepted(open.command('create-issue', { roadmapId, title }))['issueId'] ?? '');
}

const frame = ({ reader, folder }: OpenStore): QueryResult<'workspace'>['summary'] =>
  workspace.answer(createReader(reader, folder), {}).summary;

/** What history says of the last change of a field. */
const told = (open: OpenStore, field: string): unknown =>
  row(open, 'SELECT before, after FROM activity WHERE field = ? ORDER BY change_seq DESC, id DESC LIMIT 1', field);

const issueColumns =
  'SELECT not_before, deadline, fixed_start, fixed_duration, splits, needs, spent_hours, remaining_hours FROM issue WHERE id = ?';
const unset = {
  not_before: null,
  deadline: null,
  fixed_start: null,
  fixed_duration: 0,
  splits: 1,
  needs: null,
  spent_hours: null,
  remaining_hours: null,
};

test('what a schedule has to know of an issue is set, told in words, and taken back', () => {
  const open = openStore();
  const [issueId = ''] = plan(open, 'Build it');
  const ana = accepted(open.command('create-person', { name: 'Ana' }))['personId'] ?? '';
  expect(row(open, issueColumns, issueId)).toEqual(unset);
  const patch = {
    notBefore: '2026-03-02',
    deadline: '2026-03-20',
    fixedStart: '2026-03-04T13:30',
    fixedDuration: true,
    splits: false,
    needs: [
      { anyOf: [ana], skill: null, count: 1 },
      { anyOf: [], skill: 'React', count: 2 },
    ],
    spentHours: 3,
    remainingHours: 5.5,
  };
  accepted(open.command('update-issue', { issueId, patch }));
  expect(row(open, issueColumns, issueId)).toEqual({
    not_before: '2026-03-02',
    deadline: '2026-03-20',
    fixed_start: '2026-03-04T13:30',
    fixed_duration: 1,
    splits: 0,
    needs: JSON.stringify(patch.needs),
    spent_hours: 3,
    remaining_hours: 5.5,
  });
  expect(told(open, 'needs')).toEqual({ before: null, after: 'Ana, 2 × anyone with React' });
  expect(told(open, 'splits')).toEqual({ before: 'in pieces', after: 'in one piece' });
  expect(told(open, 'fixedDuration')).toEqual({ before: 'by effort', after: 'fixed' });
  expect(told(open, 'spentHours')).toEqual({ before: null, after: '3 h' });
  accepted(open.command('undo', {}));
  expect(row(open, issueColumns, issueId)).toEqual(unset);
});

test('days of an issue that cannot all be kept are refused with both of them', () => {
  const open = openStore();
  const [issueId = ''] = plan(open, 'Build it');
  accepted(open.command('update-issue', { issueId, patch: { notBefore: '2026-03-09' } }));
  expect(refusal(open, 'update-issue', { issueId, patch: { deadline: '2026-03-03' } })).toEqual({
    code: 'invalid-argument',
    where: 'patch.deadline',
    message: 'SE-1 would have to be finished by 2026-03-03, before it may start on 2026-03-09. Change one of the two days, or clear it.',
  });
  expect(refusal(open, 'update-issue', { issueId, patch: { fixedStart: '2026-03-06T09:00' } })).toMatchObject({
    where: 'patch.fixedStart',
  });
  expect(
    refusal(open, 'update-issues', { issueIds: [issueId], patch: { fixedStart: '2026-03-10T09:00', deadline: '2026-03-09' } }),
  ).toMatchObject({
    where: 'patch.fixedStart',
  });
  expect(refusal(open, 'update-issue', { issueId, patch: { deadline: '2026-03-03', notBefore: null } })).toBe('accepted');
});

test('needs name people who are there, and people or a skill', () => {
  const open = openStore();
  const [issueId = ''] = plan(open, 'Build it');
  const need = (one: object): unknown =>
    refusal(open, 'update-issue', { issueId, patch: { needs: [{ anyOf: [], skill: null, count: 1, ...one }] } });
  expect(need({ anyOf: ['nobody'] })).toMatchObject({ code: 'not-found', where: 'patch.needs.0.anyOf.0' });
  expect(need({ anyOf: ['nobody'], skill: 'React' })).toMatchObject({ code: 'invalid-argument', where: 'patch.needs.0.skill' });
  expect(need({ count: 0 })).toMatchObject({ code: 'invalid-argument', where: 'patch.needs.0.count' });
});

test('a dependency that ties other ends together keeps from starting accordingly', () => {
  const open = openStore();
  const [one = '', two = ''] = plan(open, 'One', 'Two');
  accepted(open.command('add-dependency', { issueId: two, dependsOnId: one, kind: 'start-start', lagMinutes: 120 }));
  const state = (): unknown => row(open, 'SELECT blocked, waits_for FROM issue WHERE id = ?', two);
  expect(told(open, 'dependency')).toEqual({ before: null, after: 'SE-1, start to start, 2 h later' });
  expect(state()).toEqual({ blocked: 1, waits_for: 1 });
  accepted(open.command('set-status', { issueIds: [one], category: 'in-progress' }));
  expect(state()).toEqual({ blocked: 0, waits_for: 0 });
  accepted(open.command('update-dependency', { issueId: two, dependsOnId: one, kind: 'finish-start', lagMinutes: -30 }));
  expect(told(open, 'dependency')).toEqual({ before: 'SE-1, start to start, 2 h later', after: 'SE-1, 30 min earlier' });
  expect(state()).toEqual({ blocked: 1, waits_for: 1 });
  accepted(open.command('update-dependency', { issueId: two, dependsOnId: one, kind: 'finish-finish' }));
  expect(state()).toEqual({ blocked: 0, waits_for: 0 });
  accepted(open.command('undo', {}));
  expect(state()).toEqual({ blocked: 1, waits_for: 1 });
  expect(refusal(open, 'update-dependency', { issueId: one, dependsOnId: two, lagMinutes: 1 })).toMatchObject({ code: 'not-found' });
});

test('calendars of people and of the workspace are set whole, in order, and told in words', () => {
  const open = openStore();
  const personId = accepted(open.command('create-person', { name: 'Ana', hoursPerWeek: 32 }))['personId'] ?? '';
  const daysOff = [
    { first: '2026-12-24', last: '2027-01-01' },
    { first: '2026-05-01', last: '2026-05-01' },
  ];
  accepted(
    open.command('update-person', {
      personId,
      week: [8, 8, 8, 8, 0, 0, 0],
      daysOff,
      focus: 0.8,
      share: 0.5,
      skills: ['React', 'React', 'SQL'],
      wipLimit: 2,
    }),
  );
  expect(frame(open).people).toEqual([
    {
      id: personId,
      name: 'Ana',
      hoursPerWeek: 32,
      week: [8, 8, 8, 8, 0, 0, 0],
      daysOff: daysOff.toReversed(),
      focus: 0.8,
      share: 0.5,
      skills: ['React', 'SQL'],
      units: 1,
      wipLimit: 2,
    },
  ]);
  expect(told(open, 'daysOff')).toEqual({ before: null, after: '2026-05-01, 2026-12-24 to 2027-01-01' });
  expect(told(open, 'focus')).toEqual({ before: '100 %', after: '80 %' });
  expect(refusal(open, 'update-person', { personId, week: [0, 0, 0, 0, 0, 0, 0] })).toMatchObject({
    where: 'week',
  });
  expect(refusal(open, 'update-person', { personId, daysOff: [{ first: '2026-05-02', last: '2026-05-01' }] })).toMatchObject({
    where: 'daysOff.0.last',
  });
  accepted(open.command('set-holidays', { holidays: daysOff }));
  expect(frame(open).holidays).toEqual(daysOff.toReversed());
  accepted(open.command('undo', {}));
  expect(frame(open).holidays).toEqual([]);
});

test('a sprint can be locked, and a day be expected of a blocker', () => {
  const open = openStore();
  const sprintId = accepted(open.command('create-sprint', { name: 'S1', start: '2026-01-05', finish: '2026-01-16' }))['sprintId'] ?? '';
  accepted(open.command('update-sprint', { sprintId, locked: true }));
  expect(frame(open).sprints).toMatchObject([{ locked: true }]);
  expect(told(open, 'locked')).toEqual({ before: 'off', after: 'on' });
  const [issueId = ''] = plan(open, 'Build it');
  const add = (kind: string, name: string): string =>
    accepted(open.command('add-external', { issueId, kind, name, expectedOn: kind === 'blocker' ? '2026-02-02' : null }))['externalId'] ??
    '';
  const [blocker, target] = [add('blocker', 'Licence'), add('target', 'Fair')];
  accepted(open.command('update-external', { externalId: blocker, expectedOn: '2026-02-09' }));
  expect(told(open, 'external blocker')).toEqual({ before: 'Licence, expected on 2026-02-02', after: 'Licence, expected on 2026-02-09' });
  accepted(open.command('undo', {}));
  expect(row(open, 'SELECT expected_on FROM external WHERE id = ?', blocker)).toEqual({ expected_on: '2026-02-02' });
  expect(refusal(open, 'update-external', { externalId: target, expectedOn: '2026-02-09' })).toMatchObject({ code: 'invalid-argument' });
});
