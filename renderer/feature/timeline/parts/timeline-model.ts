// From the schedule to what the timeline draws: bars in lanes, milestones, arrows.
import type { BarLook, NamedStretch, TimelineLink, TimelineMark } from '#renderer/chart/timeline/timeline-look.ts';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import type { ScheduledIssue, ScheduleSummary } from '#shared/contract/schedule.ts';
import { type LanePlan, lanePlan } from '#shared/layout/timeline/lane.ts';
import { dayNumber, minutesIntoDay, type TimelineScale, xOfInstant } from '#shared/layout/timeline/scale.ts';

/** What the lanes stand for. */
export type LaneBy = 'sprint' | 'assignee' | 'milestone' | 'roadmap';

/** A lane with what is said about it. */
interface Lane {
  readonly id: string;
  readonly name: string;
  /** `true`: the lane of what has no value. */
  readonly none: boolean;
  readonly issues: number;
  /** Of its issues; for a sprint the work done in it, with its part of issues that go on. */
  readonly hours: number;
  /** Hours that the lane can hold, where that is known: sprints and people. */
  readonly capacity: number | null;
}

/** Everything on the timeline that does not depend on the scale. */
export interface TimelineModel {
  readonly rows: ReadonlyMap<string, ScheduledIssue>;
  readonly lanes: readonly Lane[];
  readonly laneOf: (row: ScheduledIssue) => string;
  readonly links: readonly TimelineLink[];
  readonly stretches: readonly NamedStretch[];
  /** First and last day of the sheet. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Minutes of work that fill a day: the latest end of a day in this schedule. */
  readonly dayMinutes: number;
  /** Issues that the schedule puts into another sprint than the plan wishes for. */
  readonly elsewhere: number;
  readonly overWeeks: number;
}

/** What a model is made of; `laneName` names the record behind a lane that is not named by its issues. */
export interface ModelInput {
  readonly rows: readonly ScheduledIssue[];
  readonly summary: ScheduleSummary;
  readonly by: LaneBy;
  readonly today: string;
  readonly roadmapName: ReadonlyMap<string, string>;
  readonly personHours: ReadonlyMap<string, number | null>;
  readonly showCritical: boolean;
}

/** Days that are shown after the last bar. */
const tail = 16;
const leastDays = 84;

/** True when the plan wishes for one sprint and the schedule says another. */
export function isElsewhere(row: ScheduledIssue): boolean {
  return row.wishedSprint !== null && row.sprint !== null && row.wishedSprint !== row.sprint;
}

/** Builds the model. Linear in rows and dependencies. */
export function timelineModel({ rows, summary, by, today, roadmapName, personHours, showCritical }: ModelInput): TimelineModel {
  const laneOf = (row: ScheduledIssue): string => laneId(row, by);
  const grouped = Map.groupBy(rows, laneOf);
  const lanes = [...grouped].map(([id, members]): Lane => {
    const none = id === '';
    return {
      id,
      name: none ? noneName[by] : by === 'roadmap' ? (roadmapName.get(id) ?? id) : id,
      none,
      issues: members.length,
      hours: (by === 'sprint' ? sprintOf(summary, id)?.plannedHours : undefined) ?? members.reduce((sum, row) => sum + row.hours, 0),
      capacity: capacityOf(by, id, summary, personHours),
    };
  });
  const firstOf = new Map(
    [...grouped].map(([id, members]) => [id, members.reduce((least, row) => (row.start < least ? row.start : least), '9')]),
  );
  // Lanes stand in the order of their first work, so that the picture falls from left to right; what has no value is last.
  const order = (lane: Lane): string => (lane.none ? 'z' : (firstOf.get(lane.id) ?? ''));
  lanes.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : a.name < b.name ? -1 : 1));

  const known = new Map<string, ScheduledIssue>(rows.map((row) => [row.id, row]));
  const links = rows.flatMap((row) =>
    row.dependsOn.flatMap((from): TimelineLink[] => {
      const before = known.get(from);
      if (before === undefined) return [];
      const critical = showCritical && isNextOnPath(summary.criticalPath, from, row.id);
      return [{ from, to: row.id, look: critical ? 'critical' : 'plain' }];
    }),
  );
  const start = Math.min(dayNumber(summary.start), dayNumber(today));
  const firstDay = start - ((start + 3) % 7);
  return {
    rows: known,
    lanes,
    laneOf,
    links,
    stretches: summary.sprints.map((sprint) => ({
      name: sprint.name,
      start: dayNumber(sprint.start),
      end: dayNumber(sprint.finish) + 1,
      current: sprint.start <= today && today <= sprint.finish,
    })),
    firstDay,
    lastDay: Math.max(firstDay + leastDays, dayNumber(summary.finish) + tail),
    dayMinutes: rows.reduce((most, row) => Math.max(most, minutesIntoDay(row.finish)), 60),
    elsewhere: rows.filter(isElsewhere).length,
    overWeeks: summary.load.filter((week) => week.hours > week.capacityHours + 0.05).length,
  };
}

const noneName: Readonly<Record<LaneBy, string>> = {
  sprint: 'No sprint',
  assignee: 'Unassigned',
  milestone: 'No milestone',
  roadmap: 'No roadmap',
};

function laneId(row: ScheduledIssue, by: LaneBy): string {
  if (by === 'roadmap') return row.roadmapId;
  return (by === 'sprint' ? row.sprint : by === 'assignee' ? row.assignee : row.milestone) ?? '';
}

function capacityOf(by: LaneBy, id: string, summary: ScheduleSummary, personHours: ModelInput['personHours']): number | null {
  if (by === 'sprint') return sprintOf(summary, id)?.capacityHours ?? null;
  return by === 'assignee' ? (personHours.get(id) ?? null) : null;
}

function sprintOf(summary: ScheduleSummary, name: string): ScheduleSummary['sprints'][number] | undefined {
  return summary.sprints.find((sprint) => sprint.name === name);
}

function isNextOnPath(path: ScheduleSummary['criticalPath'], from: string, to: string): boolean {
  const at = path.findIndex((id) => id === from);
  return at >= 0 && path[at + 1] === to;
}

/** Width of a letter of the words beside a bar, in pixels; on average, as they are not measured. */
const letter = 6.4;
const longestWords = 280;

/** Places the bars at a scale. */
export function placeBars(model: TimelineModel, scale: TimelineScale): LanePlan {
  const bars = [...model.rows.values()].map((row) => {
    const start = xOfInstant(scale, row.start);
    return {
      id: row.id,
      lane: model.laneOf(row),
      start,
      end: row.unestimated ? start + 4 : Math.max(start + 4, xOfInstant(scale, row.finish) - 1),
      wordsWidth: Math.min(longestWords, (row.key.length + row.title.length + noteOf(row).length + 2) * letter),
    };
  });
  return lanePlan(
    bars,
    model.lanes.map((lane) => lane.id),
    62,
  );
}

function noteOf(row: ScheduledIssue): string {
  if (row.unestimated) return 'no estimate';
  return isElsewhere(row) ? `wished ${row.wishedSprint ?? ''}` : '';
}

/** How the bar of an issue looks. */
export function barLook(row: ScheduledIssue, critical: ReadonlySet<string>, today: string): BarLook {
  const dates = `${dateText(row.start, today)} to ${dateText(row.finish, today)}`;
  const words = [row.key, row.title, row.unestimated ? 'no estimate' : hoursText(row.hours), dates];
  if (row.sprint !== null) words.push(row.sprint);
  if (isElsewhere(row)) words.push(`wished for ${row.wishedSprint ?? ''}`);
  if (row.critical) words.push('no slack');
  return {
    tone: row.statusCategory === 'in-progress' ? 'accent' : row.blocked ? 'danger' : row.ready ? 'ready' : 'plain',
    critical: critical.has(row.id),
    placed: row.wishedSprint === null || isElsewhere(row),
    tick: row.unestimated,
    short: row.key,
    title: row.title,
    note: noteOf(row),
    label: words.join(', '),
  };
}

/** A date says how much it leaves out: issues without an estimate take no time in the schedule. */
function markNote(date: string, unestimated: number): string {
  return unestimated === 0 ? date : `${date} or later, ${countText(unestimated)} without estimate`;
}

/** Milestones at the finish of their last scheduled issue. */
export function milestoneMarks(model: TimelineModel, scale: TimelineScale, critical: ReadonlySet<string>, today: string): TimelineMark[] {
  const last = new Map<string, ScheduledIssue>();
  const unestimated = new Map<string, number>();
  for (const row of model.rows.values()) {
    if (row.milestone === null) continue;
    const key = `${row.roadmapId} ${row.milestone}`;
    if (row.unestimated) unestimated.set(key, (unestimated.get(key) ?? 0) + 1);
    const known = last.get(key);
    if (known === undefined || known.finish < row.finish) last.set(key, row);
  }
  return [...last].map(([id, row]) => ({
    id,
    name: row.milestone ?? '',
    x: xOfInstant(scale, row.finish),
    note: markNote(dateText(row.finish, today), unestimated.get(id) ?? 0),
    critical: critical.has(row.id),
  }));
}
