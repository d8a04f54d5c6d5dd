// What differs between two views of the plan, issue by issue and as a whole. Says nothing of why; history does.
import type { QueryArgs } from '#shared/contract/query.ts';
import type { ComparedIssue, Comparison, Difference, FieldChange, ViewLabel } from '#shared/contract/view-query.ts';
import type { View } from '#shared/contract/view.ts';
import type { MilestoneId, RoadmapId } from '#shared/plan/identity.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import { dayOf, workdayOf } from '#shared/schedule/calendar-day.ts';
import { type ComparedFrame, comparedPlan, type ComparedPlan, type ComparedSide, comparedTables, type Fact } from './compared-plan.ts';
import { knownView } from './known-view.ts';
import { naturalOrder } from './natural-order.ts';
import { otherView, type QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { schedule } from './schedule.ts';

type Dates = ComparedIssue['finish'];
type Totals = Pick<Comparison, 'issues' | 'hours' | 'openHours' | 'done' | 'finish'>;

/** One side of a comparison. */
interface Side {
  readonly plan: ComparedPlan;
  /** Issue → the day on which its work is done; finished work has none. */
  readonly finish: ReadonlyMap<string, IsoDate>;
}

const order: readonly Difference[] = ['added', 'removed', 'changed', 'moved'];

/** The query `compare`. Both sides are read as they are when it is answered; the same two plans give the same answer. */
export const compare: QueryDefinition<'compare'> = {
  tables: new Set([...comparedTables, ...schedule.tables, 'baseline', 'scenario', 'change', otherView]),
  answer(reader, args) {
    const before = side(reader.in(args.from), args.fromDay ?? args.day, args.roadmapIds);
    const after = side(reader.in(args.to), args.day, args.roadmapIds);
    const rows = differingIssues(before, after);
    const wanted = rows.filter(({ difference }) => args.differences.length === 0 || args.differences.includes(difference));
    const count = (difference: Difference): number => rows.filter((row) => row.difference === difference).length;
    const both = rows.filter(({ difference }) => difference === 'changed' || difference === 'moved');
    const summary: Comparison = {
      from: label(reader, args.from),
      to: label(reader, args.to),
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      moved: count('moved'),
      slipped: both.filter(({ finish }) => (finish.slipDays ?? 0) > 0).length,
      earlier: both.filter(({ finish }) => (finish.slipDays ?? 0) < 0).length,
      total: wanted.length,
      ...totals(before, after, () => true),
      roadmaps: differingRoadmaps(before, after),
      milestones: differingMilestones(before, after),
    };
    return { summary, rows: wanted.slice(args.offset, args.offset + args.limit) };
  },
};

function side(reader: Reader, day: IsoDate, roadmapIds: QueryArgs<'compare'>['roadmapIds']): Side {
  return reader.snapshot(() => {
    const placed = schedule.answer(reader, { roadmapIds, from: day, hoursPerWeek: null, people: null, sprintWeeks: null });
    // An instant begins with its day.
    const finish = new Map(placed.rows.map((row) => [row.id, row.finish.slice(0, 10) as IsoDate]));
    return { plan: within(comparedPlan(reader), roadmapIds), finish };
  });
}

function within(plan: ComparedPlan, roadmapIds: readonly RoadmapId[]): ComparedPlan {
  if (roadmapIds.length === 0) return plan;
  const wanted = new Set(roadmapIds);
  const some = <Item extends { readonly roadmapId: RoadmapId }>(all: ReadonlyMap<string, Item>): Map<string, Item> =>
    new Map([...all].filter(([, { roadmapId }]) => wanted.has(roadmapId)));
  return { issues: some(plan.issues), roadmaps: some(plan.roadmaps), milestones: some(plan.milestones) };
}

function label(reader: Reader, view: View | null): ViewLabel {
  if (view === null) return { view, label: 'now', at: null };
  const known = knownView(reader, view);
  return known.ok ? known.value.label : { view, label: view, at: null };
}

function differingIssues(before: Side, after: Side): ComparedIssue[] {
  const rows: ComparedIssue[] = [];
  for (const [one, other] of pairs(before.plan.issues, after.plan.issues)) {
    const shown = other ?? one;
    if (shown === null) continue;
    const fields = one === null || other === null ? [] : changes(one.facts, other.facts);
    const finish = dates(before.finish.get(shown.id), after.finish.get(shown.id));
    const difference = differenceOf(one, other, fields, finish);
    if (difference === 'same') continue;
    const roadmap = after.plan.roadmaps.get(shown.roadmapId) ?? before.plan.roadmaps.get(shown.roadmapId);
    rows.push({
      id: shown.id,
      roadmapId: shown.roadmapId,
      roadmap: roadmap?.title ?? '',
      key: shown.key,
      title: shown.title,
      difference,
      fields,
      status: { before: one?.status ?? null, after: other?.status ?? null },
      hours: { before: one?.hours ?? null, after: other?.hours ?? null },
      finish,
    });
  }
  const place = (row: ComparedIssue): number => order.indexOf(row.difference);
  return rows.toSorted(
    (one, other) =>
      place(one) - place(other) ||
      naturalOrder(one.roadmap, other.roadmap) ||
      naturalOrder(one.key, other.key) ||
      (one.id < other.id ? -1 : 1),
  );
}

function differenceOf(one: unknown, other: unknown, fields: readonly FieldChange[], finish: Dates): Difference {
  if (one === null) return 'added';
  if (other === null) return 'removed';
  if (fields.length > 0) return 'changed';
  return (finish.slipDays ?? 0) === 0 ? 'same' : 'moved';
}

/** What two sides of one record state differently. */
function changes(before: readonly Fact[], after: readonly Fact[]): FieldChange[] {
  return after.flatMap(({ field, value, text }, index) => {
    const was = before[index];
    return was === undefined || was.value === value ? [] : [{ field, before: was.text, after: text }];
  });
}

function dates(before: IsoDate | undefined, after: IsoDate | undefined): Dates {
  const known = before !== undefined && after !== undefined;
  return { before: before ?? null, after: after ?? null, slipDays: known ? workdayOf(dayOf(after)) - workdayOf(dayOf(before)) : null };
}

/** Everything that either side has, with both sides of it. */
function* pairs<Item>(
  before: ReadonlyMap<string, Item>,
  after: ReadonlyMap<string, Item>,
): Generator<[one: Item | null, other: Item | null]> {
  for (const [id, one] of before) yield [one, after.get(id) ?? null];
  for (const [id, other] of after) if (!before.has(id)) yield [null, other];
}

function totals(before: Side, after: Side, counts: (issue: ComparedSide) => boolean): Totals {
  const [one, other] = [sums(before, counts), sums(after, counts)];
  const both = <Name extends 'issues' | 'hours' | 'openHours' | 'done'>(name: Name) => ({ before: one[name], after: other[name] });
  return {
    issues: both('issues'),
    hours: both('hours'),
    openHours: both('openHours'),
    done: both('done'),
    finish: dates(one.finish, other.finish),
  };
}

function sums({ plan, finish }: Side, counts: (issue: ComparedSide) => boolean) {
  let [issues, done, minutes, openMinutes] = [0, 0, 0, 0];
  let last: IsoDate | undefined;
  for (const issue of plan.issues.values()) {
    if (!counts(issue)) continue;
    const { category } = issue.status;
    // Whole minutes, so that a sum does not depend on the order of its parts.
    const own = Math.round((issue.hours ?? 0) * 60);
    issues += 1;
    done += Number(category === 'done');
    if (category !== 'cancelled') minutes += own;
    if (category !== 'cancelled' && category !== 'done') openMinutes += own;
    const day = finish.get(issue.id);
    if (day !== undefined && (last === undefined || day > last)) last = day;
  }
  return { issues, done, hours: minutes / 60, openHours: openMinutes / 60, finish: last };
}

function differingRoadmaps(before: Side, after: Side): Comparison['roadmaps'] {
  return byRank([...pairs(before.plan.roadmaps, after.plan.roadmaps)], before, after).map(({ one, other, shown }) => {
    const difference = differenceOf(
      one,
      other,
      one === null || other === null ? [] : changes(one.facts, other.facts),
      dates(undefined, undefined),
    );
    return {
      id: shown.roadmapId,
      title: shown.title,
      // Without dates nothing is moved.
      difference: difference === 'moved' ? 'same' : difference,
      ...totals(before, after, (issue) => issue.roadmapId === shown.roadmapId),
    };
  });
}

function differingMilestones(before: Side, after: Side): Comparison['milestones'] {
  const last = { before: lastByMilestone(before), after: lastByMilestone(after) };
  return byRank([...pairs(before.plan.milestones, after.plan.milestones)], before, after).flatMap(({ one, other, shown }) => {
    const fields = one === null || other === null ? [] : changes(one.facts, other.facts);
    const finish = dates(last.before.get(shown.id), last.after.get(shown.id));
    const difference = differenceOf(one, other, fields, finish);
    if (difference === 'same') return [];
    // The id of a row of `milestone`.
    const id = shown.id as MilestoneId;
    return [{ id, roadmapId: shown.roadmapId, key: shown.key, title: shown.title, difference, fields, finish }];
  });
}

function lastByMilestone({ plan, finish }: Side): Map<string, IsoDate> {
  const last = new Map<string, IsoDate>();
  for (const { id, milestoneId } of plan.issues.values()) {
    const day = finish.get(id);
    if (milestoneId === null || day === undefined) continue;
    const known = last.get(milestoneId);
    if (known === undefined || day > known) last.set(milestoneId, day);
  }
  return last;
}

/** In the order of the roadmaps, and in each by rank. */
function byRank(all: readonly [one: ComparedFrame | null, other: ComparedFrame | null][], before: Side, after: Side) {
  const rankOf = (id: RoadmapId): string => (after.plan.roadmaps.get(id) ?? before.plan.roadmaps.get(id))?.rank ?? '';
  const place = ({ id, roadmapId, rank }: ComparedFrame): string => [rankOf(roadmapId), roadmapId, rank, id].join(' ');
  return all
    .flatMap(([one, other]) => {
      const shown = other ?? one;
      return shown === null ? [] : [{ one, other, shown }];
    })
    .toSorted((left, right) => {
      const [first, second] = [place(left.shown), place(right.shown)];
      return first < second ? -1 : Number(first > second);
    });
}
