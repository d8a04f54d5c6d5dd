import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { BaselineId } from '#shared/plan/identity.ts';
import type { CommandHandler } from './command-handler.ts';
import { isSameName } from './same-name.ts';

/** Names a moment. It is recorded as the heads of every document, so that it means the same on every device. */
export const createBaseline: CommandHandler<'create-baseline'> = ({ name, note, seq }, { rows, step, author, newId, moment }) => {
  const known = rows.baselines().find((baseline) => isSameName(baseline.name, name));
  if (known !== undefined) {
    return failure(problem('duplicate', `There is a baseline ${known.name} already; choose another name.`, 'name', [known.id]));
  }
  const named = moment(seq);
  if (named === null) return failure(problem('not-found', `This device has no change ${seq}.`, 'seq'));
  const baselineId = BaselineId.parse(newId());
  step.create(null, 'baseline', baselineId, { name, note, at: named.at, author, heads: named.heads });
  step.note(null, { issueId: null, field: 'baseline', before: null, after: name, subject: `baseline:${baselineId}` });
  return success({ baselineId });
};
