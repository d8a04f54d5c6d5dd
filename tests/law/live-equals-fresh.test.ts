import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { openReader } from '#electron/engine/store/connection.ts';
import { must } from '#shared/base/must.ts';
import { type Result, success } from '#shared/base/result.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { CommandName } from '#shared/contract/command.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { Grouping, type QueryInput, type QueryName } from '#shared/contract/query.ts';
import { memoryChannel } from '#tests/support/memory-channel.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// Law 3: after every command each subscribed result equals the query run anew; on the engine itself and at the far end of
// a channel, where it was put together from changes.

/** One random step: numbers that pick among what exists when the step is taken. */
const step = fc.record({
  kind: fc.nat({ max: 999 }),
  first: fc.nat({ max: 999 }),
  second: fc.nat({ max: 999 }),
  amount: fc.integer({ min: 1, max: 40 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Ids that steps pick from. */
interface Known {
  readonly roadmaps: string[];
  readonly milestones: string[];
  readonly issues: string[];
  readonly people: string[];
  readonly sprints: string[];
  readonly items: string[];
}

type Act = (connection: Connection, known: Known, step: Step) => Promise<Result<unknown, Problem>>;

/** Sends a command whose arguments were made up: ids without brands, some of them of records that are gone. */
function send(connection: Connection, name: CommandName, args: object): Promise<Result<Record<string, string>, Problem>> {
  return connection.command(name, args) as Promise<Result<Record<string, string>, Problem>>; // see above
}

function pick<Item>(items: readonly Item[], number: number): Item | null {
  return items[number % Math.max(1, items.length)] ?? null;
}

/** Makes a record and remembers its id. */
async function make(
  connection: Connection,
  name: CommandName,
  args: object,
  ids: string[],
  field: string,
): Promise<Result<unknown, Problem>> {
  const made = await send(connection, name, args);
  if (made.ok) ids.push(must(made.value[field], `${field} in the answer of ${name}`));
  return made;
}

const names = ['Core', 'Table', 'Sprint 1', 'Sprint 2', null];
const acts: readonly Act[] = [
  (to, known, { amount }) => make(to, 'create-roadmap', { title: `Plan ${amount}` }, known.roadmaps, 'roadmapId'),
  (to, known, { first, amount }) =>
    make(
      to,
      'create-milestone',
      { roadmapId: pick(known.roadmaps, first), key: `M${amount}`, title: 'Milestone' },
      known.milestones,
      'milestoneId',
    ),
  ...Array.from(
    { length: 4 },
    (): Act =>
      (to, known, { first, second, amount }) =>
        make(
          to,
          'create-issue',
          {
            roadmapId: pick(known.roadmaps, first),
            title: `Issue ${amount}`,
            priority: pick(['P0', 'P1', 'P2', null], second),
            component: pick(names, first),
            sprint: pick(names, second),
            estimate: amount % 3 === 0 ? null : { likely: amount, optimistic: amount % 2 === 0 ? amount / 2 : null, pessimistic: null },
          },
          known.issues,
          'issueId',
        ),
  ),
  (to, known, { first, second }) =>
    send(to, 'set-status', {
      issueIds: [pick(known.issues, first)],
      category: pick(['backlog', 'planned', 'in-progress', 'done', 'cancelled'], second),
    }),
  (to, known, { first, second }) =>
    send(to, 'set-status', { issueIds: [...new Set([pick(known.issues, first), pick(known.issues, second)])], category: 'done' }),
  (to, known, { first, amount }) =>
    send(to, 'set-estimate', {
      issueIds: [pick(known.issues, first)],
      estimate: { likely: amount, optimistic: 0, pessimistic: amount * 2 },
    }),
  (to, known, { first, second }) =>
    send(to, 'set-priority', { issueIds: [pick(known.issues, first)], priority: pick(['P0', 'P3', null], second) }),
  (to, known, { first, second }) =>
    send(to, 'add-dependency', { issueId: pick(known.issues, first), dependsOnId: pick(known.issues, second) }),
  (to, known, { first, second }) =>
    send(to, 'add-dependency', { issueId: pick(known.issues, first), dependsOnId: pick(known.issues, second) }),
  (to, known, { first, second }) =>
    send(to, 'remove-dependency', { issueId: pick(known.issues, first), dependsOnId: pick(known.issues, second) }),
  (to, known, { first, amount }) =>
    send(to, 'update-issue', { issueId: pick(known.issues, first), patch: { title: `Renamed ${amount}`, labels: [`l${amount % 3}`] } }),
  (to, known, { first, second }) =>
    send(to, 'move-issue', { issueId: pick(known.issues, first), afterId: pick([...known.issues, null], second) }),
  (to, known, { first, second }) =>
    send(to, 'set-milestone', { issueIds: [pick(known.issues, first)], milestoneId: pick(known.milestones, second) }),
  (to, known, { first, second }) =>
    send(to, 'set-assignee', { issueIds: [pick(known.issues, first)], assigneeId: pick(known.people, second) }),
  (to, known, { first }) => send(to, 'delete-issue', { issueIds: [pick(known.issues, first)] }),
  (to, known, { first }) =>
    make(
      to,
      'add-item',
      { roadmapId: pick(known.roadmaps, first), issueId: pick(known.issues, first), kind: 'task', text: 'Do' },
      known.items,
      'itemId',
    ),
  (to, known, { first, amount }) => send(to, 'check-item', { itemIds: [pick(known.items, first)], done: amount % 2 === 0 }),
  (to, known, { first, amount }) =>
    send(to, 'add-external', { issueId: pick(known.issues, first), kind: amount % 2 ? 'blocker' : 'target', name: 'Outside' }),
  (to, known, { first }) => send(to, 'add-comment', { issueId: pick(known.issues, first), text: 'Hm.' }),
  (to, known, { amount }) => make(to, 'create-person', { name: `Person ${amount}`, hoursPerWeek: amount }, known.people, 'personId'),
  (to, known, { amount }) =>
    make(to, 'create-sprint', { name: `Sprint ${amount % 3}`, start: '2026-01-05', finish: '2026-01-16' }, known.sprints, 'sprintId'),
  (to, _known, { amount }) => send(to, 'create-flag', { name: `Flag ${amount % 4}`, on: amount % 2 === 0 }),
  (to, known, { first, amount }) =>
    send(to, 'update-issue', { issueId: pick(known.issues, first), patch: { flag: amount % 5 === 0 ? null : `Flag ${amount % 4}` } }),
  (to, _known, { amount }) => send(to, 'set-retention-rule', { name: `Rule ${amount % 3}`, statuses: ['done'], days: amount }),
  (to, _known, { amount }) => send(to, 'import-flags', { text: JSON.stringify({ [`Flag ${amount % 4}`]: amount % 3 === 0 }) }),
  (to) => send(to, 'undo', {}),
  (to) => send(to, 'redo', {}),
  (to, _known, { amount }) => send(to, 'set-capacity', { hoursPerWeek: amount }),
  (to, _known, { amount }) => send(to, 'rename-workspace', { name: `Workspace ${amount}` }),
];

interface Watched {
  readonly name: QueryName;
  readonly args: QueryInput<QueryName>;
}

/** Questions of every kind. */
function questions(): Watched[] {
  const watched = (name: QueryName, args: object): Watched => ({ name, args });
  return [
    watched('workspace', {}),
    watched('issue-list', {}),
    watched('issue-list', { order: 'title', offset: 2, limit: 3 }),
    watched('issue-list', { filter: { ready: true } }),
    watched('issue-list', { filter: { text: 'l1', blocked: false } }),
    ...Grouping.options.map((group) => watched('issue-list', { group, order: 'estimate', limit: 5 })),
    watched('find-issue', { text: '1' }),
    watched('saved-view-list', {}),
    watched('portfolio', { today: '2026-01-05' }),
    watched('portfolio-issues', { text: 'renamed', today: '2026-01-05' }),
    watched('search', { text: 'renamed 1 -label:l1' }),
    watched('search', { text: 'status:open estimate:>8 updated:<9d', today: '2026-01-05' }),
    watched('dependency-graph', {}),
    watched('effort-breakdown', { rows: 'component', columns: 'priority' }),
    watched('effort-area', { group: 'sprint', limit: 3 }),
    watched('schedule', { from: '2026-01-05' }),
    watched('critical-path', {}),
    watched('undo-state', {}),
    watched('trash', {}),
    watched('activity', {}),
    watched('activity', { text: 'renamed', limit: 3, offset: 1 }),
    watched('activity', { subject: 'milestone:', fields: ['milestone', 'title'] }),
    watched('flag-list', {}),
    watched('archive-list', {}),
    watched('retention-list', {}),
    watched('store-status', {}),
  ];
}

/** Subscribes to `question` through `connection`; answers what it was told last. */
function watch(connection: Connection, { name, args }: Watched): () => unknown {
  let last: unknown = null;
  connection.subscribe(name, args, (result) => {
    last = result;
  });
  return () => last;
}

/** The answers from a connection of their own: the engine may answer from what it remembers. */
function anew(folder: string, asked: readonly Watched[]): Result<unknown, Problem>[] {
  const connection = openReader(folder);
  if (!connection.ok) throw new Error(connection.error.message);
  const reader = createReader(connection.value, folder);
  const answers = asked.map(({ name, args }) => {
    const query = prepareQuery(name, args);
    return query.ok ? success(query.value.answer(reader)) : query;
  });
  connection.value.close();
  return answers;
}

/** Everybody is told when all that is on its way has arrived: the engine runs one stale query a turn. */
async function arrived(watches: readonly (() => unknown)[], fresh: readonly unknown[]): Promise<unknown[]> {
  const wanted = JSON.stringify(fresh);
  for (let turn = 0; turn < 500; turn++) {
    const told = watches.map((last) => last());
    if (JSON.stringify(told) === wanted) return told;
    await new Promise((resolve) => setTimeout(resolve, turn < 400 ? 1 : 20));
  }
  return watches.map((last) => last());
}

async function openBoth(): Promise<{ engine: Engine; far: Connection }> {
  const opened = await openEngine({ folder: temporaryFolder(), dataFolder: temporaryFolder() });
  if (!opened.ok) throw new Error(opened.error.message);
  const [server, client] = memoryChannel<EngineMessage, ClientMessage>();
  serveChannel(opened.value, server);
  return { engine: opened.value, far: connectChannel(client) };
}

test('every subscribed result equals the query run anew, after any command', async () => {
  let carried = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 35 }), async (steps) => {
      const { engine, far } = await openBoth();
      try {
        const known: Known = { roadmaps: [], milestones: [], issues: [], people: [], sprints: [], items: [] };
        await must(acts[0], 'an act')(engine, known, { kind: 0, first: 0, second: 0, amount: 1 });
        const asked = questions();
        asked.push({ name: 'roadmap-outline', args: { roadmapId: must(known.roadmaps[0], 'a roadmap') } });
        for (let issue = 0; issue < 2; issue++)
          await must(acts[2], 'an act')(engine, known, { kind: 0, first: 0, second: issue, amount: 5 });
        asked.push({ name: 'issue-detail', args: { issueId: must(known.issues[0], 'an issue') } });
        const near = asked.map((question) => watch(engine, question));
        const distant = asked.map((question) => watch(far, question));
        for (const one of steps) {
          const done = await must(pick(acts, one.kind), 'an act')(one.amount % 2 === 0 ? engine : far, known, one);
          if (done.ok) carried++;
          else refused++;
          const fresh = anew(engine.folder, asked);
          expect(await arrived(near, fresh)).toEqual(fresh);
          expect(await arrived(distant, fresh)).toEqual(fresh);
        }
      } finally {
        await far.close();
        await engine.close();
      }
    }),
    { numRuns: 8 },
  );
  // The law says nothing about commands that did nothing.
  expect(carried).toBeGreaterThan(refused / 3);
});
