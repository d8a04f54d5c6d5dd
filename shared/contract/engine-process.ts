// What the desktop's main process and its engine process tell each other beside the page's ports: opening, importing
// files that the person chose, closing; and the device's key, which the system's key store gives to main only. Plan data never passes here.
import { z } from 'zod';
import { Problem } from './problem.ts';

/** From main to the engine process. `open` without a folder means the default one, with `sample` fills an empty workspace; `connect` carries one port, which the engine then serves; `key-store-answer` is `null` when the key store cannot do what was asked. */
export const HostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), folder: z.string().nullable(), sample: z.boolean() }),
  z.object({ type: z.literal('connect') }),
  z.object({ type: z.literal('import'), paths: z.array(z.string().min(1).max(4096)).min(1).max(1000) }),
  z.object({ type: z.literal('key-store-answer'), id: z.string(), text: z.string().nullable() }),
  z.object({ type: z.literal('close') }),
]);
export type HostMessage = z.infer<typeof HostMessage>;

/** What the engine process asks of the system's key store: to seal a text, or to open what was sealed. */
export const KeyStoreRequest = z.object({ type: z.enum(['seal', 'unseal']), id: z.string(), text: z.string().min(1).max(65_536) });
export type KeyStoreRequest = z.infer<typeof KeyStoreRequest>;

/** From the engine process to main. */
export const ProcessMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened'), folder: z.string() }),
  z.object({ type: z.literal('refused'), during: z.enum(['open', 'import']), problem: Problem }),
  z.object({ type: z.literal('imported'), titles: z.array(z.string()) }),
  KeyStoreRequest,
]);
export type ProcessMessage = z.infer<typeof ProcessMessage>;

/** What a second instance of the app hands to the first: absolute paths of the plans and of the workspace that it was started with, and the link that the system opened with it. */
export const Handover = z.object({ plans: z.array(z.string()), workspace: z.string().nullable(), link: z.string().max(4096).nullable() });
export type Handover = z.infer<typeof Handover>;
