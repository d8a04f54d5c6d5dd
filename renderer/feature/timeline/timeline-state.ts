import { useCallback, useMemo } from 'react';
import { setSearch, useRoute, useScope } from '#renderer/state/navigation.ts';
import { laneHeadWidth } from '#renderer/chart/timeline/timeline-look.ts';
import { useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { type LaneBy, timelineModel, type TimelineModel } from './parts/timeline-model.ts';

/** Pixels a day of the three scales. */
export const scales = { day: 30, week: 8, month: 2.4 } as const;
/** Name of a scale. */
export type ScaleName = keyof typeof scales;

/** What people chose about the picture; it stands in the address. */
interface TimelineOptions {
  readonly lanes: LaneBy;
  /** `null`: as wide as the view, so that the whole plan is seen. */
  readonly pixelsPerDay: number | null;
  readonly critical: boolean;
  readonly load: boolean;
  readonly as: 'picture' | 'table';
}

/** Everything the view shows; `model` is `null` while the first answer is on its way. */
export interface TimelineState {
  readonly options: TimelineOptions;
  readonly change: (next: Partial<TimelineOptions>) => void;
  readonly model: TimelineModel | null;
  readonly schedule: QueryResult<'schedule'> | undefined;
  readonly workspace: QueryResult<'workspace'> | undefined;
  /** Place of each person among all people. */
  readonly people: ReadonlyMap<string, number>;
  readonly today: string;
  readonly problem: string | null;
}

/** The state of the timeline. */
export function useTimelineState(): TimelineState {
  const roadmapIds = [...useScope()];
  const today = useToday();
  const [chosen, change] = useOptions();
  const { result, problem } = useQuery('schedule', { roadmapIds, from: today });
  // People are the better lanes as soon as the plan says who does what.
  const lanes = chosen.lanes ?? (result?.rows.some((row) => row.assignee !== null) === true ? 'assignee' : 'sprint');
  const options = useMemo(() => ({ ...chosen, lanes }), [chosen, lanes]);
  const workspace = useQuery('workspace', {}).result;
  const roadmapName = useMemo(() => new Map<string, string>(workspace?.rows.map((row) => [row.id, row.title])), [workspace]);
  const personHours = useMemo(
    () => new Map(workspace?.summary.people.map((person) => [person.name, person.hoursPerWeek] as const)),
    [workspace],
  );
  const people = useMemo(() => new Map(workspace?.summary.people.map((person, index) => [person.name, index] as const)), [workspace]);
  const { critical } = options;
  const model = useMemo(
    () =>
      result === undefined
        ? null
        : timelineModel({
            rows: result.rows,
            summary: result.summary,
            by: lanes,
            today,
            roadmapName,
            personHours,
            showCritical: critical,
          }),
    [result, lanes, today, roadmapName, personHours, critical],
  );
  return { options, change, model, schedule: result, workspace, people, today, problem: problem?.message ?? null };
}

const narrowest = 0.4;
const widest = 60;
/** What stands beside the bars, in pixels: the heads of the lanes, and the labels of the last bars. */
const beside = { head: laneHeadWidth, label: 320 };

/** Pixels a day at which days from the first to the finish of a plan fill a view of `width` pixels; never coarser than months. */
export function fittingScale(width: number, days: number): number {
  const fitting = (width - beside.head - beside.label) / Math.max(1, days);
  return width === 0 ? scales.week : Math.min(scales.day, Math.max(scales.month, fitting));
}

/** What the address says; `lanes` is `null` while nobody has chosen. */
interface ChosenOptions extends Omit<TimelineOptions, 'lanes'> {
  readonly lanes: LaneBy | null;
}

function useOptions(): [ChosenOptions, (next: Partial<TimelineOptions>) => void] {
  const { search } = useRoute();
  const read = search.toString();
  const options = useMemo((): ChosenOptions => {
    const words = new URLSearchParams(read);
    const lanes = words.get('lanes');
    const scale = Number(words.get('scale') ?? Number.NaN);
    return {
      lanes: lanes === 'sprint' || lanes === 'assignee' || lanes === 'milestone' || lanes === 'roadmap' ? lanes : null,
      pixelsPerDay: Number.isFinite(scale) ? Math.min(widest, Math.max(narrowest, scale)) : null,
      critical: words.get('critical') !== 'off',
      load: words.get('load') !== 'off',
      as: words.get('as') === 'table' ? 'table' : 'picture',
    };
  }, [read]);
  const change = useCallback((next: Partial<TimelineOptions>) => {
    setSearch({
      ...(next.lanes !== undefined && { lanes: [next.lanes] }),
      ...(next.pixelsPerDay !== undefined && {
        scale: next.pixelsPerDay === null ? [] : [String(Math.round(next.pixelsPerDay * 100) / 100)],
      }),
      ...(next.critical !== undefined && { critical: next.critical ? [] : ['off'] }),
      ...(next.load !== undefined && { load: next.load ? [] : ['off'] }),
      ...(next.as !== undefined && { as: next.as === 'table' ? ['table'] : [] }),
    });
  }, []);
  return [options, change];
}
