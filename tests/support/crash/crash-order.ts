// What the crash harness and the process that it kills say to each other.

/** Something that the engine is doing when it is killed. */
export type CrashAction = 'command' | 'import' | 'large-import' | 'rebuild' | 'backup' | 'close';

/** What the process is to do, one after the other, until it is killed. */
export interface CrashOrder {
  readonly folder: string;
  readonly dataFolder: string;
  readonly seed: number;
  readonly actions: readonly CrashAction[];
  /** Waits to be killed when all is done, instead of closing and ending. */
  readonly stays: boolean;
  /** File that the reports go to instead of stdout. */
  readonly reportPath?: string;
  /** Code of the document thread, when it is another one than the engine's own. */
  readonly workerUrl?: string;
}

/** One line of what the process says. */
export type CrashReport =
  | { readonly event: 'begin'; readonly action: CrashAction | 'open'; readonly index: number }
  /** The last action was answered; these changes are acknowledged by it, in the order of the log. `refused`: the code of a refusal. */
  | { readonly event: 'done'; readonly hashes: readonly string[]; readonly refused: string | null };
