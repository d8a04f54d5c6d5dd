// A device of the sync bench: an engine in a process of its own, asked over the channel to its parent. The parent's process.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./sync-child.ts', import.meta.url));

/** What a device answers, by what it is asked. */
export interface DeviceAnswers {
  /** Imports a generated plan and starts a team; gives the bytes of the saved documents. */
  found: { readonly issues: number; readonly saved: number };
  invite: { readonly link: string };
  /** Joins; gives milliseconds until the first rows and all rows were there, and bytes that came. */
  join: { readonly first: number; readonly all: number; readonly bytes: number };
  /** Joins, and carries out commands until all rows are there; gives how many these were and how long one of them took at most, in milliseconds. */
  joinAtWork: { readonly longest: number; readonly made: number };
  /** Makes edits of one field while nobody is connected; gives how many. */
  edits: { readonly made: number };
  /** Turns sync on or off. */
  sync: Readonly<Record<never, never>>;
  /** Resolves when everybody is in sync. */
  synced: { readonly taken: number };
  /** Milliseconds since 1970 at which an edit began. */
  edit: { readonly at: number; readonly id: string };
  /** To how many others the last edit was sent, and milliseconds since 1970 when the network had taken it for the last of them. */
  told: { readonly peers: number; readonly at: number };
  /** Milliseconds since 1970 at which a title was seen. */
  seen: { readonly at: number };
  /** What the process has used. */
  cost: { readonly cpu: number; readonly sent: number; readonly received: number; readonly rss: number };
  close: Readonly<Record<never, never>>;
}

/** A device. */
export interface BenchDevice {
  ask<Name extends keyof DeviceAnswers>(name: Name, args?: object): Promise<DeviceAnswers[Name]>;
}

/** Starts a device whose workspace is in `folder`. */
export function startDevice(folder: string, author: string): BenchDevice {
  const child = fork(program, [folder, author], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, (answer: unknown) => void>();
  child.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  let nextId = 1;
  return {
    ask: (name, args = {}) => {
      const id = nextId++;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      waiting.set(id, resolve);
      child.send({ id, name, args });
      // The program answers what is asked.
      return promise as Promise<never>;
    },
  };
}
