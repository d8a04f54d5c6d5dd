import type { UndoSide } from '#electron/engine/document/undo-history.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { CommandValue } from '#shared/contract/command.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { CommandContext, CommandHandler } from './command-handler.ts';
import { applyPutBack } from './apply-put-back.ts';
import { noteTakeover } from './note-takeover.ts';
import { rulePutBack } from './put-back-rule.ts';
import { turnStep } from './put-back.ts';

/** More than this is read by nobody; the rest is counted. */
const mostSentences = 50;

function few(kept: readonly string[]): string[] {
  if (kept.length <= mostSentences) return [...kept];
  return [...kept.slice(0, mostSentences), `And ${kept.length - mostSentences} more were changed since and stay.`];
}

/**
 * Turns the next step of `side` round: what it made goes, what it changed is as it was, as far as nobody else has
 * changed it since. The step then waits on the other side, with what was turned now.
 */
function turn(context: CommandContext, side: UndoSide): Result<CommandValue<'undo'>, Problem> {
  const { history, step, author, rows } = context;
  const next = history.next(side);
  if (next === null) {
    const message =
      side === 'undo'
        ? `There is nothing to undo: ${author} has changed nothing here that could still be taken back.`
        : 'There is nothing to redo; whatever was undone has been carried out again, or something new was done since.';
    return failure(problem('not-found', message));
  }
  const turned = turnStep(context, next, side);
  // Where nobody else changed anything, the plan was as it will be again, whatever its rules are by now.
  const alone = turned.foreign.documentIds().length === 0;
  const { fields, kept } = alone ? { fields: turned.fields, kept: [] } : rulePutBack(context, turned.fields);
  applyPutBack(context, fields);
  for (const { roadmapId, issueId, text, before } of turned.texts) step.setText(roadmapId, issueId, text, before);
  for (const { path, before, after } of next.content.files) {
    const now = history.planFile(path);
    if (now.hash !== after || (now.roadmapId !== null && turned.keptRoadmaps.has(now.roadmapId))) continue;
    step.planFiles.push({ path, row: before });
  }
  // What was taken over waits again, and the other way round.
  if (next.command === 'take-over-changes') noteTakeover(step, rows.takenOver(next.seq), side === 'undo');
  step.turns = { id: next.id, side: side === 'undo' ? 'redo' : 'undo' };
  return success({ label: next.label, command: next.command, kept: few([...turned.kept, ...kept]) });
}

/** Takes back the last step of whoever works here. */
export const undo: CommandHandler<'undo'> = (_args, context) => turn(context, 'undo');

/** Carries out again what was taken back last. */
export const redo: CommandHandler<'redo'> = (_args, context) => turn(context, 'redo');
