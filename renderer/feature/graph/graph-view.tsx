import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { GraphChart } from '#renderer/chart/graph/graph-chart.tsx';
import type { EdgeLook, Lit } from '#renderer/chart/graph/graph-look.ts';
import type { ViewControl } from '#renderer/chart/graph/use-view.ts';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { type Action, useOfferedActions } from '#renderer/state/action.ts';
import { openIssue } from '#renderer/state/navigation.ts';
import { setCurrentIssue } from '#renderer/state/selection.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import type { ClusterBox } from '#shared/layout/layered-graph.ts';
import { isOpen } from '#shared/plan/status.ts';
import './graph.css';
import './graph-card.css';
import './graph-panel.css';
import { type GraphState, useGraphState } from './graph-state.ts';
import { GraphBar } from './parts/graph-bar.tsx';
import type { GraphModel } from './parts/graph-model.ts';
import { GraphPanel } from './parts/graph-panel.tsx';
import { GraphTable } from './parts/graph-table.tsx';
import { Legend } from './parts/legend.tsx';
import { litBy } from './parts/lit.ts';
import { NodeContent, nodeLook } from './parts/node-content.tsx';

/** The dependency graph: what can start, what holds the end, what is outside of our hands. */
export function GraphView(): ReactNode {
  const state = useGraphState();
  const { options, model, layout, change: changeOptions } = state;
  const control = useRef<ViewControl>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const issue = selected === null ? undefined : model?.issues.get(selected);
  const follow = (id: string): void => {
    setSelected(id);
    const node = layout?.nodes.find((candidate) => candidate.id === id);
    if (node !== undefined) control.current?.reveal(node);
  };
  const change = useCallback<GraphState['change']>(
    (next) => changeOptions(next.focus === 'selected' ? { ...next, focus: selected } : next),
    [changeOptions, selected],
  );
  useGraphActions(options.focus, selected, change);

  if (state.problem !== null && model === null) return <ErrorNote title="The graph could not be read.">{state.problem}</ErrorNote>;
  const redundant = layout?.redundant.filter((id) => model?.edges.has(id)).length ?? 0;
  return (
    <div className="graph-view">
      <GraphBar options={options} change={change} model={model} redundant={redundant} focusable={issue !== undefined} />
      {model !== null && layout === null && <p className="graph-waiting">Laying out {countText(model.shownIssues)} issues…</p>}
      {model !== null && layout !== null && (
        <div className="graph-body">
          {layout.nodes.length === 0 ? (
            <EmptyState title={model.issues.size === 0 ? 'No issues yet.' : 'Everything here is done.'}>
              {model.issues.size === 0 ? 'Create an issue or import a plan to see what depends on what.' : 'Show all issues to look back.'}
            </EmptyState>
          ) : options.as === 'table' ? (
            <GraphTable model={model} layout={layout} hoursPerDay={state.hoursPerDay} onOpen={(id) => openNode(model, id)} />
          ) : (
            <GraphPicture state={state} model={model} layout={layout} selected={selected} onPick={setSelected} control={control} />
          )}
          {issue !== undefined && (
            <GraphPanel key={issue.id} state={state} model={model} issue={issue} onPick={follow} onClose={() => setSelected(null)} />
          )}
        </div>
      )}
    </div>
  );
}

function openNode(model: GraphModel, id: string): void {
  const issue = model.issues.get(id);
  if (issue !== undefined) openIssue(issue.id);
}

function useGraphActions(focus: string | null, selected: string | null, change: GraphState['change']): void {
  useOfferedActions(
    useMemo((): Action[] => {
      if (focus === null && selected === null) return [];
      const title = focus === null ? 'Focus on neighbours' : 'Show everything';
      return [{ id: 'graph-focus', group: 'view', title, keys: [['f']], run: () => change({ focus: focus === null ? 'selected' : null }) }];
    }, [focus, selected, change]),
  );
}

function GraphPicture({
  state,
  model,
  layout,
  selected,
  onPick,
  control,
}: {
  readonly state: GraphState;
  readonly model: GraphModel;
  readonly layout: NonNullable<GraphState['layout']>;
  readonly selected: string | null;
  readonly onPick: (id: string | null) => void;
  readonly control: RefObject<ViewControl | null>;
}): ReactNode {
  const { options, hoursPerDay, people, milestoneName, roadmapName, scheduled, today } = state;
  const [hovered, setHovered] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const critical = useMemo(() => new Set(options.critical ? model.critical : []), [options.critical, model]);
  const tint = options.tint === 'slack';
  const lookOf = useCallback((id: string) => nodeLook(model, id, { tint, critical, hoursPerDay }), [model, tint, critical, hoursPerDay]);
  const finishOf = useCallback(
    (milestoneId: string) => {
      const last = [...model.issues.values()]
        .flatMap((issue) => (issue.milestoneId === milestoneId ? (scheduled.get(issue.id)?.finish ?? []) : []))
        .reduce((latest, finish) => (finish > latest ? finish : latest), '');
      return last === '' ? null : dateText(last, today);
    },
    [model, scheduled, today],
  );
  const contentOf = useCallback(
    (id: string, level: Parameters<typeof NodeContent>[0]['level']) => (
      <NodeContent model={model} id={id} level={level} people={people} hoursPerDay={hoursPerDay} finishOf={finishOf} />
    ),
    [model, people, hoursPerDay, finishOf],
  );
  const edgeLookOf = useCallback((id: string) => edgeLook(model, options.critical, id), [model, options.critical]);
  const lit = useMemo<Lit | null>(() => (hovered === null ? null : litBy(layout, hovered)), [layout, hovered]);
  const sums = useMemo(() => clusterSums(model, options.cluster), [model, options.cluster]);
  const boxNameOf = useCallback(
    (box: ClusterBox) => {
      const name = milestoneName.get(box.cluster) ?? roadmapName.get(box.cluster) ?? 'Milestone';
      return { name: box.part > 0 ? shortName(name) : name, note: box.part > 0 ? 'continued' : (sums.get(box.cluster) ?? '') };
    },
    [milestoneName, roadmapName, sums],
  );
  const kinds = new Set([...model.outside.values()].map(({ kind }) => kind));
  const lastName = kinds.has('target') ? 'Waiting for us' : kinds.has('milestone') ? 'Milestone' : null;
  const layerNameOf = useCallback(
    (layer: number, count: number) => {
      if (layer === 0) return 'Layer 1 · nothing before';
      return lastName !== null && layer === count - 1 ? lastName : `Layer ${layer + 1}`;
    },
    [lastName],
  );
  const linked = layout.nodes.length - (layout.loose?.count ?? 0);
  return (
    <figure className="graph-figure">
      <GraphChart
        layout={layout}
        label={`Dependency graph, ${model.shownIssues} issues. Arrow keys go along the lines, Enter opens.`}
        lookOf={lookOf}
        contentOf={contentOf}
        edgeLookOf={edgeLookOf}
        boxNameOf={boxNameOf}
        layerNameOf={layerNameOf}
        looseName={
          layout.loose === null
            ? ''
            : `${linked === 0 ? 'No dependencies' : 'Not linked'} · ${countText(layout.loose.count)} ${layout.loose.count === 1 ? 'issue waits' : 'issues wait'} for nothing, and nothing waits for ${layout.loose.count === 1 ? 'it' : 'them'}`
        }
        lit={lit}
        selected={selected}
        current={current}
        onCurrent={(id) => {
          setCurrent(id);
          const issue = id === null ? undefined : model.issues.get(id);
          setCurrentIssue(issue?.id ?? null);
        }}
        onHover={setHovered}
        onPick={onPick}
        onOpen={(id) => openNode(model, id)}
        control={control}
        legend={
          <Legend
            tint={tint && model.times.length > 0}
            outside={kinds.has('blocker')}
            soft={[...model.edges.values()].some((edge) => edge.strength === 'soft')}
            aside={[...model.edges.values()].some((edge) => edge.setAside)}
          />
        }
      />
      <figcaption className="graph-caption">
        <span className="unseen">{inWords(model)} </span>
        Left to right: what must be finished first. Each card stands right of everything that it waits for; the colour of its left edge is
        its state.
      </figcaption>
    </figure>
  );
}

function edgeLook(model: GraphModel, showCritical: boolean, id: string): EdgeLook {
  const edge = model.edges.get(id);
  if (edge === undefined) {
    const kind = model.outside.get(id.slice(0, id.lastIndexOf(' ')))?.kind;
    if (kind === 'blocker') return 'external';
    return kind === 'milestone' && showCritical ? 'critical' : 'plain';
  }
  if (edge.setAside) return 'aside';
  if (edge.strength === 'soft') return 'soft';
  const at = showCritical ? model.critical.indexOf(edge.from) : -1;
  if (at >= 0 && model.critical[at + 1] === edge.to) return 'critical';
  const from = model.issues.get(edge.from);
  return from !== undefined && !isOpen(from.status.category) ? 'past' : 'plain';
}

/** The picture in words: what holds the end, what can start, what waits. */
function inWords(model: GraphModel): string {
  const issues = [...model.issues.values()];
  const path = keyList(model.critical.flatMap((id) => model.issues.get(id) ?? []));
  return `Critical path: ${path}. Ready: ${keyList(issues.filter((issue) => issue.ready))}. Blocked: ${keyList(issues.filter((issue) => issue.blocked))}. The table has every dependency.`;
}

/** More keys than this are only counted. */
const mostKeys = 30;

function keyList(issues: readonly { readonly key: string }[]): string {
  if (issues.length === 0) return 'none';
  const named = issues.slice(0, mostKeys).map(({ key }) => key);
  return issues.length > mostKeys ? `${named.join(', ')} and ${issues.length - mostKeys} more` : named.join(', ');
}

/** The hours of each cluster, and what is left of them, as a remark on its frame. */
function clusterSums(model: GraphModel, by: 'milestone' | 'roadmap' | 'none'): Map<string, string> {
  const sums = new Map<string, { all: number; left: number }>();
  for (const issue of model.issues.values()) {
    const cluster = by === 'milestone' ? issue.milestoneId : by === 'roadmap' ? issue.roadmapId : null;
    if (cluster === null) continue;
    const sum = sums.get(cluster) ?? { all: 0, left: 0 };
    sums.set(cluster, sum);
    sum.all += issue.hours ?? 0;
    sum.left += isOpen(issue.status.category) ? (issue.hours ?? 0) : 0;
  }
  return new Map(
    [...sums].map(([cluster, { all, left }]) => [
      cluster,
      all === 0 ? '' : left < all && left > 0 ? `${hoursText(all)}, ${hoursText(left)} left` : hoursText(all),
    ]),
  );
}

/** `M1 Real-time foundation` → `M1`: enough to recognise a continued box. */
function shortName(name: string): string {
  const [first = name] = name.split(/[\s:]/, 1);
  return /\d/.test(first) ? first : name;
}
