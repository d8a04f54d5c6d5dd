// A device of the sync bench: see sync-device.ts. Not a bench itself.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { openIrohNetwork } from '#electron/engine/sync/iroh-network.ts';
import type { PeerConnection, PeerNetwork } from '#electron/engine/sync/peer-network.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryName, QueryResult } from '#shared/contract/query.ts';
import { generatePlans } from '#tests/support/plan-generator.ts';

const [folder = '', author = ''] = process.argv.slice(2);
const counted = { sent: 0, received: 0 };
/** By connection, when the network had taken the first bytes since the last edit, in milliseconds since 1970. */
const taken = new Map<PeerConnection, number>();

function counting(connection: PeerConnection): PeerConnection {
  return {
    remoteId: connection.remoteId,
    path: () => connection.path(),
    close: () => connection.close(),
    async send(bytes) {
      counted.sent += bytes.length;
      await connection.send(bytes);
      if (!taken.has(connection)) taken.set(connection, Date.now());
    },
    async read() {
      const bytes = await connection.read();
      counted.received += bytes?.length ?? 0;
      return bytes;
    },
  };
}

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const engine: Engine = valueOf(
  await openEngine({
    folder: join(folder, 'workspace'),
    dataFolder: join(folder, 'data'),
    author,
    openNetwork: async ({ port, relays }, secret): Promise<PeerNetwork> => {
      const network = await openIrohNetwork({ secret, bind: `127.0.0.1:${port}`, relays });
      return {
        ...network,
        connect: async (deviceId, addresses) => counting(await network.connect(deviceId, addresses)),
        async *incoming() {
          for await (const connection of network.incoming()) yield counting(connection);
        },
      };
    },
  }),
);

/** Resolves with the first answer of a live query that is as wanted. */
function until<Name extends QueryName>(
  name: Name,
  args: object,
  wanted: (value: QueryResult<Name>) => boolean,
): Promise<QueryResult<Name>> {
  return new Promise((resolve) => {
    let found = false;
    const end = engine.subscribe(name, args as never, (answer) => {
      // as the query of that name wants them
      if (found || !answer.ok || !wanted(answer.value)) return;
      found = true;
      setImmediate(() => end());
      resolve(answer.value);
    });
  });
}

const inSync = ({ rows }: QueryResult<'sync-status'>): boolean => rows.length > 0 && rows.every((row) => row.inSync);
let ids: string[] = [];

async function issueIds(): Promise<string[]> {
  if (ids.length === 0) ids = valueOf(await engine.query('issue-list', { order: 'key', limit: 500 })).rows.map(({ id }) => id);
  return ids;
}

const tasks: Readonly<Record<string, (args: never) => Promise<object>>> = {
  async found({ issues }: { issues: number }) {
    const files = generatePlans({ seed: 1, issues }).map(({ text }, at) => ({ path: `plan-${at}.md`, text }));
    valueOf(await engine.run('import-plan', { files }));
    valueOf(await engine.run('start-team', {}));
    valueOf(await engine.run('set-sync', { discovery: false }));
    await until('sync-status', {}, ({ summary }) => summary.addresses.length > 0);
    const database = new Database(join(folder, 'workspace', 'workspace.sqlite'), { readonly: true });
    const unsaved = database
      .prepare<[], number>(
        `SELECT count(*) FROM document WHERE kind IN ('roadmap', 'text') AND id NOT IN (SELECT document_id FROM document_snapshot)`,
      )
      .pluck();
    // Documents are saved when there is nothing else to do.
    while (unsaved.get() !== 0) await delay(100);
    const saved = database.prepare<[], number>('SELECT coalesce(sum(length(bytes)), 0) FROM document_snapshot').pluck().get();
    database.close();
    return { issues, saved };
  },
  async invite() {
    return { link: valueOf(await engine.run('invite', { role: 'editor' })).link };
  },
  async join({ link, total }: { link: string; total: number }) {
    valueOf(await engine.run('set-sync', { discovery: false }));
    const before = counted.received;
    const began = performance.now();
    valueOf(await engine.run('join-team', { link }));
    const since = (): number => performance.now() - began;
    const first = until('issue-list', { limit: 100 }, ({ rows }) => rows.length > 0).then(since);
    await until('sync-status', {}, inSync);
    await until('workspace', {}, ({ summary }) => JSON.stringify(summary).includes(String(total)));
    return { first: await first, all: since(), bytes: counted.received - before };
  },
  async joinAtWork({ link, total }: { link: string; total: number }) {
    valueOf(await engine.run('set-sync', { discovery: false }));
    valueOf(await engine.run('join-team', { link }));
    await until('sync-status', {}, ({ rows }) => rows.length > 0);
    const come = new AbortController();
    void until('workspace', {}, ({ summary }) => JSON.stringify(summary).includes(String(total))).then(() => come.abort());
    const { roadmapId } = valueOf(await engine.command('create-roadmap', { title: 'Beside the plan that comes' }));
    let longest = 0;
    let made = 0;
    for (; !come.signal.aborted; made += 1) {
      const began = performance.now();
      valueOf(await engine.command('update-roadmap', { roadmapId, title: `Command ${made}` }));
      longest = Math.max(longest, performance.now() - began);
      await new Promise((resolve) => void setTimeout(resolve, 20));
    }
    return { longest, made };
  },
  async edits({ count, word }: { count: number; word: string }) {
    const all = await issueIds();
    for (let made = 0; made < count; made++) {
      const issueId = must(all[made % all.length], 'an issue');
      valueOf(await engine.command('update-issue', { issueId, patch: { title: `${word} ${made}` } }));
    }
    return { made: count };
  },
  async sync({ enabled }: { enabled: boolean }) {
    valueOf(await engine.run('set-sync', { enabled }));
    return {};
  },
  async synced() {
    const began = performance.now();
    await until('sync-status', {}, inSync);
    return { taken: performance.now() - began };
  },
  async edit({ title }: { title: string }) {
    const id = must((await issueIds())[0], 'an issue');
    taken.clear();
    const at = Date.now();
    valueOf(await engine.command('update-issue', { issueId: id, patch: { title } }));
    return { at, id };
  },
  /** To how many others the last edit was sent, and when to the last of them. */
  told() {
    return Promise.resolve({ peers: taken.size, at: Math.max(...taken.values()) });
  },
  async seen({ id, title }: { id: string; title: string }) {
    await until('issue-detail', { issueId: id }, (value) => JSON.stringify(value).includes(title));
    return { at: Date.now() };
  },
  cost() {
    const { user, system } = process.cpuUsage();
    return Promise.resolve({ cpu: (user + system) / 1000, ...counted, rss: process.memoryUsage().rss / 1e6 });
  },
  async close() {
    await engine.close();
    setImmediate(() => process.exit(0));
    return {};
  },
};

process.on('message', ({ id, name, args }: { id: number; name: string; args: object }) => {
  // The parent asks what there is.
  void must(tasks[name], `the task ${name}`)(args as never).then((answer) => process.send?.({ id, answer }));
});

// A bench that failed leaves no device behind.
process.on('disconnect', () => process.exit(1));
