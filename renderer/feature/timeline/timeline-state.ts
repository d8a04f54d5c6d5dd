import { useCallback, useMemo } from 'react';
import { setSearch, useRoute, useScope } from '#renderer/state/navigation.ts';
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
  readonly pixelsPerDay: number;
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
  const [options, change] = useOptions();
  const { result, problem } = useQuery('schedule', { roadmapIds, from: today });
  const workspace = useQuery('workspace', {}).result;
  const roadmapName = useMemo(() => new Map<string, string>(workspace?.rows.map((row) => [row.id, row.title])), [workspace]);
  const personHours = useMemo(
    () => new Map(workspace?.summary.people.map((person) => [person.name, person.hoursPerWeek] as const)),
    [workspace],
  );
  const people = useMemo(() => new Map(workspace?.summary.people.map((person, index) => [person.name, index] as const)), [workspace]);
  const { lanes, critical } = options;
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

function useOptions(): [TimelineOptions, (next: Partial<TimelineOptions>) => void] {
  const { search } = useRoute();
  const read = search.toString();
  const options = useMemo((): TimelineOptions => {
    const words = new URLSearchParams(read);
    const lanes = words.get('lanes');
    const scale = Number(words.get('scale') ?? scales.week);
    return {
      lanes: lanes === 'assignee' || lanes === 'milestone' || lanes === 'roadmap' ? lanes : 'sprint',
      pixelsPerDay: Number.isFinite(scale) ? Math.min(widest, Math.max(narrowest, scale)) : scales.week,
      critical: words.get('critical') !== 'off',
      load: words.get('load') !== 'off',
      as: words.get('as') === 'table' ? 'table' : 'picture',
    };
  }, [read]);
  const change = useCallback((next: Partial<TimelineOptions>) => {
    setSearch({
      ...(next.lanes !== undefined && { lanes: next.lanes === 'sprint' ? [] : [next.lanes] }),
      ...(next.pixelsPerDay !== undefined && {
        scale: next.pixelsPerDay === scales.week ? [] : [String(Math.round(next.pixelsPerDay * 100) / 100)],
      }),
      ...(next.critical !== undefined && { critical: next.critical ? [] : ['off'] }),
      ...(next.load !== undefined && { load: next.load ? [] : ['off'] }),
      ...(next.as !== undefined && { as: next.as === 'table' ? ['table'] : [] }),
    });
  }, []);
  return [options, change];
}
