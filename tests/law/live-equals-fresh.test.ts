import { hostname } from 'node:os';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { userName } from '#electron/engine/document/user-name.ts';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { openReader } from '#electron/engine/store/connection.ts';
import type { Result } from '#shared/base/result.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { LawTally } from '#tests/support/law/law-tally.ts';
import { checkLiveEqualsFresh } from '#tests/support/law/live-equals-fresh.ts';
import { answersAnew, liveQuestions, toldAtLast, watchQuestion } from '#tests/support/law/live-question.ts';
import { nameOf, randomSteps, type SettledStep, settleStep } from '#tests/support/law/random-step.ts';
import { memoryChannel } from '#tests/support/memory-channel.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';
import { keepInMemory, temporaryFolder } from '#tests/support/temporary-folder.ts';

// Law 3: after every command each subscribed result equals the query run anew; on the engine itself and at the far end of
// a channel, where it was put together from changes.

keepInMemory();

test('every subscribed result equals the query run anew, after any command', async () => {
  const seen = await checkLiveEqualsFresh({ runs: 11, seed: 17 });
  expect(seen.missing).toEqual([]);
  expect(seen.compared).toBeGreaterThan(5000);
});

async function openBoth(): Promise<{ engine: Engine; far: Connection }> {
  const opened = await openEngine({ folder: temporaryFolder(), dataFolder: temporaryFolder() });
  if (!opened.ok) throw new Error(opened.error.message);
  const [server, client] = memoryChannel<EngineMessage, ClientMessage>();
  serveChannel(opened.value, server);
  return { engine: opened.value, far: connectChannel(client) };
}

function send(connection: Connection, step: SettledStep): Promise<Result<unknown, Problem>> {
  if (step.kind === 'import') return connection.run('import-plan', step.args);
  if (step.kind === 'archive') return connection.run('archive', step.args);
  return connection.command(step.name, step.args);
}

test('the same of a whole engine with its threads', async () => {
  const tally = new LawTally();
  await fc.assert(
    fc.asyncProperty(randomPlanFile, randomSteps(6, 10), async (first, steps) => {
      const { engine, far } = await openBoth();
      await engine.run('import-plan', { files: [first] });
      const opened = openReader(engine.folder);
      if (!opened.ok) throw new Error(opened.error.message);
      const reader = opened.value;
      try {
        const asked = liveQuestions(reader);
        const watches = [engine, far].map((connection) => asked.map((question) => watchQuestion(connection, question)));
        for (const [index, step] of steps.entries()) {
          const settled = settleStep(step, { folder: engine.folder, reader });
          tally.note(settled, (await send(index % 2 === 0 ? engine : far, settled)).ok);
          const fresh = answersAnew(reader, engine.folder, asked, { me: userName(), deviceName: hostname() });
          for (const watched of watches) expect(await toldAtLast(watched, fresh), nameOf(step)).toEqual(fresh);
        }
      } finally {
        reader.close();
        await far.close();
        await engine.close();
      }
    }),
    { numRuns: 4, seed: 18 },
  );
  // A law that nothing was done under says nothing.
  expect(tally.carriedOut).toBeGreaterThan(10);
});
