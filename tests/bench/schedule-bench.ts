import { criticalPath } from '#shared/graph/critical-path.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import { isoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { plainIssue, plainPerson } from '#tests/support/schedule/plain-input.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { type Bench, median } from './measure.ts';
import { projectFigures } from './project-bench.ts';

/** Scheduling 10,000 issues, for a team as one and for eight people. */
export const scheduleBench: Bench = {
  async *figures() {
    const input = scheduleInput(10_000);
    const thousand = scheduleInput(1000);
    const small = await median(() => schedulePlan(thousand), 21);
    const one = await median(() => schedulePlan(input), 11);
    yield {
      name: 'schedule 10000 issues, one stream',
      value: one,
      besideName: '1000 issues',
      besideValue: small,
      limit: 100,
    };

    const team = { ...input, people: people(8), issues: input.issues.map((issue, at) => ({ ...issue, needs: needs(at) })) };
    const eight = await median(() => schedulePlan(team), 11);
    yield { name: 'schedule 10000 issues, 8 people', value: eight, besideName: 'one stream', besideValue: one, limit: 100 };

    const hundredth = await median(() => schedulePlan(manyWays(2000, 10)), 11);
    yield {
      name: 'schedule 2000 issues, 10 people with alternatives and calendars',
      value: hundredth,
      besideName: '1000 issues, one stream',
      besideValue: small,
      limit: 60,
    };
    const whole = manyWays(10_000, 50);
    const fifty = await median(() => schedulePlan(whole), 11);
    yield {
      name: 'schedule 10000 issues, 50 people with alternatives and calendars',
      value: fifty,
      besideName: '2000 issues, 10 people',
      besideValue: hundredth,
      limit: 400,
    };

    const order = await median(() => orderAlone(input), 11);
    yield {
      name: 'schedule 10000 issues, one stream',
      value: one,
      besideName: 'graph and critical path alone',
      besideValue: order,
      limit: 100,
    };
    yield* projectFigures();
  },
};

function scheduleInput(issues: number): ScheduleInput {
  const { draft } = generatePlan({ seed: 1, issues });
  const dependsOn = Map.groupBy(draft.dependencies, (dependency) => dependency.key);
  return {
    from: isoDate('2026-01-05'),
    hoursPerWeek: 240,
    sprintWeeks: 2,
    holidays: [],
    sprints: [],
    people: [],
    milestones: [],
    issues: draft.issues.map((issue, at) => ({
      ...plainIssue(issue.key, issue.estimate?.likely ?? null),
      priority: Number(issue.priority?.slice(1) ?? 4),
      rank: String(at).padStart(6, '0'),
      dependsOn: (dependsOn.get(issue.key) ?? []).map(({ dependsOnKey }) => ({ id: dependsOnKey, kind: 'finish-start', lagMinutes: 0 })),
    })),
  };
}

function people(count: number): ScheduleInput['people'] {
  return Array.from({ length: count }, (_, at) => plainPerson(`person-${at}`, 30));
}

/** People with weeks, skills and days off of their own; issues for anybody, for a skill, for one of two, or for one. */
function manyWays(issues: number, count: number): ScheduleInput {
  const input = scheduleInput(issues);
  const skills = ['design', 'engine', 'page', 'words', 'tests'];
  const person = (at: number): string => `person-${at % count}`;
  return {
    ...input,
    holidays: [{ first: isoDate('2026-04-03'), last: isoDate('2026-04-06') }],
    people: Array.from({ length: count }, (_, at) => ({
      ...plainPerson(person(at), [40, 30, 36, 20][at % 4] ?? 40),
      week: at % 4 === 3 ? [1, 1, 0, 1, 0, 0, 0] : null,
      daysOff: [{ first: isoDate(`2026-0${1 + (at % 9)}-10`), last: isoDate(`2026-0${1 + (at % 9)}-20`) }],
      skills: [skills[at % skills.length] ?? ''],
    })),
    issues: input.issues.map((issue, at) => {
      const ways = [
        [],
        [{ anyOf: [], skill: skills[at % skills.length] ?? null, count: 1 }],
        [{ anyOf: [person(at), person(at * 7 + 1)], skill: null, count: 1 }],
        [{ anyOf: [person(at)], skill: null, count: 1 }],
      ];
      return { ...issue, needs: ways[(at * 11) % 4] ?? [] };
    }),
  };
}

/** Four of five issues name somebody. */
function needs(at: number): ScheduleInput['issues'][number]['needs'] {
  return at % 10 < 8 ? [{ anyOf: [`person-${at % 10}`], skill: null, count: 1 }] : [];
}

function orderAlone({ issues }: ScheduleInput): number {
  const graph = dependencyGraph(
    issues.map((issue) => issue.id),
    issues.flatMap((issue) => issue.dependsOn.map(({ id }) => ({ from: id, to: issue.id }))),
  );
  return criticalPath(
    graph,
    issues.map((issue) => issue.hours ?? 0),
  ).length;
}
