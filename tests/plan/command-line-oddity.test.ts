// Plans as they are met in the wild, through the real command line: other people's layouts, hostile titles, mixed
// encodings, right-to-left text, cycles, long lines and a few thousand issues at once.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { effortOutput, importOutput, type ListRow, listOutput, planOutput } from '#tests/support/command-contract.ts';
import { type ReadGraph, readDot, readMermaid } from '#tests/support/graph-text.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { type ProcessResult, type Sextant, sextantIn } from '#tests/support/sextant-process.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';
import { timetableFaults } from '#tests/support/timetable-check.ts';

const observatory = `# Roadmap: Observatory

## Phases

- [x] **Phase 1: Foundation** - Pour it
- [ ] **Phase 2: Dome** - Turn it
- [ ] **Phase 2.1: Motor (INSERTED)** - Urgent
- [ ] **Phase 3: Telescope 🔭** - See

## Phase Details

### Phase 1: Foundation
**Goal**: Something to stand on
**Depends on**: Nothing (first phase)
**Requirements**: [FND-01, FND-02]
**Success Criteria** (what must be TRUE):
  1. It does not sink
  2. It is round
**Plans**: 2 plans

Plans:
- [x] 01-01-PLAN.md — dig
- [x] 01-02-PLAN.md — pour

### Phase 2: Dome
**Goal**: A roof that turns
**Depends on**: Phase 1
**Plans**: TBD

Plans:
- [x] 02-01-PLAN.md — rails
- [ ] 02-02-PLAN.md — shell

### Phase 2.1: Motor (INSERTED)
**Goal**: It turns alone
**Depends on**: Phase 2

### Phase 3: Telescope 🔭
**Goal**: See Saturn
**Depends on**: Phases 1, 2.1

## Progress

| Phase | Plans Complete | Status | Completed |
|-------|----------------|--------|-----------|
| 1. Foundation | 2/2 | Complete | 2025-01-02 |
| 2. Dome | 1/2 | In progress | - |

<details>
<summary>v0.1 (shipped)</summary>

- [x] Found a hill

</details>
`;

const hostileTitles = [
  'Say "hello" and ""',
  'List [a] [[b]] (c) ((d)) {e} {{f}} |g| >h]',
  String.raw`Path C:\new\table\\server\N\G and \" at the end \\`,
  'Arrow a --> b -- c --- d -.-> e ==> f -> g',
  '<b>bold</b> <img src=x onerror=alert(1)> </script> &amp; &lt;',
  'Comment %% no // no /* no */ and ; }',
  'Entities #35; #quot; #1 #; and `code` in ticks',
  'end',
  'subgraph x; click n1 call f()',
  'تسجيل الدخول إلى النظام ✅',
  'שלום \u202Eolleh\u202C',
  'Bell\u0007 and \u001B[31mred\u001B[0m',
  'Ünïcode 日本語 👩‍👩‍👧‍👦',
];

const hostile = `# Hostile titles

${hostileTitles
  .map(
    (title, index) =>
      `## ${100 + index} | ${title}\npriority: P1\nestimate: 1h\n${index === 0 ? '' : `depends: ${99 + index}\n`}---\nText.\n`,
  )
  .join('\n')}`;

// "â€“" and "Ã©" are mojibake, "é" and "–" beside them are not; the ends of the lines are those of another system.
const mixed = `\uFEFF# Mixed

## 001 | CafÃ© and café â€“ really –
status: closed
---
Done âœ… and done ✅.
- [x]Without a blank
* [ ] With a star

\`\`\`
## 999 | in a fence
---
- [ ] no item
\`\`\`

~~~markdown
### Phase 7: no phase
~~~

---
## 002 | Same as the next
estimate: 30 min
---

## 002 | Same as the one before
estimate: 4-6h
---
`.replaceAll('\n', '\r\n');

const circle = `# Circle

### Issue #1: Hen
**Estimated Effort:** 2 hours
**Dependencies:** Issue #3

### Issue #2: Egg
**Estimated Effort:** TBD
**Dependencies:** Issue #1

### Issue #3: Nest
**Estimated Effort:** 3 hrs
**Dependencies:** Issues #2, #404 (unknown)
`;

describe('plans met in the wild', () => {
  const folder = keptFolder();
  const sextant = sextantIn(folder);
  const plans = { observatory, hostile, mixed, circle };
  let rows: ListRow[] = [];
  let imported: ProcessResult = { code: null, output: '', error: '' };
  const of = (title: string): ListRow[] => rows.filter(({ roadmap }) => roadmap.includes(title));
  const pairs = (title: string): string[] => {
    const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
    return of(title).flatMap(({ key, dependsOn }) => dependsOn.map((before) => `${key}→${keyOf.get(before)}`));
  };

  beforeAll(async () => {
    const paths = Object.entries(plans).map(([name, text]) => {
      const path = join(folder, `${name}.md`);
      writeFileSync(path, text);
      return path;
    });
    imported = await sextant('import', ...paths, '--json');
    rows = listOutput.parse(JSON.parse((await sextant('list', '--json')).output));
  });

  test('each line is accounted for, none is lost', () => {
    expect(imported).toMatchObject({ code: 0 });
    for (const [index, { lines }] of importOutput.parse(JSON.parse(imported.output)).roadmaps.entries()) {
      expect(lines.lost).toBe(0);
      expect(lines.understood + lines.kept).toBe(lines.total);
      const text = must(Object.values(plans)[index], 'plan');
      expect(lines.total).toBe(text.split('\n').length - (text.endsWith('\n') ? 1 : 0));
    }
  });

  test('a roadmap of phases with an overview, decimal phases and plans', async () => {
    expect(
      of('Observatory')
        .map(({ key, title }) => `${key}: ${title}`)
        .toSorted(),
    ).toEqual(['Phase 1: Foundation', 'Phase 2.1: Motor (INSERTED)', 'Phase 2: Dome', 'Phase 3: Telescope 🔭']);
    expect(pairs('Observatory').toSorted()).toEqual(['Phase 2.1→Phase 2', 'Phase 2→Phase 1', 'Phase 3→Phase 1', 'Phase 3→Phase 2.1']);
    const [first, second, inserted] = ['Phase 1', 'Phase 2', 'Phase 2.1'].map((wanted) =>
      of('Observatory').find(({ key }) => key === wanted),
    );
    expect(first).toMatchObject({ statusCategory: 'done', checklist: { done: 2, total: 2 } });
    expect(second).toMatchObject({ blocked: false, checklist: { done: 1, total: 2 } });
    expect(inserted).toMatchObject({ blocked: true, ready: false });
    const plan = planOutput.parse(JSON.parse((await sextant('plan', '--roadmap', 'Observatory', '--json')).output));
    expect(plan.issues.map(({ key }) => key)).toEqual(['Phase 2', 'Phase 2.1', 'Phase 3']);
    expect(plan).toMatchObject({ totalHours: 0, criticalPath: [] });
  });

  test('titles that try to break out of a graph stay in their boxes', async () => {
    expect(of('Hostile')).toHaveLength(hostileTitles.length);
    for (const [format, read] of [
      ['dot', readDot],
      ['mermaid', readMermaid],
    ] as const) {
      const graph = read((await sextant('graph', '--format', format, '--roadmap', 'Hostile')).output);
      const order = chain(graph);
      expect(order).toHaveLength(hostileTitles.length);
      for (const [index, label] of order.entries()) expect(printable(label)).toContain(printable(must(hostileTitles[index], 'title')));
    }
  });

  test('titles reach JSON whole, and a terminal without its control characters', async () => {
    const titles = new Set(of('Hostile').map(({ title }) => printable(title)));
    for (const title of hostileTitles) expect(titles).toContain(printable(title));
    for (const args of [['list'], ['graph'], ['show', '111'], ['plan', '--hours-per-week', '5']]) {
      const { code, output } = await sextant(...args, '--roadmap', 'Hostile');
      expect(code).toBe(0);
      // Control characters and marks that turn the direction of what follows.
      expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    }
  });

  test('mojibake is repaired beside text that is right; fences hold no issues; a key given twice loses neither', async () => {
    expect(of('Mixed')).toHaveLength(3);
    expect(
      of('Mixed')
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual(['Café and café – really –', 'Same as the next', 'Same as the one before']);
    expect(new Set(of('Mixed').map(({ key }) => key)).size).toBe(3);
    const first = must(
      of('Mixed').find(({ key }) => key === '001'),
      '001',
    );
    expect(first).toMatchObject({ statusCategory: 'done', checklist: { done: 1, total: 2 } });
    const { output } = await sextant('show', '001', '--roadmap', 'Mixed');
    expect(output).toContain('Done ✅ and done ✅.');
    expect(output).toContain('## 999 | in a fence');
    const hours = of('Mixed').map(({ estimateHours }) => estimateHours);
    expect(hours).toContain(0.5);
    expect(hours.filter((value) => value !== null && value >= 4 && value <= 6)).toHaveLength(1);
  });

  test('a cycle is kept, told, and stops neither plan nor graph', async () => {
    expect(pairs('Circle').toSorted()).toEqual(['#1→#3', '#2→#1', '#3→#2']);
    expect(of('Circle').some(({ ready }) => ready)).toBe(true);
    expect(imported.output).toMatch(/cycle/i);
    expect(imported.output).toContain('404');
    const plan = planOutput.parse(JSON.parse((await sextant('plan', '--hours-per-week', '5', '--roadmap', 'Circle', '--json')).output));
    expect(plan).toMatchObject({ totalHours: 5, weeks: 1, unestimated: ['#2'] });
    expect(readDot((await sextant('graph', '--format', 'dot', '--roadmap', 'Circle')).output).edges.length).toBeGreaterThanOrEqual(3);
  });
});

describe('large and long', () => {
  test('a line of 200,000 characters and a title of 600 are still there', async () => {
    const folder = keptFolder();
    const sextant = sextantIn(folder);
    const path = join(folder, 'long.md');
    const title = `Long ${'title '.repeat(99)}end`;
    const line = `begin ${'word '.repeat(40_000)}finish`;
    writeFileSync(path, `# Long\n\n### Issue #1: Body\n**Description:**\n${line}\n\n### Issue #2: ${title}\n**Priority:** P1\n`);
    const { output, code } = await sextant('import', path, '--json');
    expect(code).toBe(0);
    expect(importOutput.parse(JSON.parse(output)).roadmaps).toMatchObject([{ issues: 2, lines: { lost: 0 } }]);
    expect((await sextant('show', '#1')).output).toContain(line);
    expect((await sextant('show', '#2')).output).toContain(title);
  });

  test('three thousand issues: imported, listed, summed, planned and drawn in seconds', async () => {
    const folder = keptFolder();
    const sextant: Sextant = sextantIn(folder);
    const path = join(folder, 'large.md');
    const { text } = generatePlan({ seed: 11, issues: 3000 });
    writeFileSync(path, text);
    const parts = text.split(/^### Issue #/m).slice(1);
    const hours = parts.map((part) => Number(/^\*\*Estimated Effort:\*\* (\d+) hours/m.exec(part)?.[1]));
    const boxes = parts.map((part) => [...part.matchAll(/^- \[([x ])\] /gm)].map(([, mark]) => mark));
    const waits = parts.flatMap((part) => {
      const [, stated = ''] = /^\*\*Dependencies:\*\* (.*)$/m.exec(part) ?? [];
      return [...stated.matchAll(/#(\d+)/g)].map(([, before]) => `#${part.slice(0, part.indexOf(':'))}→#${before}`);
    });
    expect(parts).toHaveLength(3000);
    expect(waits.length).toBeGreaterThan(3000);

    const imported = importOutput.parse(JSON.parse((await sextant('import', path, '--json')).output));
    expect(imported.roadmaps).toMatchObject([
      {
        issues: 3000,
        dependencies: waits.length,
        checklistItems: boxes.flat().length,
        lines: { lost: 0, total: text.split('\n').length - 1 },
      },
    ]);
    const rows = listOutput.parse(JSON.parse((await sextant('list', '--json')).output));
    expect(rows).toHaveLength(3000);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
    parts.forEach((part, index) => {
      const own = must(boxes[index], 'boxes');
      expect(byKey.get(`#${part.slice(0, part.indexOf(':'))}`)).toMatchObject({
        estimateHours: hours[index],
        checklist: { done: own.filter((mark) => mark === 'x').length, total: own.length },
      });
    });
    expect(rows.flatMap(({ key, dependsOn }) => dependsOn.map((before) => `${key}→${keyOf.get(before)}`)).toSorted()).toEqual(
      waits.toSorted(),
    );
    const effort = effortOutput.parse(JSON.parse((await sextant('effort', '--by', 'component', '--json')).output));
    expect(effort.total).toBe(hours.reduce((sum, value) => sum + value, 0));
    const plan = planOutput.parse(JSON.parse((await sextant('plan', '--hours-per-week', '40', '--from', '2027-01-04', '--json')).output));
    expect(timetableFaults(plan, rows, 40)).toEqual([]);
    const graph = readDot((await sextant('graph', '--format', 'dot')).output);
    expect([graph.labels.size, graph.edges.length]).toEqual([3000, waits.length]);
  });
});

/** The labels of a graph that is one chain, in its order. */
function chain({ labels, edges }: ReadGraph): string[] {
  const after = new Map(edges);
  const order: string[] = [];
  for (let at = [...labels.keys()].find((node) => edges.every(([, to]) => to !== node)); at !== undefined; at = after.get(at)) {
    order.push(must(labels.get(at), at));
  }
  return order;
}

/** What of a title a reader can see: control characters and turns of direction may go, runs of blanks may shrink. */
function printable(text: string): string {
  return text
    .replaceAll(/\p{Cc}?\[\d+m/gu, '')
    .replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD\u2400-\u2426]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
