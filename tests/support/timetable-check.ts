// What must be true of every plan that `sextant plan` prints, worked out from its JSON and from `list` alone: whoever
// wrote the scheduler had no part in it.
import type { ListRow, PlanOutput } from './command-contract.ts';

interface Placed {
  readonly row: ListRow;
  readonly start: number;
  readonly finish: number;
  readonly critical: boolean;
  readonly slackHours: number;
}

const dayLength = 86_400_000;
const weekLength = 7 * dayLength;
const hairWidth = 1e-6;

/**
 * Lists what is wrong with a plan for one worker of so many hours a week; empty when nothing is.
 *
 * Checks that all open issues and only they are placed, precedence, that the worker does one thing at a time and no
 * more than the hours of any run of weeks, totals, sprints, and slack as the forward and backward pass of the critical
 * path method (Kelley and Walker 1959) give it. `soft` names the issues whose dependencies are wishes.
 */
export function timetableFaults(plan: PlanOutput, rows: readonly ListRow[], hoursPerWeek: number, soft: readonly string[] = []): string[] {
  const faults: string[] = [];
  const open = rows.filter(({ statusCategory }) => statusCategory !== 'done' && statusCategory !== 'cancelled');
  const rowOf = new Map(open.map((row) => [row.key, row]));
  const placed = new Map<string, Placed>();
  for (const issue of plan.issues) {
    const row = rowOf.get(issue.key);
    if (row === undefined) faults.push(`${issue.key} is placed, but is not open`);
    else if (placed.has(row.id)) faults.push(`${issue.key} is placed twice`);
    else placed.set(row.id, { ...issue, row, start: time(issue.start, 'start'), finish: time(issue.finish, 'finish') });
  }
  for (const row of open) if (!placed.has(row.id)) faults.push(`${row.key} is open, but not placed`);
  const waits = (row: ListRow): Placed[] => (soft.includes(row.key) ? [] : row.dependsOn.flatMap((before) => placed.get(before) ?? []));
  const turn = new Map([...placed.keys()].map((id, at) => [id, at]));
  for (const { row, start } of placed.values()) {
    // Whoever works through the list from the top meets nothing before its time, also among issues without hours.
    for (const before of waits(row)) {
      if ((turn.get(before.row.id) ?? 0) > (turn.get(row.id) ?? 0)) faults.push(`${row.key} is listed before ${before.row.key}`);
    }
    for (const before of waits(row)) if (before.finish > start) faults.push(`${row.key} starts before ${before.row.key} is finished`);
  }
  faults.push(...oneAtATime([...placed.values()]), ...weeklyLoad([...placed.values()], hoursPerWeek));
  faults.push(...totals(plan, open, [...placed.values()], hoursPerWeek), ...slack(plan, placed, waits));
  return faults;
}

function oneAtATime(placed: readonly Placed[]): string[] {
  const busy = placed.filter(({ row }) => hoursOf(row) > 0).toSorted((left, right) => left.start - right.start);
  return busy.flatMap((issue, index) => {
    const after = busy[index + 1];
    const short = issue.finish - issue.start < hoursOf(issue.row) * 3_600_000 - 1;
    return [
      ...(after !== undefined && after.start < issue.finish ? [`${issue.row.key} and ${after.row.key} overlap`] : []),
      ...(short ? [`${issue.row.key} takes less time than its estimate`] : []),
    ];
  });
}

/** What lies wholly within some calendar weeks must fit into their hours: true however the hours lie in the days. */
function weeklyLoad(placed: readonly Placed[], hoursPerWeek: number): string[] {
  const week = (moment: number): number => Math.floor((moment + 3 * dayLength) / weekLength);
  const ends = [...new Set(placed.flatMap(({ start, finish }) => [week(start), week(finish - 1)]))].toSorted((left, right) => left - right);
  // Windows of up to eight weeks are enough: what breaks a longer one breaks one of these or the total.
  return ends.flatMap((first) =>
    ends
      .filter((last) => last >= first && last < first + 8)
      .flatMap((last) => {
        const inside = placed.filter(({ start, finish }) => week(start) >= first && week(finish - 1) <= last);
        const hours = sum(inside.map(({ row }) => hoursOf(row)));
        return hours > (last - first + 1) * hoursPerWeek + hairWidth ? [`${hours} h lie in ${last - first + 1} weeks`] : [];
      }),
  );
}

function totals(plan: PlanOutput, open: readonly ListRow[], placed: readonly Placed[], hoursPerWeek: number): string[] {
  const hours = sum(open.map(hoursOf));
  const start = time(plan.start, 'start');
  const finish = time(plan.finish, 'finish');
  const last = Math.max(...placed.map((issue) => issue.finish));
  const unestimated = open.filter(({ estimateHours }) => estimateHours === null).map(({ key }) => key);
  const sprintOf = new Map(plan.sprints.map((sprint) => [sprint.name, sprint]));
  const loads = plan.sprints.flatMap((sprint) => {
    const weeks = (time(sprint.finish, 'finish') - time(sprint.start, 'start')) / weekLength;
    return [
      ...(sprint.plannedHours > sprint.capacityHours + hairWidth ? [`${sprint.name} holds more than it can`] : []),
      ...(sprint.capacityHours > Math.ceil(weeks) * hoursPerWeek + hairWidth
        ? [`${sprint.name} claims more hours than its weeks have`]
        : []),
    ];
  });
  const strays = plan.issues.flatMap(({ key, sprint, finish: end }) => {
    const holder = sprint === null ? undefined : sprintOf.get(sprint);
    if (holder === undefined || !holder.issues.includes(key)) return [`${key} is in no sprint that knows of it`];
    return end.slice(0, 10) > holder.finish ? [`${key} ends after its sprint`] : [];
  });
  return [
    ...expectEqual('totalHours', plan.totalHours, hours),
    ...expectEqual('hours of the sprints', sum(plan.sprints.map(({ plannedHours }) => plannedHours)), hours),
    ...expectEqual('finish', plan.finish, new Date(last - 1).toISOString().slice(0, 10)),
    ...expectEqual('weeks', plan.weeks, Math.ceil((finish - start) / weekLength)),
    ...(plan.weeks < Math.ceil(hours / hoursPerWeek) ? ['there are fewer weeks than the hours need'] : []),
    ...(placed.some((issue) => issue.start < start) ? ['something starts before the plan'] : []),
    ...expectEqual('unestimated', plan.unestimated.toSorted().join(), unestimated.toSorted().join()),
    ...loads,
    ...strays,
  ];
}

function slack(plan: PlanOutput, placed: ReadonlyMap<string, Placed>, waits: (row: ListRow) => readonly Placed[]): string[] {
  const order = [...placed.values()].toSorted((left, right) => left.start - right.start || left.finish - right.finish);
  const head = new Map<string, number>();
  const tail = new Map<string, number>();
  // Longest chains by repetition until nothing changes: slow, and plainly right in any order.
  for (let changed = true; changed;) {
    changed = false;
    for (const { row } of order) {
      for (const before of waits(row)) {
        const early = (head.get(before.row.id) ?? 0) + hoursOf(before.row);
        if (early > (head.get(row.id) ?? 0)) changed = Boolean(head.set(row.id, early));
        const late = (tail.get(row.id) ?? 0) + hoursOf(row);
        if (late > (tail.get(before.row.id) ?? 0)) changed = Boolean(tail.set(before.row.id, late));
      }
    }
  }
  const through = ({ row }: Placed): number => (head.get(row.id) ?? 0) + hoursOf(row) + (tail.get(row.id) ?? 0);
  const longest = Math.max(0, ...order.map(through));
  const wrong = order.flatMap((issue) => {
    const expected = longest - through(issue);
    return Math.abs(issue.slackHours - expected) > hairWidth
      ? [`${issue.row.key} has ${issue.slackHours} h of slack, not ${expected}`]
      : [];
  });
  const path = plan.criticalPath.map((key) => order.find(({ row }) => row.key === key));
  const chained = path.every((issue, index) => {
    const before = path[index - 1];
    return issue !== undefined && issue.critical && (index === 0 || (before !== undefined && waits(issue.row).includes(before)));
  });
  return [
    ...wrong,
    ...(chained ? [] : ['the critical path is no chain of dependencies']),
    ...expectEqual('hours of the critical path', sum(path.map((issue) => (issue === undefined ? 0 : hoursOf(issue.row)))), longest),
  ];
}

/** A day as a start is its first moment, as a finish its last. */
function time(text: string, side: 'start' | 'finish'): number {
  if (text.length > 10) return Date.parse(`${text}Z`);
  return Date.parse(`${text}T00:00Z`) + (side === 'finish' ? dayLength : 0);
}

function hoursOf(row: ListRow): number {
  return row.estimateHours ?? 0;
}

function expectEqual(name: string, found: number | string, expected: number | string): string[] {
  return found === expected || (typeof found === 'number' && Math.abs(found - Number(expected)) < hairWidth)
    ? []
    : [`${name} is ${found}, expected ${expected}`];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
