// Why an issue is where the schedule has it.
import type { QueryArgs, QueryResult } from '#shared/contract/query.ts';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { criticalChain } from '#shared/schedule/explain/critical-chain.ts';
import { explainIssue, impossibleText } from '#shared/schedule/explain/issue-explanation.ts';
import { planClock } from '#shared/schedule/explain/plan-clock.ts';
import { StartCauses } from '#shared/schedule/explain/start-cause.ts';
import { planInputTables } from './plan-input.ts';
import { planNames } from './plan-names.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { plannedBy } from './schedule.ts';

type Reason = QueryResult<'place-reason'>['summary'];

/** The query `place-reason`. */
export const placeReason: QueryDefinition<'place-reason'> = {
  tables: planInputTables,
  answer: (reader, args) => reader.remember(`place-reason ${JSON.stringify(args)}`, () => ({ summary: reasonOf(reader, args), rows: [] })),
};

function reasonOf(reader: Reader, { issueId, ...request }: QueryArgs<'place-reason'>): Reason {
  const { plan, input, issues } = plannedBy(reader, request);
  const issue = issues.get(issueId);
  if (issue === undefined) return null;
  const names = planNames(issues, input);
  const causes = new StartCauses(input, plan, planClock(buildProblem(input)));
  const links = criticalChain(plan, causes);
  const chain = links.flatMap(({ id }) => {
    const one = issues.get(id);
    return one === undefined ? [] : [{ id: one.id, key: one.key }];
  });
  const unplaced = plan.unplaced.find(({ id }) => id === issueId);
  if (unplaced !== undefined) {
    const place = `${names.issue(issueId)} has no place in the plan: ${impossibleText(unplaced.because, names)}`;
    return { key: issue.key, place, because: null, also: [], weight: null, unkept: [], chain };
  }
  const { place, because, also, weight, unkept } = explainIssue(issueId, { schedule: plan, causes, chain: links, names });
  return { key: issue.key, place, because, also: [...also], weight, unkept: [...unkept], chain };
}
