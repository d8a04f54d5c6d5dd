import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { Result } from '#shared/base/result.ts';
import { type Namespace, namespaceSupport, openTwoNamespaces, type TwoNamespaces } from '#tests/support/sync/network-namespace.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { waitForAnswer } from '#tests/support/wait-for-answer.ts';

// Two engines on two machines, from the short code to plans that are equal again after the line was cut.

const support = namespaceSupport();
const engineProgram = fileURLToPath(new URL('../support/sync/engine-program.ts', import.meta.url));

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

const titlesOf = ({ rows }: QueryResult<'issue-list'>): string[] => rows.map(({ title }) => title).toSorted();

if ('missing' in support) {
  test(`pairing and sync on a bad line did NOT run: ${support.missing}`, () => {
    expect(support.missing).not.toBe('');
  });
} else {
  describe(`two engines on a line that ${support.cable}`, () => {
    let network: TwoNamespaces;
    const ends: (() => Promise<unknown>)[] = [];
    beforeEach(async () => {
      network = await openTwoNamespaces(support.cable);
    });
    afterEach(async () => {
      for (const end of ends.splice(0)) await end();
      await network.close();
    });

    function openEngine(place: Namespace, author: string): Connection {
      const folder = temporaryFolder();
      const started = place.start(engineProgram, [join(folder, 'workspace'), join(folder, 'data'), author]);
      ends.push(async () => {
        const gone = once(started, 'exit');
        if (started.connected) started.disconnect();
        await gone;
      });
      return connectChannel({
        send: (message) => void started.send(message),
        onMessage: (listener) => void started.on('message', listener),
        onClose: (listener) => void started.on('disconnect', listener),
        close: () => started.disconnect(),
      });
    }

    test('they pair by a short code, sync, are cut off, and are equal again', async () => {
      const [ana, ben] = [openEngine(network.one, 'Ana'), openEngine(network.other, 'Ben')];
      const { roadmapId } = valueOf(await ana.command('create-roadmap', { title: 'Compiler' }));
      for (const title of ['Lexer', 'Parser', 'Types']) valueOf(await ana.command('create-issue', { roadmapId, title }));
      valueOf(await ana.run('start-team', {}));
      await waitForAnswer(ana, 'sync-status', {}, ({ summary }) => summary.addresses.length > 0);
      const { link } = valueOf(await ana.run('invite', {}));
      const { promise: shown, resolve: show } = Promise.withResolvers<string>();
      const offered = ana.run('offer-code', { link }, { onProgress: ({ step }) => show(step) });
      const received = valueOf(await ben.run('find-code', { code: (await shown).toLowerCase() }));
      expect(received.link).toBe(link);
      expect(valueOf(await offered)).toEqual({ end: 'used' });
      valueOf(await ben.run('join-team', received));
      const first = await waitForAnswer(ben, 'issue-list', {}, ({ rows }) => rows.length === 3);
      expect(titlesOf(first)).toEqual(['Lexer', 'Parser', 'Types']);
      const inSync = ({ rows }: QueryResult<'sync-status'>): boolean => rows.length === 1 && rows.every((row) => row.inSync);
      await waitForAnswer(ana, 'sync-status', {}, inSync);
      await waitForAnswer(ben, 'sync-status', {}, inSync);

      network.cut();
      const lexer = first.rows.find(({ title }) => title === 'Lexer')?.id ?? '';
      valueOf(await ana.command('set-priority', { issueIds: [lexer], priority: 'P0' }));
      valueOf(await ana.command('create-issue', { roadmapId, title: 'By Ana' }));
      valueOf(await ben.command('update-issue', { issueId: lexer, patch: { title: 'Lexer and tokens' } }));
      valueOf(await ben.command('create-issue', { roadmapId, title: 'By Ben' }));
      const status = await waitForAnswer(ana, 'sync-status', {}, ({ rows }) => rows.some(({ waiting }) => waiting > 0));
      expect(status.rows.map((row) => row.inSync)).toEqual([false]);

      network.mend();
      const merged = ['By Ana', 'By Ben', 'Lexer and tokens', 'Parser', 'Types'];
      for (const one of [ana, ben]) {
        const { rows } = await waitForAnswer(one, 'issue-list', {}, (result) => titlesOf(result).join() === merged.join());
        expect(rows.find(({ id }) => id === lexer)?.priority).toBe('P0');
      }
      await waitForAnswer(ana, 'sync-status', {}, inSync);
      await waitForAnswer(ben, 'sync-status', {}, inSync);
      expect(network.sentOutside()).toBe(0);
    });
  });
}
