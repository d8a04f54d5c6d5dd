import { parseArguments } from '#electron/engine/command/parse-arguments.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { ThreadAnswer } from '#electron/engine/document/thread-message.ts';
import { failure, type Result } from '#shared/base/result.ts';
import { type JobName, jobs } from '#shared/contract/job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { EngineJobName } from './engine-job-table.ts';
import { archive } from './archive.ts';
import { compareDocuments } from './compare-documents.ts';
import { exportBundle } from './export-bundle.ts';
import { fetchChanges } from './fetch-changes.ts';
import { importBundle } from './import-bundle.ts';
import { exportFlags } from './export-flags.ts';
import { importJson } from './import-json.ts';
import { importPlan } from './import-plan.ts';
import { keepSnapshots } from './keep-snapshots.ts';
import { makeRows } from './make-rows.ts';
import type { JobHandler, JobHelp, JobRun } from './job-run.ts';
import { mergeScenario } from './merge-scenario.ts';
import { readBeside } from './read-beside.ts';
import { recordDiscard } from './record-discard.ts';
import { recordFork } from './record-fork.ts';
import { setSharedFolder } from './set-shared-folder.ts';
import { syncSharedFolder } from './sync-shared-folder.ts';
import { setArchiveFolder } from './set-archive-folder.ts';
import { teamJob } from './team-job.ts';
import { verifyArchive } from './verify-archive.ts';

/** Jobs of the document thread; those of the engine's main thread never come here. */
type ThreadJobName = Exclude<JobName, EngineJobName>;

/** Jobs of which the engine's main thread does one part and has this thread record the result. */
type SharedJobName = 'create-scenario' | 'discard-scenario';

const handlers: { readonly [Name in ThreadJobName | SharedJobName]: JobHandler<Name> } = {
  'import-plan': importPlan,
  'create-scenario': recordFork,
  'merge-scenario': mergeScenario,
  'discard-scenario': recordDiscard,
  'import-json': importJson,
  'export-flags': exportFlags,
  archive,
  'verify-archive': verifyArchive,
  'set-archive-folder': setArchiveFolder,
  'export-bundle': exportBundle,
  'import-bundle': importBundle,
  'set-shared-folder': setSharedFolder,
  'sync-shared-folder': syncSharedFolder,
  'start-team': teamJob('start-team'),
  invite: teamJob('invite'),
  'withdraw-invitation': teamJob('withdraw-invitation'),
  'join-team': teamJob('join-team'),
  'cancel-join': teamJob('cancel-join'),
  'set-role': teamJob('set-role'),
  'revoke-device': teamJob('revoke-device'),
  'revoke-person': teamJob('revoke-person'),
  'leave-team': teamJob('leave-team'),
  'set-sync': teamJob('set-sync'),
  'compare-device': teamJob('compare-device'),
  'compare-documents': compareDocuments,
  'fetch-changes': fetchChanges,
  'set-presence': teamJob('set-presence'),
};

interface Waiting {
  readonly id: number;
  readonly name: string;
  readonly start: () => JobRun;
}

interface Running {
  readonly id: number;
  readonly name: string;
  readonly run: JobRun;
  /** Its work is on disk. */
  kept: boolean;
}

function isJob(name: string): name is keyof typeof handlers {
  return Object.hasOwn(handlers, name);
}

/** Names of what nobody asks for, which are no jobs of the contract. */
const ownWork = { rows: 'make-rows', snapshots: 'keep-snapshots' } as const;

/** Progress is told at most this often, in milliseconds. */
const progressTime = 50;

/** Jobs, one after another, a piece at a time: messages that come in between are served before the next piece. */
export class JobQueue {
  readonly #store: PlanStore;
  readonly #send: (answer: ThreadAnswer) => void;
  readonly #storageProblem: (error: unknown) => Problem;
  readonly #help: JobHelp;
  readonly #waiting: Waiting[] = [];
  #running: Running | null = null;
  #toldAt = 0;

  constructor(
    store: PlanStore,
    send: (answer: ThreadAnswer) => void,
    storageProblem: (error: unknown) => Problem,
    help: Omit<JobHelp, 'readBeside'> = { bundles: null, team: null, peers: null },
  ) {
    this.#store = store;
    this.#send = send;
    this.#storageProblem = storageProblem;
    this.#help = { readBeside, ...help };
  }

  /** Validates and queues a job. */
  add(id: number, name: string, rawArguments: unknown): void {
    if (!isJob(name)) return this.#answer(id, failure(problem('invalid-argument', `There is no job called "${name}".`, 'name')));
    const parsed = parseArguments(jobs[name].args, rawArguments);
    if (!parsed.ok) return this.#answer(id, parsed);
    // Arguments and handler belong to the same name, which the compiler cannot follow through a look-up.
    const handler = handlers[name] as (args: unknown, store: PlanStore, help: JobHelp) => JobRun;
    this.#waiting.push({ id, name, start: () => handler(parsed.value, this.#store, this.#help) });
    if (this.#running === null) this.#next();
  }

  /** Whether a job of this name waits or is at work. */
  has(name: string): boolean {
    return this.#running?.name === name || this.#waiting.some((job) => job.name === name);
  }

  /** Does what is left over when no job is at work; call it after commands, which may leave some. */
  rest(): void {
    if (this.#running === null) this.#next();
  }

  /** Ends a job that waits or runs; nothing of it stays. One whose work is on disk already goes on to its end. */
  cancel(id: number): void {
    const cancelled = failure(problem('cancelled', 'Cancelled before it was done; nothing has changed.'));
    const waiting = this.#waiting.findIndex((job) => job.id === id);
    if (waiting >= 0) {
      this.#waiting.splice(waiting, 1);
      this.#answer(id, cancelled);
    } else if (this.#running?.id === id && !this.#running.kept) {
      // Nothing comes after the generator's own clean-up, so the type of what it would have answered does not matter.
      this.#running.run.return(cancelled);
      this.#running = null;
      this.#answer(id, cancelled);
      this.#next();
    }
  }

  /** Ends all jobs. */
  cancelAll(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) this.cancel(next.id);
    if (this.#running !== null) this.cancel(this.#running.id);
    while (this.#running !== null) this.#piece();
  }

  #answer(id: number, result: Result<unknown, Problem>): void {
    this.#send({ type: 'result', id, result });
  }

  #next(): void {
    const job = this.#waiting.shift() ?? this.#ownWork();
    if (job === null) return;
    const running = { id: job.id, name: job.name, run: job.start(), kept: false };
    this.#running = running;
    this.#toldAt = 0;
    this.#pause(running);
  }

  /** What is left of something that was answered. Nobody asked for it: no request has its number. */
  #ownWork(): Waiting | null {
    if (this.#store.lateRows.any) return { id: 0, name: ownWork.rows, start: () => makeRows(this.#store) };
    return this.#store.owesSnapshots ? { id: 0, name: ownWork.snapshots, start: () => keepSnapshots(this.#store) } : null;
  }

  /** Own work goes on when there is nothing else to do; rows come before snapshots. */
  #isInTheWay({ name }: Running): boolean {
    const isOwn = name === ownWork.rows || name === ownWork.snapshots;
    return isOwn && (this.#waiting.length > 0 || (name === ownWork.snapshots && this.#store.lateRows.any));
  }

  /** Messages of a port are handed out between two turns of the event loop. */
  #pause(running: Running, until?: Promise<void>): void {
    const go = (): void => {
      // It may have been ended meanwhile.
      if (this.#running === running) this.#piece();
    };
    if (until === undefined) setImmediate(go);
    else void until.then(() => setImmediate(go));
  }

  #piece(): void {
    if (this.#running === null) return;
    const running = this.#running;
    if (this.#isInTheWay(running)) {
      this.#running = null;
      return this.#next();
    }
    const { id, run } = running;
    let result: Result<unknown, Problem>;
    try {
      const { done, value } = run.next();
      if (done !== true) {
        running.kept = value.kept === true;
        if (performance.now() - this.#toldAt >= progressTime) {
          this.#toldAt = performance.now();
          const { step, done: pieces, total } = value;
          this.#send({ type: 'progress', id, progress: { step, done: pieces, total } });
        }
        this.#pause(running, value.until);
        return;
      }
      result = value;
    } catch (error) {
      result = failure(this.#storageProblem(error));
    }
    this.#running = null;
    this.#answer(id, result);
    this.#next();
  }
}
