// A process that holds one engine and nothing else, for the engine's bench: it does what its argument asks for and prints
// one line of JSON. Memory is that of this process.
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryInput } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { hours, isoDate } from '#shared/plan/quantity.ts';
import { durations, median, percentile } from './measure.ts';

const [, , task = '', folder = '', dataFolder = '', ...rest] = process.argv;

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`Expected the engine to do it, found: ${result.error.message}`);
  return result.value;
}

const open = async (): Promise<Engine> => valueOf(await openEngine({ folder, dataFolder }));

/** Resident memory in MB: now, and the most so far. Where the system does not say, what Node knows. */
function memory(): { now: number; most: number } {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const of = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
    return { now: of('VmRSS'), most: of('VmHWM') };
  } catch {
    return { now: process.memoryUsage.rss() / 2 ** 20, most: process.resourceUsage().maxRSS / 1024 };
  }
}

const diskUse = (): number =>
  ['workspace.sqlite', 'workspace.sqlite-wal', 'journal.bin'].reduce(
    (sum, name) => sum + (statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  ) / 1e6;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Imports plan files one after another, as given on the command line. */
async function importAll(): Promise<object> {
  const engine = await open();
  const taken: number[] = [];
  for (const path of rest) {
    const files = [{ path, text: readFileSync(path, 'utf8') }];
    taken.push(await milliseconds(async () => valueOf(await engine.run('import-plan', { files }))));
  }
  // What an import leaves for after its answer counts as well.
  await delay(3000);
  const { most: peak, now: settled } = memory();
  await engine.close();
  return { taken, peak, settled, disk: diskUse() };
}

/** Imports a plan file while somebody else works all the time, once to the end and once until it is cancelled. */
async function importBeside(): Promise<object> {
  const engine = await open();
  const path = must(rest[0], 'a plan file');
  const files = [{ path, text: readFileSync(path, 'utf8') }];
  let told = 0;
  const job = { done: false };
  const imported = engine.run('import-plan', { files }, { onProgress: () => (told += 1) }).finally(() => (job.done = true));
  let stall = 0;
  for (let number = 0; !job.done; number += 1) {
    stall = Math.max(stall, await milliseconds(async () => valueOf(await engine.command('rename-workspace', { name: `Name ${number}` }))));
    await delay(20);
  }
  valueOf(await imported);
  const roadmaps = valueOf(await engine.query('workspace', {})).rows.length;
  const control = new AbortController();
  const second = engine.run(
    'import-plan',
    { files: files.map((file) => ({ ...file, path: `${path}.again` })) },
    { signal: control.signal },
  );
  await delay(1000);
  const cancel = await milliseconds(async () => {
    control.abort();
    await second;
  });
  const left = valueOf(await engine.query('workspace', {})).rows.length;
  await engine.close();
  return { stall, told, cancel, leftBehind: left - roadmaps };
}

/** Each with a plain form and with conditions, words that are there, half there, mistyped and not there. */
const searches = [
  'engine',
  'cache router',
  'grammar header vault',
  'gate',
  'comit',
  'ledgr tokn',
  '"cursor gateway"',
  'zzzzqq',
  'status:open priority:P0',
  'blocked:yes estimate:>8',
  'ready:yes engine',
  'status:open priority:P0 cache -router',
  'component:engine',
  'estimate:<=4 status:done',
  'has:assignee kernel or lattice',
];

/** What only reads, of a workspace that is there. */
async function read(): Promise<object> {
  const first: number[] = [];
  for (let run = 0; run < 9; run += 1) {
    const started = performance.now();
    const engine = await open();
    valueOf(await engine.query('issue-list', { limit: 100 }));
    first.push(performance.now() - started);
    await engine.close();
  }
  const engine = await open();
  const lists: Record<string, number> = {};
  const shapes: QueryInput<'issue-list'>[] = [
    ...(['readiness', 'rank', 'key', 'title', 'priority', 'estimate'] as const).map((order) => ({ order })),
    ...(['component', 'milestone', 'label', 'sprint'] as const).map((group) => ({ group })),
  ];
  for (const shape of shapes) {
    // Another window each time, after a first one that is not measured: what scrolling costs.
    let offset = 0;
    lists[JSON.stringify(shape)] = await median(
      async () => valueOf(await engine.query('issue-list', { ...shape, limit: 100, offset: (offset += 100) })),
      5,
      1,
    );
  }
  const found: number[] = [];
  const worst: Record<string, number> = {};
  for (const text of searches) {
    const taken = await durations(async () => valueOf(await engine.query('search', { text, limit: 20 })), 20, 3);
    found.push(...taken);
    worst[text] = percentile(taken, 0.95);
  }
  let day = 0;
  const schedule = await median(
    async () => valueOf(await engine.query('schedule', { from: isoDate(`2026-01-${String((day += 1)).padStart(2, '0')}`) })),
    3,
    1,
  );
  const workspace = await median(async () => valueOf(await engine.query('workspace', {})), 5, 1);
  await engine.close();
  return {
    first: percentile(
      first.toSorted((one, other) => one - other),
      0.5,
    ),
    lists,
    search: percentile(
      found.toSorted((one, other) => one - other),
      0.95,
    ),
    searches: worst,
    schedule,
    workspace,
  };
}

/** What is edited, in the order in which a person would meet it. */
async function edit(): Promise<object> {
  const engine = await open();
  const { rows } = valueOf(await engine.query('issue-list', { limit: 500 }));
  const issueIds = rows.map(({ id }) => id);
  const estimate = (ids: readonly IssueId[], likely: number): Promise<unknown> =>
    engine
      .command('set-estimate', { issueIds: [...ids], estimate: { likely: hours(likely), optimistic: null, pessimistic: null } })
      .then(valueOf);
  let reads = 0;
  let slowestRead = 0;
  const document = { loaded: false };
  const firstEdit = milliseconds(() => estimate(issueIds.slice(0, 1), 77)).finally(() => (document.loaded = true));
  while (!document.loaded) {
    slowestRead = Math.max(
      slowestRead,
      await milliseconds(async () => valueOf(await engine.query('issue-detail', { issueId: must(issueIds[reads % 100], 'an issue') }))),
    );
    reads += 1;
    await delay(5);
  }
  const first = await firstEdit;
  let at = 0;
  const commands = await durations(() => estimate([must(issueIds[(at += 1) % issueIds.length], 'an issue')], 1 + (at % 40)), 300, 20);
  const bulk = await median(() => estimate(issueIds, 50 + (at += 1)), 5, 1);
  await delay(3000);
  const settled = memory();
  const rebuild = rest.includes('rebuild') ? await milliseconds(async () => valueOf(await engine.rebuild())) : null;
  await engine.close();
  return {
    first,
    reads,
    slowestRead,
    median: percentile(commands, 0.5),
    p95: percentile(commands, 0.95),
    bulk,
    settled: settled.now,
    rebuild,
  };
}

/** What somebody meets who looks at the plan for a moment before changing it. */
async function lateEdit(): Promise<object> {
  const engine = await open();
  const { rows } = valueOf(await engine.query('issue-list', { limit: 100 }));
  await delay(3000);
  const issueId = must(rows[0], 'an issue').id;
  const first = await milliseconds(async () => valueOf(await engine.command('update-issue', { issueId, patch: { title: 'Looked at' } })));
  await engine.close();
  return { first };
}

const tasks: Readonly<Record<string, () => Promise<object>>> = {
  import: importAll,
  beside: importBeside,
  read,
  edit,
  'late-edit': lateEdit,
};
console.log(JSON.stringify(await must(tasks[task], 'a task')()));
