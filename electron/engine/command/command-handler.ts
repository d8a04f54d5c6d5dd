// The form of a command: check against the rows, then say what to change. It never changes anything itself, so that a
// refusal half-way leaves nothing behind.
import type { LostChanges } from '#electron/engine/document/lost-change.ts';
import type { Heads } from '#electron/engine/document/record.ts';
import type { Step } from '#electron/engine/document/step.ts';
import { failure, type Failure, type Result } from '#shared/base/result.ts';
import type { CommandArgs, CommandName, CommandValue } from '#shared/contract/command.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { PlanRows } from '#electron/engine/document/plan-rows.ts';
import type { UndoHistory } from '#electron/engine/document/undo-history.ts';

/** What a command works with. */
export interface CommandContext {
  /** The plan as it stands. */
  readonly rows: PlanRows;
  /** Takes what is to be changed. */
  readonly step: Step;
  /** ISO instant of the command. */
  readonly now: string;
  readonly author: string;
  /** Hex public key of this device. */
  readonly deviceId: string;
  /** What the author can take back. */
  readonly history: UndoHistory;
  newId(): string;
  /** A document for reading; `null` when there is none. Only what rows do not tell is worth loading one. */
  document(id: string): PlanDocument | null;
  /** Changes that do not count, each after those that it builds on; the first of `hashes` that is none fails. */
  lost(hashes: readonly string[]): Result<LostChanges, string>;
  /** The moment after a change of the log, now for `null`; `null` when there is no such change. */
  moment(seq: number | null): { readonly heads: Heads; readonly at: string } | null;
}

/** Checks `args`, puts the changes into the step of `context`, and gives the answer; a failure discards the step. */
export type CommandHandler<Name extends CommandName> = (
  args: CommandArgs<Name>,
  context: CommandContext,
) => Result<CommandValue<Name>, Problem>;

/** The refusal of an id that names nothing (any more). */
export function notFound(what: string, id: string, where: string): Failure<Problem> {
  return failure(problem('not-found', `There is no ${what} with the id ${id}; it may have been deleted. Look it up again.`, where));
}
