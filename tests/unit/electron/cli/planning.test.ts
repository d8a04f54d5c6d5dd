import { expect, test } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { sextant } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** A workspace with two issues and a sprint. */
async function workspace(): Promise<string> {
  const folder = temporaryFolder();
  const opened = await openEngine({ folder, dataFolder: temporaryFolder() });
  if (!opened.ok) throw new Error(opened.error.message);
  const engine = opened.value;
  const made = await engine.command('create-roadmap', { title: 'Harbour' });
  if (!made.ok) throw new Error(made.error.message);
  for (const title of ['Radar', 'Chart']) await engine.command('create-issue', { roadmapId: made.value.roadmapId, title });
  await engine.command('create-sprint', { name: 'Sprint 1', start: '2027-01-04', finish: '2027-01-15' });
  await engine.close();
  return folder;
}

test('what a schedule has to know is set and shown, and what cannot be meant changes nothing', async () => {
  const folder = await workspace();
  const call = async (...args: string[]): Promise<unknown> => {
    const { code, output, error } = await sextant([...args, '--json'], { workspace: folder });
    return code === 0 ? JSON.parse(output) : { code, error };
  };
  await call('people', 'add', 'Ana');
  await call('people', 'add', 'Ben');
  expect(
    await call(
      'people',
      'set',
      'ana',
      '--week',
      '8 8 8 8 0 0 0',
      '--days-off',
      '2027-02-01..2027-02-05',
      '--days-off',
      '2027-01-06',
      '--focus',
      '80',
      '--skill',
      'React,SQL',
    ),
  ).toMatchObject({ name: 'Ana', changed: ['week', 'daysOff', 'focus', 'skills'] });
  expect(await call('people', 'set', 'Ana', '--week', '8 8 8')).toMatchObject({ code: 2, error: expect.stringContaining('seven days') });
  expect(await call('people', 'set', 'Zoe', '--focus', '80')).toMatchObject({
    code: 1,
    error: expect.stringContaining('known are Ana, Ben'),
  });
  expect(await call('people')).toMatchObject([
    {
      name: 'Ana',
      week: [8, 8, 8, 8, 0, 0, 0],
      daysOff: [{ first: '2027-01-06', last: '2027-01-06' }, {}],
      focus: 0.8,
      skills: ['React', 'SQL'],
    },
    { name: 'Ben', week: null, focus: 1, units: 1 },
  ]);
  expect(
    await call(
      'set',
      'HA-1',
      '--not-before',
      '2027-01-11',
      '--deadline',
      '2027-Q1',
      '--need',
      'Ana|Ben',
      '--need',
      '2 x skill:React',
      '--spent',
      '3h',
      '--splits',
      'no',
    ),
  ).toMatchObject({ changed: ['notBefore', 'deadline', 'splits', 'needs', 'spentHours'] });
  expect(await call('set', 'HA-1', '--fixed-start', '2027-01-07 09:00')).toMatchObject({
    code: 1,
    error: expect.stringContaining('2027-01-11'),
  });
  expect(await call('set', 'HA-1', '--deadline', 'soon')).toMatchObject({ code: 2, error: expect.stringContaining('2026-Q1') });
  expect(await call('show', 'HA-1')).toMatchObject({
    notBefore: '2027-01-11',
    deadline: '2027-03-31',
    fixedStart: null,
    splits: false,
    needs: [
      { anyOf: [{}, {}].map(() => expect.any(String)), count: 1 },
      { skill: 'React', count: 2 },
    ],
    spentHours: 3,
  });
  const shown = (await sextant(['show', 'HA-1'], { workspace: folder })).output;
  expect(shown).toMatch(/Needs +Ana or Ben, 2 × anyone with React/u);
  await call('depend', 'HA-2', '--on', 'HA-1');
  await call('depend', 'HA-2', '--on', 'HA-1', '--kind', 'start-start', '--lag', '-2h');
  expect(await call('show', 'HA-2')).toMatchObject({ waitsFor: [{ key: 'HA-1', kind: 'start-start', lagMinutes: -120 }] });
  await call('blocker', 'HA-2', 'Licence', '--expected', '2027-01-20');
  expect(await call('show', 'HA-2')).toMatchObject({ externals: [{ name: 'Licence', expectedOn: '2027-01-20', resolved: false }] });
  await call('blocker', 'HA-2', 'Licence', '--resolved');
  expect(await call('show', 'HA-2')).toMatchObject({ externals: [{ name: 'Licence', resolved: true }] });
  expect(await call('holidays', 'add', '2027-03-26..2027-03-29')).toEqual([{ first: '2027-03-26', last: '2027-03-29' }]);
  expect(await call('holidays', 'remove', '2027-03-26')).toMatchObject({
    code: 1,
    error: expect.stringContaining('2027-03-26 to 2027-03-29'),
  });
  expect(await call('sprint', 'lock', 'sprint 1')).toMatchObject({ locked: true });
  expect(await call('sprint')).toMatchObject([{ name: 'Sprint 1', locked: true }]);
});
