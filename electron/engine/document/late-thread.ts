// A document thread that starts when it is first needed, or a little later by itself: whoever only reads neither waits
// for it nor, when done at once, ever starts it. It must never let a command pass before the thread is ready.
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { DocumentThread } from './document-thread.ts';
import type { SyncEvent } from './sync-event.ts';
import type { Commit } from './thread-message.ts';

/** What the engine needs of a document thread, whether it is started already or not. */
export type Writer = Pick<DocumentThread, 'command' | 'run' | 'network' | 'onSync' | 'rebuild' | 'onCommit' | 'onCrash' | 'close'>;

/** How long the thread waits for the first rows to be read, in milliseconds: starting it takes the processor's other half. */
const patience = 200;

/**
 * A writer whose thread is started by `start`. `onReady` is called once it runs, before any command is carried out. A
 * refusal to start is the answer of every command, and is told as a crash.
 */
export function lateThread(start: () => Promise<Result<DocumentThread, Problem>>, onReady: (thread: DocumentThread) => void): Writer {
  const commitListeners: Listeners<Commit> = new Set();
  const crashListeners: Listeners<Problem> = new Set();
  const syncListeners: Listeners<SyncEvent> = new Set();
  let started: Promise<Result<DocumentThread, Problem>> | null = null;
  let closed = false;

  const thread = (): Promise<Result<DocumentThread, Problem>> => {
    if (started === null && closed) {
      return Promise.resolve(failure(problem('unavailable', 'The workspace has been closed; open it again first.')));
    }
    clearTimeout(timer);
    started ??= start().then((result) => {
      if (result.ok) {
        result.value.onCommit((commit) => tell(commitListeners, commit));
        result.value.onCrash((reason) => tell(crashListeners, reason));
        result.value.onSync((event) => tell(syncListeners, event));
        onReady(result.value);
      } else if (!closed) tell(crashListeners, result.error);
      return result;
    });
    return started;
  };
  const timer = setTimeout(() => void thread(), patience);

  return {
    command: async (name, args) => {
      const running = await thread();
      return running.ok ? running.value.command(name, args) : running;
    },
    run: async (name, args, control) => {
      const running = await thread();
      return running.ok ? running.value.run(name, args, control) : running;
    },
    rebuild: async () => {
      const running = await thread();
      return running.ok ? running.value.rebuild() : running;
    },
    // Before the thread there is no session that it could be about.
    network: (event) => {
      if (started !== null && !closed) void started.then((running) => running.ok && running.value.network(event));
    },
    onSync: (listener) => listen(syncListeners, listener),
    onCommit: (listener) => listen(commitListeners, listener),
    onCrash: (listener) => listen(crashListeners, listener),
    async close() {
      closed = true;
      clearTimeout(timer);
      const running = await (started ?? Promise.resolve(success(null)));
      if (running.ok) await running.value?.close();
    },
  };
}

type Listeners<Told> = Set<(told: Told) => void>;

function tell<Told>(listeners: Listeners<Told>, told: Told): void {
  for (const listener of listeners) listener(told);
}

function listen<Told>(listeners: Listeners<Told>, listener: (told: Told) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
