// Law 3 without threads: after every step each subscribed result equals the query run anew, at the engine and at the far end
// of a channel, where it was put together from changes. Each sequence subscribes to a few questions; many see all.
import fc from 'fast-check';
import { expect } from 'vitest';
import { LiveQueries } from '#electron/engine/live-query.ts';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { must } from '#shared/base/must.ts';
import { failure } from '#shared/base/result.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import { connectionOf } from '#shared/contract/connection-in.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { problem } from '#shared/contract/problem.ts';
import { memoryChannel } from '../memory-channel.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { answersAnew, liveQuestions, toldAtLast, watchQuestion } from './live-question.ts';
import { nameOf, randomSteps, takeStep } from './random-step.ts';

/** A connection that only subscribes: commands go to the store directly. */
function subscriptionsOf(live: LiveQueries): Connection {
  const refused = async (): Promise<never> => failure(problem('unavailable', 'This connection only subscribes.')) as never; // no answer is one of every call
  return connectionOf({
    command: refused,
    query: refused,
    run: refused,
    subscribe(_view, name, args, listener) {
      const query = prepareQuery(name, args);
      if (!query.ok) throw new Error(query.error.message);
      return live.subscribe(query.value, listener);
    },
    close: async () => live.clear(),
  });
}

/** What the engine does after each commit. */
function tellCommits({ commits }: OpenStore, live: LiveQueries, from: number): number {
  for (const { tables } of commits.slice(from)) live.touch(tables);
  return commits.length;
}

/** What was done, and how many answers were compared. */
class LiveTally extends LawTally {
  compared = 0;
}

/** Checks law 3. */
export async function checkLiveEqualsFresh(runs: LawRuns): Promise<LiveTally> {
  const tally = new LiveTally();
  await fc.assert(
    fc.asyncProperty(
      randomPlanFile,
      randomSteps(4, 16),
      fc.array(fc.nat({ max: 1000 }), { minLength: 5, maxLength: 5 }),
      async (first, steps, picks) => {
        const open = openStore();
        takeStep(open, { kind: 'import', file: first }, tally);
        const live = new LiveQueries(createReader(open.reader, open.folder));
        const near = subscriptionsOf(live);
        const [server, client] = memoryChannel<EngineMessage, ClientMessage>();
        serveChannel(near, server);
        const far = connectChannel(client);
        const all = liveQuestions(open.reader);
        const asked = [...new Set(picks.map((pick) => must(all[pick % all.length], 'a question')))];
        const watches = [near, far].map((connection) => asked.map((question) => watchQuestion(connection, question)));
        let told = open.commits.length;
        for (const step of steps) {
          takeStep(open, step, tally);
          told = tellCommits(open, live, told);
          const fresh = answersAnew(open.reader, open.folder, asked);
          for (const watched of watches) expect(await toldAtLast(watched, fresh), nameOf(step)).toEqual(fresh);
          tally.compared += 2 * asked.length;
        }
        await far.close();
        await near.close();
        open.discard();
        tally.sequences += 1;
      },
    ),
    // All questions, in turn.
    lawParameters(
      runs,
      Array.from({ length: 8 }, (_, index) => [everyCommandPlan, [...everyCommand], [0, 1, 2, 3, 4].map((pick) => index * 5 + pick)]),
    ),
  );
  return tally;
}
