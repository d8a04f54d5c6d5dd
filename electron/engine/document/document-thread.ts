// The engine's side of the document thread: everything that writes goes through this handle. It loads no document and
// opens no database itself, so the thread that it lives on never waits for either.
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { failure, type Result } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandValue } from '#shared/contract/command.ts';
import type { JobControl } from '#shared/contract/connection.ts';
import type { JobInput, JobName, JobValue, Progress } from '#shared/contract/job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { NetworkEvent, SyncEvent } from './sync-event.ts';
import type { Commit, ThreadAnswer, ThreadOptions, ThreadRequest } from './thread-message.ts';

/** What it takes to start a document thread. */
export interface DocumentThreadOptions extends ThreadOptions {
  /** Where the worker's code is; a bundle passes its own. */
  readonly workerUrl?: URL;
}

/** The one writer of a workspace. No promise of it rejects: refusals, a crash included, are values. */
export interface DocumentThread {
  /** Hex ed25519 public key of this device. */
  readonly deviceId: string;
  /** Sequence number of the last change when the thread started. */
  readonly revision: number;
  /** Validates and carries out a command; resolves once its changes are on disk, after the commit listeners were called. */
  command<Name extends CommandName>(name: Name, args: CommandInput<Name>): Promise<Result<CommandValue<Name>, Problem>>;
  /** Carries out long work; other commands are served in between. */
  run<Name extends JobName>(name: Name, args: JobInput<Name>, control?: JobControl): Promise<Result<JobValue<Name>, Problem>>;
  /** Calls `listener` after each transaction that changed rows. Returns a function that ends it. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Calls `listener` when the thread ended without being asked to. Returns a function that ends it. */
  onCrash(listener: (problem: Problem) => void): () => void;
  /** Tells the sessions what the network has to tell. */
  network(event: NetworkEvent): void;
  /** Calls `listener` with what the sessions tell the network. Returns a function that ends it. */
  onSync(listener: (event: SyncEvent) => void): () => void;
  /** Drops the projection and makes it anew from the documents. */
  rebuild(): Promise<Result<Record<never, never>, Problem>>;
  /** Finishes what is running, writes snapshots, closes the database and ends the thread. */
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (result: Result<unknown, Problem>) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

const crashed = (reason: string): Problem =>
  problem(
    'internal',
    `The thread that writes the workspace has stopped (${reason}). Everything acknowledged is on disk; reopen the workspace.`,
  );

// V8 of Node 24 now and then ends the whole process ("Check failed: jit_page.has_value()") when it replaces a wrapper
// between WebAssembly and JavaScript while threads with WebAssembly come and go: the wrappers' cache belongs to the
// process, the freed code to a thread (nodejs/node#64500). Never replacing wrappers costs Automerge 3 % of an import.
setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');

/** Starts the thread that owns the documents of the workspace in `options.folder`, creating the workspace when there is none. */
export function startDocumentThread(options: DocumentThreadOptions): Promise<Result<DocumentThread, Problem>> {
  const { workerUrl = new URL('../document-worker.ts', import.meta.url), ...workerData } = options;
  const worker = new Worker(workerUrl, { workerData });
  const pending = new Map<number, Pending>();
  const commitListeners = new Set<(commit: Commit) => void>();
  const crashListeners = new Set<(problem: Problem) => void>();
  const syncListeners = new Set<(event: SyncEvent) => void>();
  /** What the sessions said before anybody listened. */
  const unheard: SyncEvent[] = [];
  let nextId = 1;
  let ended: Problem | null = null;
  let closing: Promise<void> | null = null;
  let reason = 'it ended by itself';

  const send = (request: ThreadRequest): void => worker.postMessage(request);

  const ask = (make: (id: number) => ThreadRequest, onProgress?: (progress: Progress) => void): Promise<Result<unknown, Problem>> =>
    new Promise((resolve) => {
      if (ended !== null) return resolve(failure(ended));
      if (closing !== null) return resolve(failure(problem('unavailable', 'The workspace is being closed; open it again first.')));
      const id = nextId++;
      pending.set(id, { resolve, onProgress });
      try {
        send(make(id));
      } catch (error) {
        pending.delete(id);
        resolve(failure(problem('invalid-argument', `The arguments must be plain JSON values: ${String(error)}.`)));
      }
    });

  const handle = (deviceId: string, revision: number): DocumentThread => ({
    deviceId,
    revision,
    // The worker answers with a value that it checked against the schema of the same name.
    command: (name, args) => ask((id) => ({ type: 'command', id, name, args })) as ReturnType<DocumentThread['command']> as never,
    run: (name, args, control = {}) => {
      const id = nextId;
      const answer = ask((own) => ({ type: 'run', id: own, name, args }), control.onProgress);
      const cancel = (): void => send({ type: 'cancel', id });
      if (control.signal?.aborted === true) cancel();
      control.signal?.addEventListener('abort', cancel);
      const done = answer.finally(() => control.signal?.removeEventListener('abort', cancel));
      // As above: checked by the worker.
      return done as ReturnType<DocumentThread['run']> as never;
    },
    onCommit: (listener) => {
      commitListeners.add(listener);
      return () => void commitListeners.delete(listener);
    },
    onCrash: (listener) => {
      crashListeners.add(listener);
      return () => void crashListeners.delete(listener);
    },
    network: (event) => {
      if (ended === null && closing === null) send({ type: 'network', event });
    },
    onSync: (listener) => {
      syncListeners.add(listener);
      for (const event of unheard.splice(0)) listener(event);
      return () => void syncListeners.delete(listener);
    },
    // As above: rebuilding answers an empty object.
    rebuild: () => ask((id) => ({ type: 'rebuild', id })) as Promise<Result<Record<never, never>, Problem>>,
    close: () => {
      if (ended !== null) return Promise.resolve();
      closing ??= new Promise((resolve) => {
        worker.once('exit', () => resolve());
        send({ type: 'close' });
      });
      return closing;
    },
  });

  return new Promise((resolve) => {
    worker.on('message', (answer: ThreadAnswer) => {
      switch (answer.type) {
        case 'ready':
          resolve({ ok: true, value: handle(answer.deviceId, answer.revision) });
          break;
        case 'refused':
          ended = answer.problem;
          resolve(failure(answer.problem));
          break;
        case 'commit':
          for (const listener of commitListeners) listener(answer.commit);
          break;
        case 'sync':
          if (syncListeners.size === 0) unheard.push(answer.event);
          for (const listener of syncListeners) listener(answer.event);
          break;
        case 'progress':
          pending.get(answer.id)?.onProgress?.(answer.progress);
          break;
        case 'result': {
          const asked = pending.get(answer.id);
          pending.delete(answer.id);
          asked?.resolve(answer.result);
          break;
        }
      }
    });
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      const wanted = closing !== null || ended !== null;
      ended ??= closing === null ? crashed(reason) : problem('unavailable', 'The workspace has been closed; open it again first.');
      for (const { resolve: settle } of pending.values()) settle(failure(ended));
      pending.clear();
      resolve(failure(ended));
      if (!wanted) for (const listener of crashListeners) listener(ended);
    });
  });
}
