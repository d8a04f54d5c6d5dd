// What the graph view knows: which nodes and lines are shown, who holds the end, how much slack each issue has.
import type { GraphEdge, GraphNode } from '#shared/contract/query.ts';
import { type CriticalPath, criticalPath } from '#shared/graph/critical-path.ts';
import { dependencyGraph, type DependencyGraph } from '#shared/graph/dependency-graph.ts';
import type { LayeredEdge, LayeredNode } from '#shared/layout/layered-graph.ts';
import { isOpen } from '#shared/plan/status.ts';

/** What people can choose about the picture. */
export interface GraphChoice {
  /** `open`: what is not done, and what it directly waited for. */
  readonly show: 'all' | 'open';
  readonly cluster: 'milestone' | 'roadmap' | 'none';
  /** Only this issue and its neighbours. */
  readonly focus: string | null;
}

/** Something that is no issue, drawn once however many issues it is linked with; `milestone` is what the critical path leads to. */
export interface Outside {
  readonly id: string;
  readonly kind: 'blocker' | 'target' | 'milestone';
  readonly name: string;
  readonly issueIds: readonly string[];
}

/** Everything the view draws and says, apart from coordinates. */
export interface GraphModel {
  readonly issues: ReadonlyMap<string, GraphNode>;
  readonly outside: ReadonlyMap<string, Outside>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  /** Hard dependencies of all issues, shown or not. */
  readonly graph: DependencyGraph;
  readonly times: CriticalPath;
  /** The longest chain of open work, first to last; empty while no open issue has an estimate. */
  readonly critical: readonly string[];
  readonly criticalHours: number;
  /** Open issues without an estimate, which count as 0 h. */
  readonly unestimated: number;
  readonly layoutNodes: readonly LayeredNode[];
  readonly layoutEdges: readonly LayeredEdge[];
  /** Issues shown, and dependencies between them. */
  readonly shownIssues: number;
  readonly shownEdges: number;
}

/** Hours of work that an issue still stands for: none once it is done or cancelled. */
export function openHours(issue: GraphNode): number {
  return isOpen(issue.status.category) ? (issue.hours ?? 0) : 0;
}

const card = { width: 178, height: 56 };
const mark = { width: 150, height: 36 };

/** Builds the model from the query's rows and edges. Linear in both. */
export function graphModel(rows: readonly GraphNode[], edges: readonly GraphEdge[], choice: GraphChoice): GraphModel {
  const issues = new Map<string, GraphNode>(rows.map((row) => [row.id, row]));
  const hard = edges.filter((edge) => edge.strength === 'hard' && !edge.setAside);
  const graph = dependencyGraph([...issues.keys()], hard);
  const times = criticalPath(graph, rows.map(openHours));
  const critical = times.length > 0 ? times.path.flatMap((node) => openId(issues, graph.ids[node])) : [];

  const shown = shownIssues(issues, edges, choice);
  const between = edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to));
  const outside = [...outsideOf(rows.filter((row) => shown.has(row.id))), ...criticalMilestone(issues, critical, shown)];
  return {
    issues,
    outside: new Map(outside.map((thing) => [thing.id, thing])),
    edges: new Map(edges.map((edge) => [edge.id, edge])),
    graph,
    times,
    critical,
    criticalHours: times.length,
    unestimated: rows.filter((row) => row.hours === null && isOpen(row.status.category)).length,
    layoutNodes: [
      ...rows
        .filter((row) => shown.has(row.id))
        .map((row) => ({ id: row.id, ...card, cluster: clusterOf(row, choice.cluster), align: 'early' as const })),
      ...outside.map((thing) => ({
        id: thing.id,
        ...(thing.kind === 'blocker' ? card : mark),
        cluster: null,
        align: thing.kind === 'blocker' ? ('late' as const) : ('last' as const),
      })),
    ],
    layoutEdges: [
      ...between.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, kind: edge.setAside ? ('aside' as const) : edge.strength })),
      ...outside.flatMap(({ id, kind, issueIds }) =>
        issueIds.map((issue) => ({
          id: `${id} ${issue}`,
          from: kind === 'blocker' ? id : issue,
          to: kind === 'blocker' ? issue : id,
          kind: 'hard' as const,
        })),
      ),
    ],
    shownIssues: shown.size,
    shownEdges: between.length,
  };
}

function openId(issues: ReadonlyMap<string, GraphNode>, id: string | undefined): string[] {
  const issue = id === undefined ? undefined : issues.get(id);
  return issue !== undefined && isOpen(issue.status.category) ? [issue.id] : [];
}

function shownIssues(issues: ReadonlyMap<string, GraphNode>, edges: readonly GraphEdge[], choice: GraphChoice): Set<string> {
  const open = (id: string): boolean => {
    const issue = issues.get(id);
    return issue !== undefined && isOpen(issue.status.category);
  };
  const wanted = new Set<string>(choice.show === 'all' ? issues.keys() : [...issues.keys()].filter(open));
  if (choice.show === 'open') for (const edge of edges) if (open(edge.to) && issues.has(edge.from)) wanted.add(edge.from);
  if (choice.focus === null || !issues.has(choice.focus)) return wanted;
  const near = new Set<string>([choice.focus]);
  for (const edge of edges) {
    if (edge.from === choice.focus && issues.has(edge.to)) near.add(edge.to);
    if (edge.to === choice.focus && issues.has(edge.from)) near.add(edge.from);
  }
  return near;
}

function clusterOf(row: GraphNode, by: GraphChoice['cluster']): string | null {
  if (by === 'none') return null;
  return by === 'roadmap' ? row.roadmapId : row.milestoneId;
}

/** The milestone at the end of the critical path, when the last issue of the path is shown. */
function criticalMilestone(issues: ReadonlyMap<string, GraphNode>, critical: readonly string[], shown: ReadonlySet<string>): Outside[] {
  const last = issues.get(critical.at(-1) ?? '');
  if (last === undefined || last.milestone === null || last.milestoneId === null || !shown.has(last.id)) return [];
  return [{ id: `milestone:${last.milestoneId}`, kind: 'milestone', name: last.milestone, issueIds: [last.id] }];
}

/** One thing a name: three issues that wait for "Legal review" wait for the same. */
function outsideOf(rows: readonly GraphNode[]): Outside[] {
  const found = new Map<string, { id: string; kind: Outside['kind']; name: string; issueIds: string[] }>();
  const add = (row: GraphNode, kind: Outside['kind'], name: string): void => {
    const id = `${kind}:${row.roadmapId}:${name.toLocaleLowerCase()}`;
    const thing = found.get(id) ?? { id, kind, name, issueIds: [] };
    found.set(id, thing);
    thing.issueIds.push(row.id);
  };
  for (const row of rows) {
    for (const { name } of row.externalBlockers) add(row, 'blocker', name);
    for (const { name } of row.externalTargets) add(row, 'target', name);
  }
  return [...found.values()];
}
