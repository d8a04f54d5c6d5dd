// Where the rows and group heads of a list stand, without having the rows: it follows from the counts of the groups.
import type { IssueGroup } from '#shared/contract/query.ts';

/** Height of the column heads, in pixels. */
export const headHeight = 28;

/** Height of a row, in pixels. */
export const rowHeight = 30;

/** Height of the head of a group, in pixels. */
export const groupHeight = 34;

/** One line of the table. `index` is the row's place over all windows, or the group's place among the groups. */
export interface ListItem {
  readonly kind: 'row' | 'group';
  readonly index: number;
}

/** The lines of a list, as it is shown. */
export interface ListLayout {
  readonly count: number;
  item(place: number): ListItem;
  /** Place of a row among the lines; `null` when its group is collapsed or there is no such row. */
  placeOfRow(row: number): number | null;
  /** Places of the group heads, ascending. */
  readonly heads: readonly number[];
  /** The rows that can be reached, by their place among those that are shown: for moving up and down. */
  readonly shownRows: number;
  /** The next row that is shown from `row` in `direction`; `row` itself at the end. */
  neighbour(row: number, direction: 1 | -1): number;
}

interface Run {
  /** Place of the first line: the head, or the first row where there are no groups. */
  readonly place: number;
  readonly firstRow: number;
  readonly rows: number;
  /** Rows that are shown: none when collapsed. */
  readonly shown: number;
  readonly head: 0 | 1;
}

/** The name under which a group is remembered as collapsed. */
export function groupKeyOf(group: Pick<IssueGroup, 'name' | 'recordId'>): string {
  return group.recordId ?? group.name ?? '';
}

/** Lays out `total` rows in `groups` (none: one run without a head), leaving out the rows of collapsed groups. */
export function listLayout(
  groups: readonly Pick<IssueGroup, 'name' | 'recordId' | 'issues'>[],
  total: number,
  collapsed: ReadonlySet<string>,
): ListLayout {
  const runs = runsOf(groups, total, collapsed);
  const last = runs.at(-1);
  const count = last === undefined ? 0 : last.place + last.head + last.shown;
  const runAtPlace = (place: number): Run => findRun(runs, (run) => run.place <= place);
  const runOfRow = (row: number): Run => findRun(runs, (run) => run.firstRow <= row);

  return {
    count,
    item(place) {
      const run = runAtPlace(place);
      if (run.head === 1 && place === run.place) return { kind: 'group', index: runs.indexOf(run) };
      return { kind: 'row', index: run.firstRow + place - run.place - run.head };
    },
    placeOfRow(row) {
      if (row < 0 || row >= total || runs.length === 0) return null;
      const run = runOfRow(row);
      const within = row - run.firstRow;
      return within < run.shown ? run.place + run.head + within : null;
    },
    heads: runs.flatMap((run) => (run.head === 1 ? [run.place] : [])),
    shownRows: runs.reduce((sum, run) => sum + run.shown, 0),
    neighbour(row, direction) {
      const shown = runs.filter((run) => run.shown > 0);
      const at = shown.findIndex((run) => row < run.firstRow + run.rows);
      const run = shown[at];
      if (run === undefined) return direction === 1 ? row : (lastRow(shown.at(-1)) ?? row);
      if (row < run.firstRow) return direction === 1 ? run.firstRow : (lastRow(shown[at - 1]) ?? run.firstRow);
      const next = row + direction;
      if (next >= run.firstRow && next < run.firstRow + run.rows) return next;
      return (direction === 1 ? shown[at + 1]?.firstRow : lastRow(shown[at - 1])) ?? row;
    },
  };
}

function lastRow(run: Run | undefined): number | undefined {
  return run === undefined ? undefined : run.firstRow + run.rows - 1;
}

function runsOf(groups: readonly Pick<IssueGroup, 'name' | 'recordId' | 'issues'>[], total: number, collapsed: ReadonlySet<string>): Run[] {
  if (groups.length === 0) return total === 0 ? [] : [{ place: 0, firstRow: 0, rows: total, shown: total, head: 0 }];
  let place = 0;
  let firstRow = 0;
  return groups.map((group) => {
    const shown = collapsed.has(groupKeyOf(group)) ? 0 : group.issues;
    const run: Run = { place, firstRow, rows: group.issues, shown, head: 1 };
    place += 1 + shown;
    firstRow += group.issues;
    return run;
  });
}

/** The last run for which `begins` holds; runs are ordered, so it is found by halving. */
function findRun(runs: readonly Run[], begins: (run: Run) => boolean): Run {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const run = runs[middle];
    if (run !== undefined && begins(run)) low = middle;
    else high = middle - 1;
  }
  const found = runs[low];
  if (found === undefined) throw new Error('Expected a place inside the list, found an empty list.');
  return found;
}
