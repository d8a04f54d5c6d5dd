// The issue table: a window of rows, with sums and group heads over all windows. Two steps: one aggregation over what the
// filter leaves, remembered until the next commit; then the ids of the window only, so that scrolling never sorts twice.
import type { Grouping, IssueGroup, QueryArgs, QueryResult } from '#shared/contract/query.ts';
import { estimateSum } from '#shared/plan/estimate-sum.ts';
import type { EstimateCount } from '#shared/plan/estimate-sum.ts';
import { type GroupHead, groupHeads, groupKey, groupingTables } from './grouping.ts';
import { type Condition, filterTables, issueCondition } from './issue-filter.ts';
import { issueOrder, orderInReadiness } from './issue-order.ts';
import { issueRows, issueRowTables } from './issue-row.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';

type Args = QueryArgs<'issue-list'>;

/** The query `issue-list`. */
export const issueList: QueryDefinition<'issue-list'> = {
  tables: new Set([...issueRowTables, ...groupingTables, ...filterTables]),
  answer(reader, args): QueryResult<'issue-list'> {
    const condition = issueCondition(reader, args.filter);
    const overview = reader.remember(`issue-list ${JSON.stringify([args.filter, args.group])}`, () =>
      overviewOf(reader, condition, args.group),
    );
    const { segments, summary } = overview;
    return { summary, rows: issueRows(reader, windowIds(reader, condition, args, segments)) };
  },
};

/** Issues that stand together in the list: a group, or a readiness class where there are no groups. */
interface Segment {
  readonly key: string | number | null;
  readonly issues: number;
}

interface Overview {
  readonly summary: QueryResult<'issue-list'>['summary'];
  readonly segments: readonly Segment[];
}

interface Aggregate {
  key: string | number | null;
  issues: number;
  hours: number;
  openHours: number;
  unestimated: number;
  longest: number | null;
}

function overviewOf(reader: Reader, condition: Condition, group: Grouping | null): Overview {
  const key = group === null ? 'issue.readiness' : groupKey[group];
  const aggregates = reader.rows<Aggregate>(
    `SELECT ${key} AS key, count(*) AS issues, total(issue.estimate_likely) AS hours,
       total(issue.estimate_likely * issue.open) AS openHours, sum(issue.estimate_likely IS NULL) AS unestimated,
       max(coalesce(issue.estimate_pessimistic, issue.estimate_likely)) AS longest
     FROM issue WHERE ${condition.sql} GROUP BY 1 ORDER BY 1`,
    condition.parameters,
  );
  const total = (amount: (aggregate: Aggregate) => number): number => aggregates.reduce((sum, aggregate) => sum + amount(aggregate), 0);
  const groups = group === null ? [] : groupsOf(reader, condition, group, aggregates);
  return {
    summary: {
      total: total(({ issues }) => issues),
      hours: total(({ hours }) => hours),
      openHours: total(({ openHours }) => openHours),
      groups: groups.map(({ head }) => head),
      longest: Math.max(0, ...aggregates.map(({ longest }) => longest ?? 0)),
    },
    segments: group === null ? aggregates : groups.map(({ segment }) => segment),
  };
}

function groupsOf(
  reader: Reader,
  condition: Condition,
  group: Grouping,
  aggregates: readonly Aggregate[],
): { head: IssueGroup; segment: Segment }[] {
  const headOf = groupHeads(reader, group);
  const ranges = rangesOf(reader, condition, group);
  return aggregates
    .map((aggregate) => ({ aggregate, about: headOf(textKey(aggregate.key)) }))
    .toSorted((left, right) => groupOrder(left.about, right.about))
    .map(({ aggregate, about }) => {
      const { low, high } = rangeOfGroup(ranges.get(aggregate.key) ?? [], aggregate.hours);
      return {
        segment: aggregate,
        head: {
          name: about.name,
          recordId: about.recordId,
          issues: aggregate.issues,
          hours: aggregate.hours,
          openHours: aggregate.openHours,
          unestimated: aggregate.unestimated,
          low,
          high,
          start: about.start,
          finish: about.finish,
          capacityHours: about.capacityHours,
        },
      };
    });
}

/** The ranged estimates of each group, equal ones counted once. */
function rangesOf(reader: Reader, condition: Condition, group: Grouping): Map<string | number | null, EstimateCount[]> {
  const ranges = new Map<string | number | null, EstimateCount[]>();
  for (const { key, ...estimate } of reader.rows<EstimateCount & { key: string | null }>(
    `SELECT ${groupKey[group]} AS key, issue.estimate_likely AS likely, issue.estimate_optimistic AS optimistic,
       issue.estimate_pessimistic AS pessimistic, count(*) AS count
     FROM issue
     WHERE issue.estimate_likely IS NOT NULL
       AND (issue.estimate_optimistic IS NOT NULL OR issue.estimate_pessimistic IS NOT NULL) AND ${condition.sql}
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    condition.parameters,
  )) {
    const known = ranges.get(key);
    if (known === undefined) ranges.set(key, [estimate]);
    else known.push(estimate);
  }
  return ranges;
}

/** P10 and P90 of a group's hours: its ranged estimates combined, the certain ones beside them. */
function rangeOfGroup(ranged: readonly EstimateCount[], hours: number): { low: number | null; high: number | null } {
  const sum = estimateSum(ranged);
  if (sum.low === null || sum.high === null) return { low: null, high: null };
  const certain = hours - sum.likely;
  return { low: sum.low + certain, high: sum.high + certain };
}

function groupOrder(left: GroupHead, right: GroupHead): number {
  return left.position - right.position || naturalOrder(left.name ?? '', right.name ?? '');
}

/** Keys of groups are text; a number comes only from the readiness classes, which have no heads. */
function textKey(key: string | number | null): string | null {
  return typeof key === 'number' ? String(key) : key;
}

function windowIds(reader: Reader, condition: Condition, args: Args, segments: readonly Segment[]): string[] {
  if (args.group !== null) return groupedIds(reader, condition, args, groupKey[args.group], segments);
  if (args.order === 'readiness') {
    return cutsOf(segments, args.offset, args.limit).flatMap((cut) =>
      idsOf(reader, condition, 'issue.readiness = @key', orderInReadiness, cut),
    );
  }
  return idsOf(reader, condition, '1', issueOrder[args.order], { key: null, offset: args.offset, limit: args.limit });
}

/** What a window takes of one segment. */
interface Cut {
  readonly key: string | number | null;
  readonly offset: number;
  readonly limit: number;
}

function cutsOf(segments: readonly Segment[], offset: number, limit: number): Cut[] {
  const cuts: Cut[] = [];
  let start = 0;
  for (const { key, issues } of segments) {
    const from = Math.max(offset, start);
    const to = Math.min(offset + limit, start + issues);
    if (from < to) cuts.push({ key, offset: from - start, limit: to - from });
    start += issues;
    if (start >= offset + limit) break;
  }
  return cuts;
}

/**
 * The window over groups. Its first and last group may reach far beyond it and are cut by SQL; those between are whole and
 * together no larger than the window, so one statement fetches them all, however many they are.
 */
function groupedIds(reader: Reader, condition: Condition, args: Args, key: string, segments: readonly Segment[]): string[] {
  const order = issueOrder[args.order];
  const cuts = cutsOf(segments, args.offset, args.limit);
  const cutIds = (cut: Cut | undefined): string[] => (cut === undefined ? [] : idsOf(reader, condition, `${key} IS @key`, order, cut));
  const first = cutIds(cuts[0]);
  const middle = wholeGroupIds(reader, condition, key, order, cuts.slice(1, -1));
  return [...first, ...middle, ...cutIds(cuts.length > 1 ? cuts.at(-1) : undefined)];
}

function wholeGroupIds(reader: Reader, condition: Condition, key: string, order: string, cuts: readonly Cut[]): string[] {
  if (cuts.length === 0) return [];
  const byGroup = new Map<string | number | null, string[]>(cuts.map((cut) => [cut.key, []]));
  const among = `(${key} IN (SELECT value FROM json_each(@keys))${byGroup.has(null) ? ` OR ${key} IS NULL` : ''})`;
  for (const issue of reader.rows<{ id: string; key: string | null }>(
    `SELECT issue.id AS id, ${key} AS key FROM issue WHERE ${among} AND ${condition.sql} ORDER BY ${order}`,
    { ...condition.parameters, keys: JSON.stringify([...byGroup.keys()].filter((known) => known !== null)) },
  )) {
    byGroup.get(issue.key)?.push(issue.id);
  }
  return [...byGroup.values()].flat();
}

function idsOf(reader: Reader, condition: Condition, segment: string, order: string, { key, offset, limit }: Cut): string[] {
  return reader
    .rows<{ id: string }>(
      `SELECT issue.id AS id FROM issue WHERE ${segment} AND ${condition.sql} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
      { ...condition.parameters, key, offset, limit },
    )
    .map(({ id }) => id);
}
