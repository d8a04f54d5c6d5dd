import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { changeIssue } from './change-issue.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { differingFields } from './differing-field.ts';
import { isSameName } from './same-name.ts';

interface SprintFields {
  name: string;
  start: string;
  finish: string;
  capacityHours: number | null;
  locked: boolean;
}

function spell(value: string | number | boolean | null): string | null {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === null ? null : String(value);
}

/** Sets fields of a dated sprint. Issues are in a sprint by its name, so a new name goes to its issues as well. */
export const updateSprint: CommandHandler<'update-sprint'> = ({ sprintId, ...patch }, context) => {
  const { rows, step } = context;
  const sprint = rows.sprint(sprintId);
  if (sprint === null) return notFound('sprint', sprintId, 'sprintId');
  const before: SprintFields = {
    name: sprint.name,
    start: sprint.start,
    finish: sprint.finish,
    capacityHours: sprint.capacityHours,
    locked: sprint.locked,
  };
  const fields = differingFields(before, patch);
  const { name, start, finish } = { ...before, ...fields };
  if (finish < start)
    return failure(problem('invalid-argument', `The sprint would end on ${finish}, before it starts on ${start}.`, 'finish'));
  const namesake = rows.sprints().find((other) => other.id !== sprintId && isSameName(other.name, name));
  if (namesake !== undefined) {
    return failure(problem('duplicate', `There is a sprint ${namesake.name} already; choose another name.`, 'name', [namesake.id]));
  }
  step.set(null, 'sprint', sprintId, fields);
  for (const [field, after] of Object.entries(fields)) {
    // The fields that differ are fields of the sprint.
    const was = before[field as keyof SprintFields];
    step.note(null, {
      issueId: null,
      subject: `sprint:${sprintId}`,
      field,
      before: spell(was),
      after: spell(after),
    });
  }
  if (fields.name !== undefined) for (const issue of rows.issuesInSprint(sprint.name)) changeIssue(context, issue, { sprint: name });
  return success({});
};
