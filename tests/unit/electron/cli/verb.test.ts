import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stayOpen } from '#electron/engine/stay-open.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { sextant } from '#tests/support/command-line.ts';
import { valueOf } from '#tests/support/running-app.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
let folder: string;
let workspace: string;
let planFile: string;

const issue = (key: number, title: string, fields: Readonly<Record<string, string>>, boxes = ''): string =>
  [`### Issue #${key}: ${title}`, ...Object.entries(fields).map(([name, value]) => `**${name}:** ${value}`), '', boxes, '---', ''].join(
    '\n',
  );

const plan = [
  '# Lock Keeper Issues',
  '## Priority-Sorted Issue List',
  '',
  '**Generated:** 2026-12-01',
  '',
  '---',
  '',
  issue(
    1,
    'Gate sensor "A\\B"',
    { Severity: 'CRITICAL', Priority: 'P0', Component: 'Gates', Assignee: 'TBD', 'Estimated Effort': '40 hours', Dependencies: 'None' },
    '**Acceptance Criteria:**\n- [ ] Reads every second\n- [x] Survives frost\n',
  ),
  issue(2, 'Water level [log]', {
    Severity: 'HIGH',
    Priority: 'P1',
    Component: 'Levels',
    'Estimated Effort': '20 hours',
    Dependencies: 'Issue #1',
    Blocks: 'Spring opening',
  }),
  issue(3, 'Keeper’s handbook', { Severity: 'LOW', Priority: 'P2', Component: 'Docs', Dependencies: 'Issue #2' }),
].join('\n');

const ListRecord = z.strictObject({
  id: z.string(),
  key: z.string(),
  roadmap: z.string(),
  roadmapId: z.string(),
  title: z.string(),
  kind: z.string(),
  status: z.string(),
  statusCategory: z.enum(['backlog', 'planned', 'in-progress', 'done', 'cancelled']),
  blocked: z.boolean(),
  ready: z.boolean(),
  priority: z.enum(['P0', 'P1', 'P2', 'P3']).nullable(),
  estimateHours: z.number().nullable(),
  estimateRange: z.tuple([z.number().nullable(), z.number().nullable()]).nullable(),
  points: z.number().nullable(),
  component: z.string().nullable(),
  category: z.string().nullable(),
  milestone: z.string().nullable(),
  sprint: z.string().nullable(),
  flag: z.string().nullable(),
  labels: z.array(z.string()),
  assignee: z.string().nullable(),
  dependsOn: z.array(z.string()),
  softDependsOn: z.array(z.string()),
  blocks: z.array(z.string()),
  checklist: z.strictObject({ done: z.int(), total: z.int() }),
});
const Plan = z.object({
  start: z.iso.date(),
  finish: z.iso.date(),
  totalHours: z.number(),
  weeks: z.int(),
  unestimated: z.array(z.string()),
  sprints: z.array(
    z.object({
      name: z.string(),
      start: z.iso.date(),
      finish: z.iso.date(),
      capacityHours: z.number(),
      plannedHours: z.number(),
      issues: z.array(z.string()),
    }),
  ),
  issues: z.array(
    z.object({
      key: z.string(),
      start: z.string(),
      finish: z.string(),
      sprint: z.string().nullable(),
      critical: z.boolean(),
      slackHours: z.number(),
    }),
  ),
  criticalPath: z.array(z.string()),
});

const kept = new Map<string, Connection>();

// Calls to a workspace that is open go through its socket and need not load it each time.
async function keepOpen(within: string): Promise<void> {
  if (!kept.has(within)) kept.set(within, valueOf(await stayOpen({ folder: within }, () => {})));
}

async function json(args: readonly string[], within = workspace): Promise<unknown> {
  await keepOpen(within);
  const { code, output, error } = await sextant([...args, '--json'], { workspace: within });
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return JSON.parse(output);
}

async function list(args: readonly string[] = [], within = workspace): Promise<z.infer<typeof ListRecord>[]> {
  return z.array(ListRecord).parse(await json(['list', '--sort', 'rank', ...args], within));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-cli-'));
  process.env['SEXTANT_DATA'] = join(folder, 'data');
  workspace = join(folder, 'workspace');
  planFile = join(folder, 'LOCK.md');
  writeFileSync(planFile, plan);
  await json(['import', planFile]);
});
afterAll(async () => {
  for (const connection of kept.values()) await connection.close();
  delete process.env['SEXTANT_DATA'];
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

describe('import', () => {
  test('reports what became of each file, and says so when nothing is new', async () => {
    const other = join(folder, 'import');
    const first = await json(['import', planFile], other);
    const shape = {
      id: expect.any(String),
      title: expect.any(String),
      dialect: 'issue-report',
      outcome: 'added',
      issues: 3,
      milestones: 0,
      dependencies: 2,
      checklistItems: 2,
      lines: { total: plan.split('\n').length, understood: expect.any(Number), kept: expect.any(Number), lost: 0 },
    };
    expect(first).toMatchObject({ roadmaps: [{ ...shape, lines: { ...shape.lines, total: expect.any(Number) } }] });
    expect(await json(['import', planFile], other)).toMatchObject({ roadmaps: [{ outcome: 'unchanged' }] });
  });

  test('one bad file among good ones: nothing is imported, one error with file and line', async () => {
    const other = join(folder, 'refused');
    const bad = join(folder, 'bad.md');
    writeFileSync(bad, new Uint8Array([0x23, 0x0a, 0xff, 0x0a]));
    const { code, output, error } = await sextant(['import', planFile, bad, '--json'], { workspace: other });
    expect([code, output]).toEqual([1, '']);
    const refusal = { code: 'unreadable-file', message: expect.stringContaining(`${bad}:2`), where: `${bad}:2`, details: [] };
    expect(JSON.parse(error)).toEqual({ error: refusal });
    expect(existsSync(other)).toBe(false);
    await keepOpen(other);
    expect((await sextant(['import', folder], { workspace: other })).error).toContain('is a directory');
    const prose = join(folder, 'prose.md');
    writeFileSync(prose, 'Just a letter.\n');
    expect((await sextant(['import', planFile, prose], { workspace: other })).code).toBe(1);
    expect(await list([], other)).toEqual([]);
  });
});

describe('list and ready', () => {
  test('rows have exactly the documented fields, with dependencies as ids', async () => {
    const [one, two, three] = await list();
    expect(one).toMatchObject({ title: 'Gate sensor "A\\B"', ready: true, estimateHours: 40, checklist: { done: 1, total: 2 } });
    expect(two).toMatchObject({ blocked: true, ready: false, dependsOn: [one?.id], blocks: [three?.id] });
    expect(three).toMatchObject({ estimateHours: null, dependsOn: [two?.id], blocks: [] });
  });

  test('flags narrow', async () => {
    const keys = async (...args: string[]): Promise<string[]> => (await list(args)).map(({ title }) => title.slice(0, 5));
    expect(await keys('--ready')).toEqual(['Gate ']);
    expect(await keys('--blocked')).toEqual(['Water', 'Keepe']);
    expect(await keys('--priority', 'P1,P2')).toEqual(['Water', 'Keepe']);
    expect(await keys('--component', 'Docs')).toEqual(['Keepe']);
    expect(await keys('--assignee', 'none', '--status', 'planned')).toHaveLength(3);
    expect(await keys('--milestone', 'none')).toHaveLength(3);
    expect(await keys('--text', 'handbook')).toEqual(['Keepe']);
    expect((await sextant(['list', '--milestone', 'v9'], { workspace })).code).toBe(1);
    expect((await sextant(['list', '--assignee', 'Nobody'], { workspace })).code).toBe(1);
  });

  test('people get an aligned table without colour, and a next step on stderr', async () => {
    const { output, error } = await sextant(['list'], { workspace });
    expect(output).toMatch(/^Key +State +Priority +Estimate +Title +Component +Checklist\n/u);
    expect(output).toContain('blocked by 1');
    expect(output).toContain('3 issues, 60 h');
    expect(output).not.toContain('\u001B');
    expect(error).toMatch(/^See one of them: sextant show/u);
    const coloured = await sextant(['ready'], { workspace, columns: 60 });
    expect(coloured.output).toContain('\u001B[32mready\u001B[39m');
    expect((await sextant(['ready'], { workspace, columns: 60, environment: { NO_COLOR: '1' } })).output).not.toContain('\u001B');
  });

  test('an empty workspace is no error', async () => {
    const other = join(folder, 'empty');
    await keepOpen(other);
    expect(await list([], other)).toEqual([]);
    expect((await sextant(['list'], { workspace: other })).output).toBe('No issue fits.\n');
    expect((await sextant(['ready'], { workspace: other })).output).toBe('Nothing can start now.\n');
    expect((await sextant(['plan'], { workspace: other })).output).toContain('no open issue');
    expect((await sextant(['graph'], { workspace: other })).output).toContain('no issue');
  });
});

describe('show', () => {
  test.each(['#2', '2', 'Issue #2'])('finds an issue by %s', async (key) => {
    expect(await json(['show', key])).toMatchObject({
      title: 'Water level [log]',
      externals: [{ kind: 'target', name: 'Spring opening' }],
    });
  });

  test('one issue in words', async () => {
    const { output } = await sextant(['show', '#1'], { workspace });
    expect(output).toContain('1 [ ] Reads every second');
    expect(output).toContain('2 [x] Survives frost');
    expect(output).toMatch(/State +ready/u);
  });

  test('a key that two roadmaps have lists the candidates, and --roadmap or the id settles it', async () => {
    const other = join(folder, 'two');
    const second = join(folder, 'CANAL.md');
    writeFileSync(second, plan.replace('Lock Keeper', 'Canal'));
    await json(['import', planFile, second], other);
    const { code, error } = await sextant(['show', '#1', '--json'], { workspace: other });
    expect(code).toBe(1);
    const refusal: { error: { code: string; details: string[] } } = JSON.parse(error);
    expect(refusal.error.code).toBe('ambiguous');
    expect(refusal.error.details).toHaveLength(2);
    expect(refusal.error.details.join()).toMatch(/Lock Keeper.*Canal|Canal.*Lock Keeper/u);
    const shown = ListRecord.loose().parse(await json(['show', '#1', '--roadmap', 'canal'], other));
    expect(shown.roadmap).toContain('Canal');
    expect(await json(['show', shown.id], other)).toMatchObject({ id: shown.id });
    expect((await list(['--roadmap', shown.roadmapId], other)).map(({ roadmapId }) => roadmapId)).toEqual(Array(3).fill(shown.roadmapId));
    expect((await sextant(['list', '--roadmap', 'issues'], { workspace: other })).error).toContain('fits 2 roadmaps');
    expect((await sextant(['list', '--roadmap', 'river'], { workspace: other })).code).toBe(1);
  });

  test('an unknown key is refused', async () => {
    const { code, error } = await sextant(['show', '#99'], { workspace });
    expect([code, error]).toEqual([1, expect.stringContaining('No issue has the key "#99"')]);
  });
});

describe('effort, plan, graph', () => {
  test('effort adds up', async () => {
    expect(await json(['effort', '--by', 'priority'])).toMatchObject({
      unit: 'hours',
      total: 60,
      groups: [
        { name: 'P0', hours: 40, issues: 1, share: expect.closeTo(2 / 3) },
        { name: 'P1', hours: 20, issues: 1, share: expect.closeTo(1 / 3) },
        { name: 'P2', hours: 0, issues: 1, share: 0 },
      ],
    });
    expect((await sextant(['effort', '--by', 'component'], { workspace })).output).toMatch(/Gates +40 h +67 %/u);
  });

  test.each(['priority', 'component', 'category', 'milestone', 'sprint', 'assignee', 'status'])(
    'effort --by %s covers every issue',
    async (by) => {
      const Effort = z.object({ total: z.literal(60), groups: z.array(z.object({ hours: z.number(), issues: z.int() })) });
      const { groups } = Effort.parse(await json(['effort', '--by', by]));
      expect(groups.reduce((sum, group) => sum + group.issues, 0)).toBe(3);
    },
  );

  test('plan places in order of precedence; dates start where asked', async () => {
    const placed = Plan.parse(await json(['plan', '--hours-per-week', '30', '--from', '2027-01-04']));
    expect(placed).toMatchObject({ start: '2027-01-04', totalHours: 60, weeks: 2 });
    expect(placed.unestimated).toHaveLength(1);
    const [one, two] = placed.issues;
    expect((one?.finish ?? '') <= (two?.start ?? '')).toBe(true);
    expect(placed.criticalPath.length).toBeGreaterThan(0);
    expect(Plan.parse(await json(['plan'])).start).toBe('2027-01-04');
    expect((await sextant(['plan', '--from', '2027-02-30'], { workspace })).code).toBe(2);
    expect((await sextant(['plan', '--hours-per-week', '0'], { workspace })).code).toBe(2);
    const { output, error } = await sextant(['plan'], { workspace });
    expect(output).toContain('Critical path:');
    expect(error).toContain('without an estimate');
  });

  test('graph in all formats, with names quoted', async () => {
    const text = (await sextant(['graph'], { workspace })).output;
    expect(text.indexOf('Gate sensor')).toBeLessThan(text.indexOf('Layer 2'));
    expect(text).toContain('Spring opening');
    const dot = (await sextant(['graph', '--format', 'dot'], { workspace })).output;
    expect(dot).toMatch(/^digraph plan \{\n[^]*\n\}\n$/u);
    expect(dot).toContain(String.raw`Gate sensor \"A\\B\"`);
    const mermaid = (await sextant(['graph', '--format', 'mermaid'], { workspace })).output;
    expect(mermaid).toMatch(/^flowchart LR\n/u);
    expect(mermaid).toContain('Water level #91;log#93;');
    const Graph = z.object({
      nodes: z.array(z.unknown()).length(3),
      edges: z.array(z.unknown()).length(2),
      layers: z.array(z.array(z.string())),
    });
    expect(Graph.parse(await json(['graph'])).layers.map((layer) => layer.length)).toEqual([1, 1, 1]);
    expect((await sextant(['graph', '--format', 'svg'], { workspace })).code).toBe(2);
  });
});

describe('changes', () => {
  test('set, check and depend change what list shows', async () => {
    const other = join(folder, 'changes');
    await json(['import', planFile], other);
    const changes = [
      'set',
      '#3',
      '--estimate',
      '32-60h',
      '--assignee',
      'Ada',
      '--priority',
      'none',
      '--component',
      'Books',
      '--points',
      '5',
    ];
    expect(await json(changes, other)).toMatchObject({ changed: ['priority', 'estimate', 'points', 'assignee', 'component'] });
    expect((await list([], other))[2]).toMatchObject({
      estimateRange: [32, 60],
      assignee: 'Ada',
      priority: null,
      component: 'Books',
      points: 5,
    });
    await json(['set', '#3', '--estimate', 'none', '--assignee', 'ada'], other);
    expect((await list([], other))[2]).toMatchObject({ estimateHours: null, assignee: 'Ada' });
    await json(['check', '#1', '1'], other);
    expect((await list([], other))[0]?.checklist).toEqual({ done: 2, total: 2 });
    await json(['check', '#1', '1', '2', '--off'], other);
    expect((await list([], other))[0]?.checklist).toEqual({ done: 0, total: 2 });
    await json(['set', '#1', '--status', 'done'], other);
    expect((await list(['--ready'], other)).map(({ title }) => title)).toEqual(['Water level [log]']);
    await json(['depend', '#3', '--on', '#2', '--remove'], other);
    expect(await list(['--ready'], other)).toHaveLength(2);
    await json(['depend', '#3', '--on', '#1', '--soft'], other);
    const [one, , three] = await list([], other);
    expect(three).toMatchObject({ dependsOn: [one?.id], softDependsOn: [one?.id] });
  });

  test('a cycle is refused with its path, a wrong value before anything is opened', async () => {
    const { code, error } = await sextant(['depend', '#1', '--on', '#3', '--json'], { workspace });
    expect(code).toBe(1);
    const refusal: { error: { code: string; details: string[] } } = JSON.parse(error);
    expect(refusal.error.code).toBe('cycle');
    expect(refusal.error.details.length).toBeGreaterThan(1);
    const wrong: string[][] = [
      ['set', '#1'],
      ['set', '#1', '--estimate', 'soon'],
      ['set', '#1', '--status', 'blocked'],
      ['check', '#1', 'one'],
      ['depend', '#1'],
    ];
    for (const args of wrong) expect((await sextant(args, { workspace })).code, args.join(' ')).toBe(2);
    expect((await sextant(['check', '#1', '9'], { workspace })).error).toContain('there is no item 9');
    expect((await sextant(['set', '#1', '--milestone', 'v9'], { workspace })).code).toBe(1);
  });
});

describe('serve', () => {
  test('prints an address on this machine, serves the page there, is reachable for other calls, stops when asked', async () => {
    const main = join(root, 'electron/cli/main.ts');
    const other = join(folder, 'served');
    const child = spawn(process.execPath, [main, 'serve', planFile, '--json', '--workspace', other], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    let printed = '';
    child.stdout.on('data', (bytes: Buffer) => (printed += bytes.toString()));
    while (!printed.includes('}')) await once(child.stdout, 'data');
    const { url } = z.object({ url: z.url(), folder: z.literal(other) }).parse(JSON.parse(printed));
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const answer = await fetch(url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('HttpOnly')]);
    // The workspace is open in the other process: this call goes through its socket.
    const listed = await sextant(['list', '--json'], { workspace: other });
    expect(z.array(ListRecord).parse(JSON.parse(listed.output))).toHaveLength(3);
    child.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
  });
});

describe('the command as a process', () => {
  function start(args: readonly string[]): Promise<{ code: number | null; output: string; error: string }> {
    const child = spawn(process.execPath, [join(root, 'build/sextant.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let error = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (error += bytes.toString()));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, output, error })));
  }

  test('exit codes, JSON alone on stdout, the default workspace stated on stderr', async () => {
    const listed = await start(['list', '--json', '--workspace', workspace]);
    expect([listed.code, listed.error]).toEqual([0, '']);
    expect(z.array(ListRecord).parse(JSON.parse(listed.output))).toHaveLength(3);
    const stated = await start(['list']);
    expect([stated.code, stated.error]).toEqual([0, expect.stringContaining(`Workspace: ${join(folder, 'data')}`)]);
    expect(await start(['list', '--jsno'])).toEqual({ code: 2, output: '', error: expect.stringContaining('Did you mean --json?') });
    expect((await start(['show', '#99', '--workspace', workspace])).code).toBe(1);
    expect(await start([])).toMatchObject({ code: 2, output: '' });
  });

  test('whoever stops reading early ends it without a complaint', async () => {
    const child = spawn(process.execPath, [join(root, 'build/sextant.mjs'), 'list', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let error = '';
    child.stderr.on('data', (bytes: Buffer) => (error += bytes.toString()));
    const [code] = await once(child, 'close');
    expect([code, error]).toEqual([0, '']);
  });
});

// The plans that this was made for, where they lie beside the repository.
const samples = join(root, '../shared/plans');
if (existsSync(samples)) {
  describe('the sample plans', () => {
    const sample = (start: string): string => join(samples, readdirSync(samples).find((name) => name.startsWith(start)) ?? start);
    const within = (): string => join(folder, 'samples');
    const roadmapOf = new Map<string, string>();

    beforeAll(async () => {
      const Import = z.object({ roadmaps: z.array(z.looseObject({ id: z.string(), path: z.string() })) });
      const { roadmaps } = Import.parse(await json(['import', sample('000'), sample('001'), sample('002')], within()));
      for (const { id, path } of roadmaps) roadmapOf.set((path.split('/').at(-1) ?? '').slice(0, 3), id);
    });
    const of = (start: string): string[] => ['--roadmap', roadmapOf.get(start) ?? start];

    test('the issue report: 6 issues, 116 h, four weeks at 30 h', async () => {
      expect(await json(['effort', ...of('002')], within())).toMatchObject({
        total: 116,
        groups: [
          { name: 'P0', hours: 96 },
          { name: 'P1', hours: 12 },
          { name: 'P2', hours: 8 },
        ],
      });
      expect(await json(['plan', '--hours-per-week', '30', ...of('002')], within())).toMatchObject({ weeks: 4, totalHours: 116 });
      const rows = await list(of('002'), within());
      const numberOf = new Map(rows.map(({ id, key }) => [id, key.replaceAll(/\D/gu, '')]));
      const edges = rows.flatMap((row) => row.dependsOn.map((id) => `${numberOf.get(row.id)}→${numberOf.get(id)}`));
      expect(edges.toSorted()).toEqual(['3→1', '3→2', '4→1', '4→2', '5→1', '5→2', '6→1', '6→2']);
    });

    test('the issue source: 10 issues with flags, three milestones', async () => {
      const rows = await list(of('000'), within());
      const count = (priority: string): number => rows.filter((row) => row.priority === priority).length;
      expect([rows.length, rows.filter(({ flag }) => flag !== null).length]).toEqual([10, 10]);
      expect([count('P0'), count('P1'), count('P2')]).toEqual([3, 2, 5]);
      const milestones = Map.groupBy(rows, ({ milestone }) => milestone);
      expect([...milestones.values()].map((issues) => issues.length)).toEqual([3, 2, 5]);
    });

    test('the phase roadmap: 13 phases, five references', async () => {
      const rows = await list(of('001'), within());
      expect(rows).toHaveLength(13);
      const numberOf = new Map(rows.map(({ id, key }) => [id, key.replaceAll(/\D/gu, '')]));
      const edges = rows.flatMap((row) => row.dependsOn.map((id) => `${numberOf.get(row.id)}→${numberOf.get(id)}`));
      expect(edges.toSorted()).toEqual(['21→13', '21→20', '22→18', '23→15', '24→12']);
      expect(JSON.stringify(rows)).not.toMatch(/â|ðŸ/u);
    });
  });
}
