// What travels over a channel between a client and the engine. JSON values only, so that every host can carry them.
import { z } from 'zod';
import { Progress } from './job.ts';
import { Problem } from './problem.ts';

/** Changes with every incompatible change of the contract or of these messages; a test hashes both. */
export const contractVersion = 1;

const id = z.int().min(0);
/** The plan that a message is about; the present one when absent. */
const view = z.string().max(80).optional();

/** From a client to the engine. `id` is chosen by the client and is unique on its channel. */
export const ClientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), id, version: z.int() }),
  z.object({ type: z.literal('command'), id, name: z.string(), args: z.unknown(), view }),
  z.object({ type: z.literal('query'), id, name: z.string(), args: z.unknown(), view }),
  z.object({ type: z.literal('subscribe'), id, name: z.string(), args: z.unknown(), view }),
  z.object({ type: z.literal('unsubscribe'), id }),
  z.object({ type: z.literal('run'), id, name: z.string(), args: z.unknown(), view }),
  z.object({ type: z.literal('cancel'), id }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** What changed in a live result since the last message about it. */
export const RowChange = z.object({
  /** Present when the summary changed. */
  summary: z.unknown().optional(),
  /** Rows that are new or different. */
  upsert: z.array(z.looseObject({ id: z.string() })),
  /** Ids in their new order, present when rows came, went or moved. */
  order: z.array(z.string()).optional(),
});
export type RowChange = z.infer<typeof RowChange>;

/** From the engine to a client, about the message with the same `id`. */
export const EngineMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), id, version: z.int() }),
  z.object({ type: z.literal('value'), id, value: z.unknown() }),
  z.object({ type: z.literal('problem'), id, problem: Problem }),
  z.object({ type: z.literal('rows'), id, summary: z.unknown(), rows: z.array(z.looseObject({ id: z.string() })) }),
  z.object({ type: z.literal('change'), id, change: RowChange }),
  z.object({ type: z.literal('progress'), id, progress: Progress }),
]);
export type EngineMessage = z.infer<typeof EngineMessage>;

/** A two-way pipe for messages: WebSocket, MessagePort, local socket or a pair in memory. */
export interface Channel<Out, In> {
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
