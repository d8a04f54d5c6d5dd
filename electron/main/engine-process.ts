import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { type HostMessage, ProcessMessage } from '#shared/contract/engine-process.ts';
import { enginePolicy, nextRestart, type RestartPolicy } from './restart-policy.ts';

/** Which workspace the engine opens: `null` is the default one; an empty one is filled with the sample when that is wished for. */
export interface WorkspaceWish {
  readonly folder: string | null;
  readonly sample: boolean;
}

/** What the supervisor tells the rest of the shell. */
export interface EngineEvents {
  /** The process runs (first start or restart); ports of an earlier process are dead. */
  onStart(restarted: boolean): void;
  onMessage(message: ProcessMessage): void;
  /** The process ended too often and stays down until {@link EngineProcess.start}. */
  onGiveUp(exitCode: number): void;
}

/**
 * Keeps one engine process alive. Life cycle: stopped → running → (ended unexpectedly → waiting → running)* → stopping → stopped.
 *
 * Guarantees: at most one process at a time; a process that was asked to close is not started again; messages are
 * checked against the contract before anybody sees them.
 */
export class EngineProcess {
  readonly #modulePath: string;
  readonly #workspace: WorkspaceWish;
  readonly #events: EngineEvents;
  readonly #policy: RestartPolicy;
  #process: UtilityProcess | null = null;
  #waiting: NodeJS.Timeout | null = null;
  #stopping = false;
  #restarts: number[] = [];

  constructor(modulePath: string, workspace: WorkspaceWish, events: EngineEvents, policy: RestartPolicy = enginePolicy) {
    this.#modulePath = modulePath;
    this.#workspace = workspace;
    this.#events = events;
    this.#policy = policy;
  }

  /** Starts the process, unless it runs or is about to. */
  start(): void {
    if (this.#process !== null || this.#waiting !== null || this.#stopping) return;
    this.#restarts = [];
    this.#fork(false);
  }

  /** Sends a message, with ports where the message carries one. False when no process runs to take it. */
  send(message: HostMessage, ports: MessagePortMain[] = []): boolean {
    if (this.#process === null) return false;
    this.#process.postMessage(message, ports);
    return true;
  }

  /** Asks the process to close, and ends it when it has not done so within `patience` milliseconds. */
  stop(patience = 5000): Promise<void> {
    this.#stopping = true;
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#waiting = null;
    const running = this.#process;
    if (running === null) return Promise.resolve();
    return new Promise((stopped) => {
      const impatient = setTimeout(() => running.kill(), patience);
      running.once('exit', () => {
        clearTimeout(impatient);
        stopped();
      });
      this.send({ type: 'close' });
    });
  }

  #fork(restarted: boolean): void {
    const started = utilityProcess.fork(this.#modulePath, [], { serviceName: 'Sextant engine', stdio: 'inherit' });
    this.#process = started;
    started.on('message', (data: unknown) => {
      const message = ProcessMessage.safeParse(data);
      if (message.success) this.#events.onMessage(message.data);
    });
    started.once('exit', (code) => this.#ended(code));
    this.send({ type: 'open', ...this.#workspace });
    this.#events.onStart(restarted);
  }

  #ended(code: number): void {
    this.#process = null;
    if (this.#stopping) return;
    const now = performance.now();
    const delay = nextRestart(this.#policy, this.#restarts, now);
    if (delay === null) {
      this.#events.onGiveUp(code);
      return;
    }
    this.#restarts.push(now);
    this.#waiting = setTimeout(() => {
      this.#waiting = null;
      this.#fork(true);
    }, delay);
  }
}
