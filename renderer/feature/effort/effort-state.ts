// What the effort view shows, read from the address, and its groups folded to what fits on a screen.
import { type Route, hashOf } from '#renderer/state/navigation.ts';
import { Grouping, type QueryResult } from '#shared/contract/query.ts';

/** What groupings are called on the page. */
export const groupingName: Readonly<Record<Grouping, string>> = {
  priority: 'Priority',
  component: 'Component',
  category: 'Category',
  milestone: 'Milestone',
  sprint: 'Sprint',
  assignee: 'Assignee',
  status: 'Status',
  roadmap: 'Roadmap',
  label: 'Label',
};

/** Rows and columns of the breakdown. */
export interface EffortChoice {
  readonly rows: Grouping;
  readonly columns: Grouping | null;
}

/** Reads rows and columns from the address; components by milestone unless it says otherwise. */
export function effortChoiceOf(route: Route): EffortChoice {
  const rows = Grouping.safeParse(route.search.get('rows')).data ?? 'component';
  const stated = route.search.get('columns');
  if (stated === 'none') return { rows, columns: null };
  const columns = Grouping.safeParse(stated).data ?? (rows === 'milestone' ? 'component' : 'milestone');
  return { rows, columns: columns === rows ? null : columns };
}

/**
 * What is shown when the address states no columns and the plan has hours in one column at most: priorities, which every
 * plan has. Otherwise `choice` itself.
 */
export function settledChoice(choice: EffortChoice, route: Route, result: QueryResult<'effort-breakdown'> | undefined): EffortChoice {
  if (route.search.has('columns') || result === undefined || choice.columns === null || choice.rows === 'priority') return choice;
  return result.summary.columns.filter(({ hours }) => hours > 0).length > 1 ? choice : { rows: choice.rows, columns: 'priority' };
}

/** Name of a group; `null` is the group of issues that have no value. */
export function groupName(grouping: Grouping, name: string | null): string {
  return name ?? (grouping === 'assignee' ? 'Nobody' : `No ${groupingName[grouping].toLowerCase()}`);
}

/** One line of the breakdown. */
export interface EffortLine {
  readonly id: string;
  readonly name: string;
  readonly hours: number;
  readonly issues: number;
  readonly unestimated: number;
  readonly share: number;
  /** Hours by column. */
  readonly cells: readonly number[];
  /** Address of its issues; `null` for a line that stands for several groups, or cannot be filtered by. */
  readonly href: string | null;
}

/** One column of the breakdown. */
interface EffortColumn {
  /** `null`: the issues that have no value, or several smaller columns. */
  readonly key: string | null;
  readonly name: string;
  readonly hours: number;
}

/** A breakdown ready to draw. */
export interface EffortTable {
  readonly total: number;
  readonly issues: number;
  readonly unestimated: number;
  readonly columns: readonly EffortColumn[];
  readonly lines: readonly EffortLine[];
}

/** More columns than this are drawn as the largest ones and "n smaller": there are seven category colours. */
const mostColumns = 7;

/** Groupings that a list of issues can be filtered by, as the address names them. */
const filterable: Readonly<Record<Grouping, boolean>> = {
  priority: true,
  component: true,
  category: false,
  milestone: true,
  sprint: true,
  assignee: true,
  status: true,
  roadmap: true,
  label: true,
};

/** Turns the answer of the engine into lines and columns with names and links; columns past the seventh are folded into one, empty ones are left out. */
export function effortTable(result: QueryResult<'effort-breakdown'>, choice: EffortChoice, scope: readonly string[]): EffortTable {
  const { summary, rows } = result;
  const { columns, foldCells } = foldColumns(summary.columns, choice);
  const lines = rows.map((row) => ({
    id: row.id,
    name: groupName(choice.rows, row.name),
    hours: row.hours,
    issues: row.issues,
    unestimated: row.unestimated,
    share: row.share,
    cells: foldCells(row.cells),
    href: linkOf(choice.rows, row.id, scope),
  }));
  return { total: summary.total, issues: summary.issues, unestimated: summary.unestimated, columns, lines };
}

function linkOf(grouping: Grouping, id: string, scope: readonly string[]): string | null {
  if (!filterable[grouping] || ((grouping === 'roadmap' || grouping === 'label') && id === '')) return null;
  const search = new URLSearchParams(grouping === 'roadmap' ? [] : scope.map((roadmap) => ['roadmap', roadmap]));
  search.append(grouping, id);
  return hashOf('issues', null, search);
}

/** Leaves out columns without hours and sums up the smallest past the seventh; `foldCells` does the same to a row. */
function foldColumns(columns: QueryResult<'effort-breakdown'>['summary']['columns'], { columns: grouping }: EffortChoice) {
  const placed = columns.flatMap(({ name, hours }, place) =>
    hours > 0 && grouping !== null ? [{ key: name, name: groupName(grouping, name), hours, place }] : [],
  );
  const largest = placed.toSorted((left, right) => right.hours - left.hours || left.place - right.place);
  const rest = placed.length > mostColumns ? largest.slice(mostColumns - 1) : [];
  const kept = placed.filter((column) => !rest.includes(column));
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const folded = { key: null, name: `${rest.length} smaller`, hours: sum(rest.map(({ hours }) => hours)) };
  return {
    columns: [...kept.map(({ key, name, hours }) => ({ key, name, hours })), ...(rest.length > 0 ? [folded] : [])],
    foldCells: (cells: readonly number[]) => [
      ...kept.map(({ place }) => cells[place] ?? 0),
      ...(rest.length > 0 ? [sum(rest.map(({ place }) => cells[place] ?? 0))] : []),
    ],
  };
}

/** The first lines and one line "n smaller" for the others, when there are more than `most`. */
export function foldLines(lines: readonly EffortLine[], most: number): readonly EffortLine[] {
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most - 1);
  const rest = lines.slice(most - 1);
  const sum = (amount: (line: EffortLine) => number) => rest.reduce((total, line) => total + amount(line), 0);
  return [
    ...kept,
    {
      id: ' rest',
      name: `${rest.length} more`,
      hours: sum(({ hours }) => hours),
      issues: sum(({ issues }) => issues),
      unestimated: sum(({ unestimated }) => unestimated),
      share: sum(({ share }) => share),
      cells: (rest[0]?.cells ?? []).map((_cell, place) => sum(({ cells }) => cells[place] ?? 0)),
      href: null,
    },
  ];
}
