import type { Collection } from '#electron/engine/document/record.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { applyPutBack } from './apply-put-back.ts';
import type { CommandContext, CommandHandler } from './command-handler.ts';
import { fieldPutBack } from './field-put-back.ts';
import type { PutBack } from './put-back.ts';
import { rulePutBack } from './put-back-rule.ts';

/** What is to be written where, and what it takes the place of, for the history. */
interface Choice {
  readonly documentId: string;
  readonly collection: Collection;
  readonly value: unknown;
  readonly instead: unknown;
}

/** What was chosen; `null` when there is nothing to choose (any more). */
function chosen({ rows, now }: CommandContext, recordId: string, field: string, operation: string | null): Choice | null {
  const values = rows.conflict(recordId, field);
  const found = values.find((one) => (operation === null ? one.wins === 1 : one.operation === operation));
  if (found === undefined) {
    const issue = field === 'key' && operation === null && rows.givenKey(recordId) !== null ? rows.issue(recordId) : null;
    return issue === null ? null : { documentId: issue.roadmapId, collection: 'issue', value: issue.key, instead: rows.givenKey(recordId) };
  }
  // As the row was written.
  const collection = found.collection as Collection;
  const { documentId } = found;
  // A deletion that knows of the edits.
  if (found.kind === 'deletion') return { documentId, collection, value: now, instead: null };
  const other = values.find(({ value }) => value !== found.value);
  // They wrote the same.
  if (other === undefined) return null;
  const winner = values.find(({ wins }) => wins === 1) ?? other;
  const instead = winner.value === found.value ? other : winner;
  return { documentId, collection, value: JSON.parse(found.value), instead: JSON.parse(instead.value) };
}

/** The choice as a field that is set. */
function putBack(context: CommandContext, id: string, field: string, choice: Choice): PutBack | null {
  const put = fieldPutBack(context, { ...choice, id, field });
  if (put === null || field === 'deletedAt') return put;
  // History tells what it takes the place of.
  return { ...put, record: { ...put.record, [field]: choice.instead } };
}

function settle(context: CommandContext, recordId: string, field: string, operation: string | null): Result<PutBack, Problem> {
  const choice = chosen(context, recordId, field, operation);
  const put = choice === null ? null : putBack(context, recordId, field, choice);
  if (put === null) {
    const message = 'There is nothing to choose here any more: it has been settled, or changed, since. Look at the conflicts again.';
    return failure(problem('not-found', message, 'field', [recordId]));
  }
  const { fields, kept } = rulePutBack(context, [put]);
  const [allowed] = fields;
  const [reason = 'The plan does not allow it.'] = kept;
  return allowed === undefined ? failure(problem('invalid-argument', reason, 'operation')) : success(allowed);
}

/** Chooses one of several values that people gave a field beside each other, or leaves things as they are read. */
export const resolveConflict: CommandHandler<'resolve-conflict'> = ({ recordId, field, operation }, context) => {
  const settled = settle(context, recordId, field, operation);
  if (!settled.ok) return settled;
  applyPutBack(context, [settled.value]);
  return success({});
};
