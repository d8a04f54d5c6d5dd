import type { IssueState, PlanRows } from '#electron/engine/document/plan-rows.ts';
import { failure, type Failure } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { IssuePlanning } from '#shared/plan/planning.ts';
import { notFound } from './command-handler.ts';

type Patch = { readonly [Field in keyof IssuePlanning]?: IssuePlanning[Field] | undefined };

/** Dates of an issue that cannot all be kept, as they would be with a patch; `null` when they can. */
function refuseDates(issue: IssueState, patch: Patch): Failure<Problem> | null {
  const { notBefore, deadline, fixedStart } = {
    ...issue,
    ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
  };
  // What the patch does not touch may contradict itself: people who worked apart can bring that about, and it is shown where it is planned.
  const touches = (...fields: (keyof Patch)[]): keyof Patch | undefined => fields.find((field) => patch[field] !== undefined);
  const refuse = (field: keyof Patch | undefined, message: string): Failure<Problem> | null =>
    field === undefined ? null : failure(problem('invalid-argument', message, `patch.${field}`));
  const fixedDay = fixedStart?.slice(0, 10) ?? null;
  if (notBefore !== null && deadline !== null && deadline < notBefore) {
    const message = `${issue.key} would have to be finished by ${deadline}, before it may start on ${notBefore}. Change one of the two days, or clear it.`;
    return refuse(touches('deadline', 'notBefore'), message);
  }
  if (fixedDay !== null && notBefore !== null && fixedDay < notBefore) {
    const message = `${issue.key} would start on ${fixedDay} by hand, but may not start before ${notBefore}. Change one of the two days, or clear it.`;
    return refuse(touches('fixedStart', 'notBefore'), message);
  }
  if (fixedDay !== null && deadline !== null && deadline < fixedDay) {
    const message = `${issue.key} would start on ${fixedDay} by hand, after the day ${deadline} on which it has to be finished. Change one of the two days, or clear it.`;
    return refuse(touches('fixedStart', 'deadline'), message);
  }
  return null;
}

/** Why an issue cannot be planned as a patch says; `null` when it can. */
export function refusePlanning(rows: PlanRows, issue: IssueState, patch: Patch): Failure<Problem> | null {
  for (const [index, { anyOf }] of (patch.needs ?? []).entries()) {
    for (const [place, personId] of anyOf.entries()) {
      if (rows.person(personId) === null) return notFound('person', personId, `patch.needs.${index}.anyOf.${place}`);
    }
  }
  return refuseDates(issue, patch);
}
