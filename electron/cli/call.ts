import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import type { Flags } from './flags.ts';
import type { Paint } from './terminal/paint.ts';

/** One flag of a verb. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** May be given several times; several values may also be joined by commas. */
  readonly multiple?: true;
  /** Placeholder of the value in the help: `PATH`. */
  readonly value?: string;
  readonly help: string;
}

/** The terminal and machine that a call runs on, so that tests can stand in for them. */
export interface Host {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether stdout and stderr are terminals; colours and progress are for terminals only. */
  readonly outputIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** Width of the terminal in columns; `null` when the output is not a terminal. */
  readonly columns: number | null;
  /** Local calendar day, `YYYY-MM-DD`. */
  today(): string;
  writeOutput(text: string): void;
  writeError(text: string): void;
  /** Resolves when the person asks to stop (Ctrl+C). */
  stopped(): Promise<void>;
}

/** What a verb is given. */
export interface Call {
  readonly flags: Flags;
  /** The words after the verb. */
  readonly words: readonly string[];
  readonly json: boolean;
  readonly host: Host;
  /** Absolute path of the workspace's folder. */
  readonly folder: string;
  /** Opens the workspace, or reaches the engine that has it open. The runner closes it. */
  open(): Promise<Connection>;
  /** As `open`, for a verb that goes on: other processes can reach the workspace through it. */
  stay(onLost: (reason: Problem) => void): Promise<Connection>;
  /** The roadmaps that `--roadmap` narrows to; empty when it is not given. */
  roadmapIds(): Promise<RoadmapId[]>;
  /** Shows how far long work is, on a terminal only. */
  progress(text: string): void;
}

/** What a verb answers: data for programs, text for people, and what to do next. */
export interface Report {
  readonly json: unknown;
  /** Human output, without a line end after the last line. */
  text(paint: Paint, columns: number | null): string;
  /** Next step, one sentence; goes to stderr. */
  readonly hint: string | null;
  /** The verb has printed its answer itself, a line whenever there was one. */
  readonly printed?: true;
  /** Work that goes on after the report is printed. */
  readonly until?: Promise<void>;
}

/** One verb of the command line. */
export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What follows the verb's name in its usage line: `FILE…`. */
  readonly operands: string;
  /** Fewest and most words that it takes. */
  readonly words: readonly [number, number];
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly string[];
  /** It may begin a workspace in a folder that has none, with a list only where its first word is one of these; otherwise a named folder without one is refused. */
  readonly begins?: true | readonly string[];
  run(call: Call): Promise<Report>;
}
