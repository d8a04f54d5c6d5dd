import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import type { PlanNames } from '#shared/schedule/explain/issue-explanation.ts';
import type { OpenIssue } from './plan-input.ts';

/** Issues by key and title, people by name; days are told as on the first day of the plan. */
export function planNames(issues: ReadonlyMap<string, Pick<OpenIssue, 'key' | 'title'>>, input: ScheduleInput): PlanNames {
  const people = new Map(input.people.map(({ id, name }) => [id, name]));
  return {
    issue: (id) => {
      const issue = issues.get(id);
      return issue === undefined ? id : `${issue.key} “${issue.title}”`;
    },
    person: (id) => people.get(id) ?? id,
    today: input.from,
  };
}
