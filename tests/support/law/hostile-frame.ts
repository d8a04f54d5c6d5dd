// Bad input as it comes over a channel: whatever bytes or messages a client sends, each message is answered under its own id
// with a named error or with an answer, the engine goes on for others, and what was refused has changed nothing.
import fc from 'fast-check';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { openReader, type ReadConnection } from '#electron/engine/store/connection.ts';
import type { z } from 'zod';
import { commands } from '#shared/contract/command.ts';
import { jobs } from '#shared/contract/job.ts';
import { contractVersion } from '#shared/contract/message.ts';
import { queries } from '#shared/contract/query.ts';
import { hostileArguments, hostileText } from '../hostile-arbitrary.ts';
import { projectedRows } from '../projected-rows.ts';
import { valueOf } from '../running-app.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A way to an engine for bytes as they are. */
export interface RawClient {
  /** Sends bytes or a text as one message of the transport. */
  send(bytes: Buffer | string): void;
  /** Answers that came, as they came. */
  readonly answers: readonly unknown[];
  /** The engine ended the connection. */
  readonly isClosed: boolean;
  close(): void;
}

/** Reaches an engine anew. */
export type RawConnect = (engine: Engine) => Promise<RawClient>;

const places = fc.oneof(
  fc.nat({ max: 5 }).map((number) => `known-${number}`),
  fc.constantFrom('__proto__', 'constructor', 'never-was'),
);

type Kind = 'command' | 'query' | 'subscribe' | 'run';
interface Sent {
  readonly type: Kind;
  readonly name: string;
  readonly args: unknown;
  readonly view: unknown;
}

const view = fc.option(fc.oneof(hostileText, fc.constantFrom<unknown>('moment:1', 'moment:0', 'baseline:x', 'scenario:../..', 5, {})), {
  freq: 12,
  nil: undefined,
});

/** Calls of one kind by every name of the contract, and by names that are none. */
function calls(type: Kind, declared: Readonly<Record<string, { readonly args: z.ZodType }>>): fc.Arbitrary<Sent> {
  const named = Object.entries(declared).map(([name, { args }]) =>
    fc.record({ type: fc.constant(type), name: fc.constant(name), args: hostileArguments(args, places), view }),
  );
  const nameless = fc.record({ type: fc.constant(type), name: hostileText, args: fc.constant({}), view });
  return fc.oneof(...named, nameless);
}

const anyCall = fc.oneof(
  { weight: 3, arbitrary: calls('command', commands) },
  { weight: 1, arbitrary: calls('query', queries) },
  { weight: 1, arbitrary: calls('subscribe', queries) },
  { weight: 4, arbitrary: calls('run', jobs) },
);

/** Texts that are no message of the contract. */
const noise = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.json(),
  fc.constantFrom(
    '',
    'null',
    '[]',
    '{"type":"command"}',
    '{"type":"hello","id":-1,"version":1}',
    '{"__proto__":{"type":"hello"}}',
    '{"id":1e400}',
  ),
  fc
    .record({ type: fc.constantFrom('command', 'cancel', 'unsubscribe', 'hello', 'x'), id: fc.anything() })
    .map((value) => JSON.stringify(value)),
);

const anyMessage = fc.oneof(
  { weight: 3, arbitrary: anyCall.map((call) => ({ call, text: null })) },
  { weight: 1, arbitrary: noise.map((text) => ({ call: null, text })) },
);

/** What came of many messages. */
export interface FrameCount {
  calls: number;
  answered: number;
  refused: number;
  noise: number;
}

interface Answer {
  readonly type: string;
  readonly id: number;
  readonly problem?: { readonly code: string; readonly message: string };
}

const isAbout = (answer: unknown, id: number): answer is Answer =>
  typeof answer === 'object' && answer !== null && 'id' in answer && answer.id === id && 'type' in answer && answer.type !== 'progress';

/** Waits for the answer under an id; the engine owes one to every message that has an id. */
async function answerTo(client: RawClient, id: number): Promise<Answer> {
  for (;;) {
    const found = client.answers.find((answer) => isAbout(answer, id));
    if (isAbout(found, id)) return found;
    if (client.isClosed) throw new Error(`The connection ended before message ${id} was answered.`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Everything that a call may change. */
function state(reader: ReadConnection): unknown {
  return { rows: projectedRows(reader), log: reader.prepare('SELECT seq, hash FROM change ORDER BY seq').all() };
}

/** One client with the number of its last message. */
class Speaker {
  #id = 1;
  readonly #connect: RawConnect;
  readonly #engine: Engine;
  client: RawClient | null = null;

  constructor(connect: RawConnect, engine: Engine) {
    this.#connect = connect;
    this.#engine = engine;
  }

  async greeted(): Promise<RawClient> {
    if (this.client !== null && !this.client.isClosed) return this.client;
    const client = await this.#connect(this.#engine);
    this.client = client;
    const id = (this.#id += 1);
    client.send(JSON.stringify({ type: 'hello', id, version: contractVersion }));
    const { type } = await answerTo(client, id);
    if (type !== 'welcome') throw new Error(`Expected a welcome, but got ${type}.`);
    return client;
  }

  /** `afterNoise`: the engine may be about to put this client out, who then comes again. */
  async ask(message: object, afterNoise = false): Promise<Answer> {
    const client = await this.greeted();
    const id = (this.#id += 1);
    client.send(JSON.stringify({ ...message, id }));
    try {
      return await answerTo(client, id);
    } catch (error) {
      if (afterNoise) return this.ask(message);
      throw error;
    }
  }
}

/** Puts the ids that are there where an argument names one by its place. */
function settle(value: unknown, ids: readonly string[]): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (_, part: unknown) => {
      const [, number] = typeof part === 'string' ? (/^known-(\d+)$/u.exec(part) ?? []) : [];
      return number === undefined ? part : ids[Number(number) % ids.length];
    }),
  );
}

async function smallPlan(engine: Engine): Promise<string[]> {
  const { roadmapId } = valueOf(await engine.command('create-roadmap', { title: 'Plan' }));
  const one = valueOf(await engine.command('create-issue', { roadmapId, title: 'One' }));
  const other = valueOf(await engine.command('create-issue', { roadmapId, title: 'Other' }));
  return [roadmapId, one.issueId, other.issueId];
}

/** Sends `count` messages over connections that `connect` makes. */
export async function checkHostileFrames(connect: RawConnect, count: number, seed: number): Promise<FrameCount> {
  const root = temporaryFolder();
  const cold = join(root, 'cold');
  mkdirSync(cold);
  const engine = valueOf(await openEngine({ folder: join(root, 'workspace'), dataFolder: join(root, 'data') }));
  const ids = [...(await smallPlan(engine)), cold];
  const reader = valueOf(openReader(engine.folder));
  const speaker = new Speaker(connect, engine);
  const seen: FrameCount = { calls: 0, answered: 0, refused: 0, noise: 0 };
  try {
    for (const { call, text } of fc.sample(anyMessage, { numRuns: count, seed })) {
      if (call === null) {
        (await speaker.greeted()).send(text);
        seen.noise += 1;
      } else {
        seen.calls += 1;
        const before = state(reader);
        const answer = await speaker.ask({ ...call, args: settle(call.args, ids) });
        if (answer.type === 'problem') {
          seen.refused += 1;
          const what = `${call.type} ${call.name.slice(0, 40)}: ${answer.problem?.message.slice(0, 300)}`;
          expect(answer.problem?.code, what).not.toBe('internal');
          expect(state(reader), what).toEqual(before);
        } else seen.answered += 1;
      }
      // The engine is there for everybody else, and for this client again if it had to be put out.
      expect((await engine.query('workspace', {})).ok).toBe(true);
      expect((await speaker.ask({ type: 'query', name: 'undo-state', args: {} }, call === null)).type).toBe('rows');
    }
  } finally {
    reader.close();
    speaker.client?.close();
    await engine.close();
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  return seen;
}
