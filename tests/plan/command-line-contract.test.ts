// What other programs rely on: the fields of `--json`, which stream says what, and exit codes. Real processes on plans of
// our own in which the same keys occur twice, as they do between roadmaps.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { must } from '#shared/base/must.ts';
import { effortOutput, importOutput, type ListRow, listOutput, planOutput } from '#tests/support/command-contract.ts';
import { readDot, readMermaid } from '#tests/support/graph-text.ts';
import { runSextant, sextantIn } from '#tests/support/sextant-process.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';
import { timetableFaults } from '#tests/support/timetable-check.ts';

const garden = `# Garden backlog

## 001 | Dig
labels: soil, spring
milestone: M1: Beds
flag: DIGGING
priority: P0
component: Beds
assignee: Ada
estimate: 12h
---
- [x] Fetch the spade
- [ ] Dig

## 002 | Plant
milestone: M1: Beds
priority: P1
component: Beds
estimate: 7h
depends: 001
---
Beans.

## 003 | Survey
status: closed
priority: P1
estimate: 3h
---
Done.

## 004 | Fence
priority: P2
depends: 002, 003
---
No idea how long.
`;

const kitchen = `# Kitchen backlog

## 001 | Stove
priority: P2
estimate: 5h
---
Gas.

## 005 | Sink
estimate: 8h
depends: 001
---
Water.
`;

describe('the contract of the command line', () => {
  const folder = keptFolder();
  const sextant = sextantIn(folder);
  const json = async (...args: string[]): Promise<unknown> => {
    const { code, output } = await sextant(...args, '--json');
    expect(code).toBe(0);
    return JSON.parse(output);
  };
  let rows: ListRow[] = [];
  let imported: z.infer<typeof importOutput>['roadmaps'] = [];
  const find = (roadmap: string, key: string): ListRow =>
    must(
      rows.find((row) => row.roadmap === roadmap && row.key === key),
      key,
    );

  beforeAll(async () => {
    writeFileSync(join(folder, 'garden.md'), garden);
    writeFileSync(join(folder, 'kitchen.md'), kitchen);
    imported = importOutput.parse(await json('import', join(folder, 'garden.md'), 'kitchen.md')).roadmaps;
    rows = listOutput.parse(await json('list'));
  });

  test('import and list have the promised fields with what the files say', () => {
    expect(
      imported.map(({ title, issues, milestones, dependencies, checklistItems }) => [
        title,
        issues,
        milestones,
        dependencies,
        checklistItems,
      ]),
    ).toEqual([
      ['Garden backlog', 4, 1, 3, 2],
      ['Kitchen backlog', 2, 0, 1, 0],
    ]);
    expect(imported.every(({ lines }) => lines.lost === 0 && lines.understood + lines.kept === lines.total)).toBe(true);
    expect(rows).toHaveLength(6);
    const dig = find('Garden backlog', '001');
    expect({ ...dig, labels: dig.labels.toSorted() }).toMatchObject({
      title: 'Dig',
      kind: 'issue',
      statusCategory: 'planned',
      blocked: false,
      ready: true,
      priority: 'P0',
      estimateHours: 12,
      component: 'Beds',
      milestone: 'M1',
      flag: 'DIGGING',
      labels: ['soil', 'spring'],
      assignee: 'Ada',
      dependsOn: [],
      blocks: [find('Garden backlog', '002').id],
      checklist: { done: 1, total: 2 },
    });
    expect(find('Garden backlog', '004')).toMatchObject({ blocked: true, ready: false, estimateHours: null });
    expect(find('Garden backlog', '004').dependsOn.toSorted()).toEqual(
      ['002', '003'].map((key) => find('Garden backlog', key).id).toSorted(),
    );
    expect(find('Garden backlog', '003')).toMatchObject({
      statusCategory: 'done',
      blocked: false,
      ready: false,
      blocks: [find('Garden backlog', '004').id],
    });
    expect(find('Kitchen backlog', '005').dependsOn).toEqual([find('Kitchen backlog', '001').id]);
  });

  test('ready is what list says is ready', async () => {
    const ready = listOutput.parse(await json('ready'));
    const expected = rows.filter(
      ({ statusCategory, dependsOn }) =>
        ['backlog', 'planned'].includes(statusCategory) &&
        dependsOn.every((before) => rows.find(({ id }) => id === before)?.statusCategory === 'done'),
    );
    expect(ready.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    expect(ready.map(({ priority }) => priority)).toEqual(['P0', 'P2']);
  });

  test.each(['priority', 'component', 'category', 'milestone', 'sprint', 'assignee', 'status'] as const)(
    'effort by %s adds up',
    async (by) => {
      const effort = effortOutput.parse(await json('effort', '--by', by));
      expect(effort.unit).toBe('hours');
      expect(effort.total).toBe(35);
      expect(effort.groups.reduce((sum, { hours }) => sum + hours, 0)).toBe(35);
      expect(effort.groups.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
      expect(effort.groups.reduce((sum, { issues }) => sum + issues, 0)).toBe(6);
      for (const { hours, share } of effort.groups) expect(share).toBeCloseTo(hours / 35);
      expect(new Set(effort.groups.map(({ name }) => name)).size).toBe(effort.groups.length);
      if (by !== 'priority' && by !== 'component' && by !== 'assignee') return;
      for (const group of effort.groups) {
        const own = rows.filter((row) => row[by] === group.name);
        expect([group.name, group.issues, group.hours]).toEqual([
          group.name,
          own.length,
          own.reduce((sum, row) => sum + (row.estimateHours ?? 0), 0),
        ]);
      }
    },
  );

  test('plan places the open issues one after the other, within the hours of each week', async () => {
    const own = rows.filter(({ roadmap }) => roadmap === 'Garden backlog');
    for (const [hours, weeks] of [
      [6, 4],
      [19, 1],
      [40, 1],
    ] as const) {
      const plan = planOutput.parse(await json('plan', '--hours-per-week', `${hours}`, '--from', '2027-01-04', '--roadmap', 'garden'));
      expect(timetableFaults(plan, own, hours)).toEqual([]);
      expect(plan).toMatchObject({ start: '2027-01-04', totalHours: 19, weeks, unestimated: ['004'] });
      expect(plan.criticalPath.filter((key) => key !== '004')).toEqual(['001', '002']);
    }
  });

  test('--roadmap narrows by id, title or a part of it; a part of several is refused with them', async () => {
    const id = must(imported[1], 'kitchen').id;
    for (const named of [id, 'Kitchen backlog', 'kitch']) {
      expect(
        listOutput
          .parse(await json('list', '--roadmap', named))
          .map(({ key }) => key)
          .toSorted(),
      ).toEqual(['001', '005']);
    }
    expect(effortOutput.parse(await json('effort', '--roadmap', id)).total).toBe(13);
    const graph = readDot((await sextant('graph', '--format', 'dot', '--roadmap', id)).output);
    expect([graph.labels.size, graph.edges.length]).toEqual([2, 1]);
    const { code, output, error } = await sextant('list', '--roadmap', 'backlog');
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(error).toContain('Garden backlog');
    expect(error).toContain('Kitchen backlog');
  });

  test('show of a key that occurs twice lists the candidates, and --roadmap decides', async () => {
    const { code, output, error } = await sextant('show', '001');
    expect({ code, output }).toEqual({ code: 1, output: '' });
    for (const part of ['Garden backlog', 'Dig', 'Kitchen backlog', 'Stove']) expect(error).toContain(part);
    const stove = z.object({ title: z.string(), id: z.string() }).parse(await json('show', '001', '--roadmap', 'kitchen'));
    expect(stove).toEqual({ title: 'Stove', id: find('Kitchen backlog', '001').id });
    expect(await json('show', '002')).toMatchObject({ title: 'Plant' });
  });

  const misuses: readonly (readonly string[])[] = [
    [],
    ['lsit'],
    ['list', '--nonsense'],
    ['list', '--roadmap'],
    ['list', 'more'],
    ['show'],
    ['import'],
    ['import', '--by', 'priority', 'garden.md'],
    ['effort', '--by', 'colour'],
    ['plan', '--hours-per-week', 'many'],
    ['plan', '--hours-per-week', '0'],
    ['plan', '--from', '2027-02-30'],
    ['graph', '--format', 'svg'],
    ['serve', '--port', '99999'],
  ];
  test.each(misuses.map((args) => [args.join(' '), args] as const))('"sextant %s" is a wrong call', async (_name, args) => {
    for (const asJson of args.length % 2 === 0 ? [['--json']] : [[]]) {
      const { code, output, error } = await sextant(...args, ...asJson);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(error.trim()).not.toBe('');
    }
  });

  test('what is not there is refused; where no workspace is named, the default is stated', async () => {
    expect(await sextant('show', '404', '--json')).toMatchObject({ code: 1, output: '' });
    expect(await sextant('set', '404', '--estimate', '3h')).toMatchObject({ code: 1, output: '' });
    const stated = await runSextant(['list'], folder);
    expect(stated.code).toBe(0);
    expect(stated.error).toContain(join(folder, 'data'));
    expect(JSON.parse((await runSextant(['list', '--json'], folder)).output)).toEqual([]);
  });

  test('a dependency that closes a cycle is refused with its path', async () => {
    const { code, error } = await sextant('depend', '001', '--on', '004', '--roadmap', 'garden');
    expect(code).toBe(1);
    for (const key of ['001', '002', '004']) expect(error).toContain(key);
    expect(listOutput.parse(await json('list'))).toEqual(rows);
  });

  test('without a terminal nothing is coloured, and graphs are graphs', async () => {
    const printed = await Promise.all([sextant('list'), sextant('plan'), sextant('show', '002'), sextant('effort')]);
    for (const { output, error } of printed) expect(output + error).not.toContain('\u001b');
    const graph = readMermaid((await sextant('graph', '--format', 'mermaid')).output);
    expect([graph.labels.size, graph.edges.length]).toEqual([6, 4]);
  });
});
