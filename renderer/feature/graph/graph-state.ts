import { useCallback, useMemo } from 'react';
import { setSearch, useRoute, useScope } from '#renderer/state/navigation.ts';
import { useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import type { ScheduledIssue } from '#shared/contract/schedule.ts';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';
import { graphModel, type GraphChoice, type GraphModel } from './parts/graph-model.ts';
import { useLayout } from './parts/use-layout.ts';

/** What people chose about the picture; it stands in the address. */
export interface GraphOptions extends GraphChoice {
  readonly tint: 'slack' | 'none';
  readonly critical: boolean;
  readonly as: 'picture' | 'table';
}

/** Everything the view shows, `null` while the first answer is on its way. */
export interface GraphState {
  readonly options: GraphOptions;
  readonly change: (next: Partial<GraphOptions>) => void;
  readonly model: GraphModel | null;
  readonly layout: LayeredGraph | null;
  readonly scheduled: ReadonlyMap<string, ScheduledIssue>;
  readonly milestoneName: ReadonlyMap<string, string>;
  readonly roadmapName: ReadonlyMap<string, string>;
  /** Working hours in a day of whoever does one issue: a person's, or the team's where nobody has hours of their own. */
  readonly hoursPerDay: number;
  readonly people: ReadonlyMap<string, number>;
  readonly today: string;
  readonly problem: string | null;
}

/** The state of the graph view. */
export function useGraphState(): GraphState {
  const roadmapIds = [...useScope()];
  const today = useToday();
  const [options, change] = useOptions();
  const { result, problem } = useQuery('dependency-graph', { roadmapIds });
  const workspace = useQuery('workspace', {}).result;
  const schedule = useQuery('schedule', { roadmapIds, from: today }).result;

  const { show, cluster, focus } = options;
  const model = useMemo(
    () => (result === undefined ? null : graphModel(result.rows, result.summary.edges, { show, cluster, focus })),
    [result, show, cluster, focus],
  );
  const layout = useLayout(model);
  const scheduled = useMemo(() => new Map<string, ScheduledIssue>(schedule?.rows.map((row) => [row.id, row])), [schedule]);
  const milestoneName = useMemo(
    () =>
      new Map<string, string>(
        result?.summary.milestones.map(({ id, key, title }) => [id, title.includes(key) ? title : `${key} ${title}`]),
      ),
    [result],
  );
  const roadmapName = useMemo(() => new Map<string, string>(workspace?.rows.map((row) => [row.id, row.title])), [workspace]);
  const own = workspace?.summary.people.flatMap((person) => person.hoursPerWeek ?? []) ?? [];
  const hoursPerWeek =
    own.length > 0 ? own.reduce((sum, hours) => sum + hours, 0) / own.length : (workspace?.summary.capacity.hoursPerWeek ?? 30);
  const people = useMemo(() => new Map(workspace?.summary.people.map((person, index) => [person.name, index])), [workspace]);
  return {
    options,
    change,
    model,
    layout,
    scheduled,
    milestoneName,
    roadmapName,
    hoursPerDay: hoursPerWeek / 5,
    people,
    today,
    problem: problem?.message ?? null,
  };
}

function useOptions(): [GraphOptions, (next: Partial<GraphOptions>) => void] {
  const { search } = useRoute();
  const read = search.toString();
  const options = useMemo((): GraphOptions => {
    const words = new URLSearchParams(read);
    const cluster = words.get('cluster');
    return {
      show: words.get('show') === 'all' ? 'all' : 'open',
      cluster: cluster === 'roadmap' || cluster === 'none' ? cluster : 'milestone',
      tint: words.get('tint') === 'none' ? 'none' : 'slack',
      critical: words.get('critical') !== 'off',
      as: words.get('as') === 'table' ? 'table' : 'picture',
      focus: words.get('focus'),
    };
  }, [read]);
  const change = useCallback((next: Partial<GraphOptions>) => {
    const words = (value: string | null | undefined, usual: string | null): string[] =>
      value === undefined || value === null || value === usual ? [] : [value];
    setSearch({
      ...('show' in next && { show: words(next.show, 'open') }),
      ...('cluster' in next && { cluster: words(next.cluster, 'milestone') }),
      ...('tint' in next && { tint: words(next.tint, 'slack') }),
      ...('critical' in next && { critical: next.critical ? [] : ['off'] }),
      ...('as' in next && { as: words(next.as, 'picture') }),
      ...('focus' in next && { focus: words(next.focus, null) }),
    });
  }, []);
  return [options, change];
}
