// The sample plans through the real command line, a process each call: every figure is counted here from the plan files
// themselves, by expressions that share nothing with the readers of Sextant.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { must } from '#shared/base/must.ts';
import { effortOutput, importOutput, type ListRow, listOutput, planOutput } from '#tests/support/command-contract.ts';
import { readDot, readMermaid } from '#tests/support/graph-text.ts';
import { type Sextant, sextantIn } from '#tests/support/sextant-process.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';
import { timetableFaults } from '#tests/support/timetable-check.ts';

const plans = fileURLToPath(new URL('../../../shared/plans', import.meta.url));
const names = ['000_54cf6b88073082b2.txt', '001_758baabfedbb53d3.txt', '002_13874a1cdb6309be.txt'] as const;
const [source, phases, report] = names;
type Name = (typeof names)[number];

const externals = z.object({ externals: z.array(z.object({ kind: z.string(), name: z.string() })), blocked: z.boolean() });

const item = z.object({ done: z.boolean().nullable() });
const planAbove = z.object({
  id: z.string(),
  goal: z.string(),
  milestones: z.array(
    z.object({ key: z.string(), goal: z.string(), implied: z.boolean(), issues: z.array(z.string()), checklist: z.array(item) }),
  ),
  mustHaves: z.array(item),
  metrics: z.array(item),
  actions: z.array(item),
  risks: z.array(z.object({ issues: z.array(z.string()) })),
});

if (existsSync(plans)) {
  describe('the sample plans on the command line', () => {
    const folder = keptFolder();
    const sextant = sextantIn(folder);
    const said: string[] = [];
    let imported: z.infer<typeof importOutput>['roadmaps'] = [];
    let rows: readonly ListRow[] = [];

    const ask: Sextant = async (...args) => {
      const result = await sextant(...args);
      expect(result.code, `${args.join(' ')}: ${result.error}`).toBe(0);
      said.push(result.output, result.error);
      return result;
    };
    const text = (name: Name): string => readFileSync(join(plans, name), 'utf8');
    const roadmap = (name: Name): (typeof imported)[number] => must(imported[names.indexOf(name)], name);
    const rowsOf = (name: Name): ListRow[] => rows.filter((row) => row.roadmap === roadmap(name).title);
    const row = (name: Name, key: string): ListRow =>
      must(
        rowsOf(name).find((one) => one.key === key),
        key,
      );
    /** Dependencies as `waiting→awaited`, by key. */
    const pairs = (name: Name): string[] => {
      const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
      return rowsOf(name).flatMap(({ key, dependsOn }) => dependsOn.map((before) => `${key}→${keyOf.get(before)}`));
    };
    const hoursBy = async (name: Name, by: string): Promise<Record<string, number>> => {
      const { groups } = effortOutput.parse(JSON.parse((await ask('effort', '--by', by, '--roadmap', roadmap(name).id, '--json')).output));
      return Object.fromEntries(groups.map(({ name: group, hours }) => [group ?? 'none', hours]));
    };

    beforeAll(async () => {
      const result = await ask('import', ...names.map((name) => join(plans, name)), '--json');
      imported = importOutput.parse(JSON.parse(result.output)).roadmaps;
      rows = listOutput.parse(JSON.parse((await ask('list', '--json')).output));
    });

    test('each line of each file is accounted for, none is lost', () => {
      expect(imported).toHaveLength(names.length);
      for (const name of names) {
        const { lines } = roadmap(name);
        expect(lines.lost).toBe(0);
        expect(lines.understood + lines.kept).toBe(lines.total);
        expect(lines.total - text(name).replace(/\n$/, '').split('\n').length).toBe(0);
      }
      expect(new Set(imported.map(({ dialect }) => dialect)).size).toBe(3);
    });

    test('the report: issues, hours, components, severities and checklists as the file has them', async () => {
      const file = text(report);
      const headings = matches(file, /^### Issue (#\d+): (.*)$/gm);
      const hours = matches(file, /^\*\*Estimated Effort:\*\* (\d+) hours$/gm).map(([value]) => Number(value));
      expect(headings).toHaveLength(6);
      expect(rowsOf(report).map(({ key, title }) => [key, title])).toEqual(expect.arrayContaining(headings));
      expect(rowsOf(report).map(({ kind }) => kind)).toEqual(headings.map(() => 'issue'));
      expect(roadmap(report).issues).toBe(6);
      headings.forEach(([key = ''], index) => expect(row(report, key).estimateHours).toBe(hours[index]));
      expect(total(hours)).toBe(116);
      expect(await hoursBy(report, 'priority')).toEqual({ P0: 96, P1: 12, P2: 8 });
      const components = matches(file, /^\*\*Component:\*\* (.*)$/gm).map(([value]) => value);
      expect(headings.map(([key = '']) => row(report, key).component)).toEqual(components);
      const byComponent = await hoursBy(report, 'component');
      expect(Object.keys(byComponent).toSorted()).toEqual(components.toSorted());
      expect(total(Object.values(byComponent))).toBe(116);

      const boxes = matches(file, /^(?:- |\d+\. )\[( |x)\] /gm);
      expect(boxes).toHaveLength(62);
      expect(roadmap(report).checklistItems).toBe(62);
      const criteria = file
        .split(/^### Issue #/m)
        .slice(1)
        .map((part) => matches(part.split(/^## /m)[0] ?? '', /^- \[ \] /gm).length);
      expect(total(criteria)).toBe(37);
      headings.forEach(([key = ''], index) => expect(row(report, key).checklist).toEqual({ done: 0, total: criteria[index] }));
    });

    test('the report: who waits for whom, inside and outside, and the contradiction of #5', async () => {
      const firm = ['#3→#1', '#3→#2', '#4→#1', '#4→#2', '#6→#1', '#6→#2'];
      expect(pairs(report).toSorted()).toEqual([...firm, '#5→#1', '#5→#2'].toSorted());
      for (const [id, blocks] of rows.map((one) => [one.id, one.blocks] as const)) {
        expect(blocks.toSorted()).toEqual(
          rows
            .filter(({ dependsOn }) => dependsOn.includes(id))
            .map((one) => one.id)
            .toSorted(),
        );
      }
      expect(
        rowsOf(report)
          .filter(({ blocked }) => blocked)
          .map(({ key }) => key)
          .toSorted(),
      ).toEqual(['#3', '#4', '#6']);
      expect(
        rowsOf(report)
          .filter(({ ready }) => ready)
          .map(({ key }) => key)
          .toSorted(),
      ).toEqual(['#1', '#2', '#5']);
      const three = await ask('show', '#3', '--roadmap', roadmap(report).id, '--json');
      const targets = externals.parse(JSON.parse(three.output)).externals;
      expect(targets.map(({ name, kind }) => `${kind} ${name}`).toSorted()).toEqual(['target QA validation', 'target v1.0.5 release']);
      const five = await ask('show', '#5', '--roadmap', roadmap(report).id);
      expect(five.output).toMatch(/contradict/i);
      expect(five.output).toContain('Issue #1, Issue #2');
      expect(five.output).toContain('None (can implement independently)');
    });

    test('the report: at 30 h a week the plan spans 4 weeks, and is a plan', async () => {
      const args = ['plan', '--hours-per-week', '30', '--roadmap', roadmap(report).id, '--json'];
      const plan = planOutput.parse(JSON.parse((await ask(...args, '--from', '2027-01-04')).output));
      expect(plan).toMatchObject({ totalHours: 116, weeks: 4, unestimated: [], start: '2027-01-04' });
      expect(timetableFaults(plan, rowsOf(report), 30, ['#5'])).toEqual([]);
      const today = planOutput.parse(JSON.parse((await ask(...args)).output));
      expect(today).toMatchObject({ totalHours: 116, weeks: 4 });
      expect(timetableFaults(today, rowsOf(report), 30, ['#5'])).toEqual([]);
      expect((await ask(...args.slice(0, -1))).output).toMatch(/116 h.*\b4 weeks/);
      const all = planOutput.parse(JSON.parse((await ask('plan', '--hours-per-week', '7', '--from', '2026-12-30', '--json')).output));
      expect(timetableFaults(all, rows, 7, ['#5'])).toEqual([]);
    });

    test('the source: issues with flags, labels, milestones and priorities', async () => {
      const file = text(source)
        .split(/^---\n(?=## )/m)
        .slice(1)
        .join('');
      const headings = matches(file, /^## (\d{3}) \| (.*)$/gm);
      expect(rowsOf(source).map(({ key, title }) => [key, title])).toEqual(expect.arrayContaining(headings));
      expect(rowsOf(source)).toHaveLength(10);
      const flags = matches(file, /^flag: (.*)$/gm).map(([value]) => value);
      expect(headings.map(([key = '']) => row(source, key).flag)).toEqual(flags);
      expect(new Set(flags).size).toBe(10);
      const priorities = matches(file, /^priority: (.*)$/gm).map(([value]) => value);
      expect(headings.map(([key = '']) => row(source, key).priority)).toEqual(priorities);
      expect(sizes(rowsOf(source).map(({ priority }) => priority))).toEqual({ P0: 3, P1: 2, P2: 5 });
      const labels = matches(file, /^labels: (.*)$/gm).map(([value = '']) => value.split(',').toSorted());
      expect(headings.map(([key = '']) => row(source, key).labels.toSorted())).toEqual(labels);
      const milestones = matches(file, /^milestone: (.*)$/gm).map(([value]) => value);
      expect(Object.values(sizes(milestones))).toEqual([3, 2, 5]);
      expect(roadmap(source).milestones).toBe(3);
      for (const [index, [key = '']] of headings.entries()) {
        expect(milestones[index]).toMatch(new RegExp(`^${must(row(source, key).milestone, 'milestone')}(:|$)`));
      }
      expect(roadmap(source).checklistItems).toBe(0);
      expect(total(rowsOf(source).map(({ checklist }) => checklist.total))).toBe(0);
      expect(new Set(rowsOf(source).map(({ estimateHours }) => estimateHours))).toEqual(new Set([null]));
      const bodies = matches(file, /^---\n(.+)$/gm)
        .map(([value = '']) => value)
        .filter((body) => !body.startsWith('## '));
      expect((await ask('show', '007', '--roadmap', roadmap(source).id)).output).toContain(must(bodies[6], 'body'));
    });

    test('the roadmap: phases, milestones, dependencies, checklists and objectives', async () => {
      const file = text(phases);
      const headings = matches(file, /^### (Phase \d+): (.*)$/gm);
      expect(headings.map(([key]) => key)).toEqual(Array.from({ length: 13 }, (_, index) => `Phase ${index + 12}`));
      expect(rowsOf(phases).map(({ key, title, kind }) => [key, title, kind])).toEqual(
        expect.arrayContaining(headings.map((heading) => [...heading, 'phase'])),
      );
      expect(rowsOf(phases)).toHaveLength(13);
      expect(pairs(phases).toSorted()).toEqual([
        'Phase 21→Phase 13',
        'Phase 21→Phase 20',
        'Phase 22→Phase 18',
        'Phase 23→Phase 15',
        'Phase 24→Phase 12',
      ]);
      expect(roadmap(phases).dependencies).toBe(5);
      expect(roadmap(phases).milestones).toBe(5);
      const boxes = matches(file, /^- \[( |x)\] /gm);
      expect([boxes.length, boxes.filter(([mark]) => mark === 'x').length]).toEqual([28, 13]);
      expect(roadmap(phases).checklistItems).toBe(28);
      for (const part of file.split(/^### /m).slice(1)) {
        const [, key] = /^(Phase \d+):/.exec(part) ?? [];
        if (key === undefined) continue;
        const own = part.split(/^## /m)[0] ?? '';
        const ticked = matches(own, /^- \[x\] /gm).length;
        expect(row(phases, key).checklist).toEqual({ done: ticked, total: matches(own, /^- \[[ x]\] /gm).length });
        expect(row(phases, key).statusCategory === 'done').toBe(/^\*\*Status\*\*: .*Complete/m.test(own));
        const [, objective = ''] = must(/^\*\*Objective\*\*: (.*)$/m.exec(own), 'objective');
        expect(objective).not.toBe('');
        if (['Phase 12', 'Phase 18', 'Phase 22'].includes(key)) {
          expect((await ask('show', key, '--roadmap', roadmap(phases).id)).output).toContain(objective);
        }
      }
      expect(row(phases, 'Phase 18').status).toBe('Complete and Verified');
      const milestoneOf = (first: number, last: number): Set<string | null> =>
        new Set(
          rowsOf(phases)
            .filter(({ key }) => Number(key.slice(6)) >= first && Number(key.slice(6)) <= last)
            .map(({ milestone }) => milestone),
        );
      expect([milestoneOf(19, 20), milestoneOf(21, 24)]).toEqual([new Set(['v1.4']), new Set(['v1.5'])]);
    });

    test('from above: must-haves, milestones, goals, metrics, next actions and risks', async () => {
      const above = z.array(planAbove).parse(JSON.parse((await ask('outline', '--json')).output));
      const of = (name: Name): z.infer<typeof planAbove> =>
        must(
          above.find(({ id }) => id === roadmap(name).id),
          name,
        );
      const boxesUnder = (name: Name, head: string): number => {
        const part = text(name).split(new RegExp(`^## ${head}$`, 'm'))[1] ?? '';
        return matches(part.split(/^## /m)[0] ?? '', /^(?:- |\d+\. )\[[ x]\] /gm).length;
      };

      const roadmapAbove = of(phases);
      expect(roadmapAbove.mustHaves).toHaveLength(boxesUnder(phases, 'Must-Haves'));
      expect(roadmapAbove.mustHaves).toHaveLength(4);
      expect(roadmapAbove.milestones.map(({ key }) => key).toSorted()).toEqual(['v1.1', 'v1.2', 'v1.3', 'v1.4', 'v1.5']);
      expect(roadmapAbove.milestones.filter(({ implied }) => implied).map(({ key }) => key)).toEqual(['v1.3']);
      expect(roadmapAbove.goal).toBe(/^> \*\*Goal\*\*: (.*)$/m.exec(text(phases))?.[1]);
      const goals = matches(text(phases), /^> \*\*Goal\*\*: (.*)$/gm).map(([goal]) => goal);
      expect([roadmapAbove.goal, ...roadmapAbove.milestones.map(({ goal }) => goal).filter((goal) => goal !== '')].toSorted()).toEqual(
        goals.toSorted(),
      );
      const past = roadmapAbove.milestones.filter(({ key }) => key === 'v1.1' || key === 'v1.2');
      expect(past.flatMap(({ checklist }) => checklist).map(({ done }) => done)).toEqual(Array.from({ length: 10 }, () => true));

      const reportAbove = of(report);
      expect([reportAbove.metrics.length, reportAbove.actions.length]).toEqual([
        boxesUnder(report, 'Success Metrics'),
        boxesUnder(report, 'Next Actions'),
      ]);
      expect([reportAbove.metrics.length, reportAbove.actions.length]).toEqual([13, 12]);
      expect(reportAbove.risks).toHaveLength(matches(text(report), /^- Risk: /gm).length);
      expect(of(source).milestones.map(({ issues }) => issues.length)).toEqual([3, 2, 5]);
    });

    test('graphs show every issue and every dependency, and nothing else waits', async () => {
      const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
      const stated = matches(text(report), /^\*\*Blocks:\*\* (.*)$/gm).flatMap(([value = ''], index) =>
        value.split(', ').map((name) => `#${index + 1}: ${name}`),
      );
      expect(stated).toContain('#3: QA validation');
      const expected = rows.flatMap(({ id, dependsOn }) => dependsOn.map((before) => `${before} ${id}`)).toSorted();
      for (const [format, read] of [
        ['dot', readDot],
        ['mermaid', readMermaid],
      ] as const) {
        const graph = read((await ask('graph', '--format', format)).output);
        const issueOf = new Map<string, string>();
        for (const [node, label] of graph.labels) {
          const found = rows.find(({ key, title }) => label.startsWith(key) && label.includes(title));
          if (found !== undefined) issueOf.set(node, found.id);
        }
        expect(new Set(issueOf.values())).toEqual(new Set(rows.map(({ id }) => id)));
        const inside = graph.edges.filter(([from, to]) => issueOf.has(from) && issueOf.has(to));
        expect(inside.map(([from, to]) => `${issueOf.get(from)} ${issueOf.get(to)}`).toSorted()).toEqual(expected);
        const outside = graph.edges.filter(([from, to]) => !issueOf.has(from) || !issueOf.has(to));
        expect(outside.map(([from, to]) => `${keyOf.get(issueOf.get(from) ?? '')}: ${graph.labels.get(to)}`).toSorted()).toEqual(
          stated.toSorted(),
        );
      }
      const plain = (await ask('graph')).output.split('\n');
      for (const { key, title } of rows) {
        expect(
          plain.some((line) => line.startsWith(`${key} `) && line.includes(title)),
          key,
        ).toBe(true);
      }
    });

    test('nothing that was printed holds mojibake', async () => {
      await ask('list');
      await ask('ready');
      for (const by of ['category', 'milestone', 'sprint', 'status']) await ask('effort', '--by', by);
      expect(said.length).toBeGreaterThan(30);
      // What UTF-8 looks like when its bytes are read as Windows-1252: a leading byte, then a continuation byte.
      expect(
        said.filter((one) =>
          /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/.test(one),
        ),
      ).toEqual([]);
      expect(said.filter((one) => one.includes('\ufffd'))).toEqual([]);
    });
  });
} else {
  test('the sample plans are not on this machine: their figures on the command line were not checked', () => {
    expect(existsSync(plans)).toBe(false);
  });
}

/** The groups of every match. */
function matches(text: string, pattern: RegExp): string[][] {
  return [...text.matchAll(pattern)].map((match) => match.slice(1));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function sizes(values: readonly (string | null | undefined)[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(values, String)].map(([value, group]) => [value, group.length]));
}
