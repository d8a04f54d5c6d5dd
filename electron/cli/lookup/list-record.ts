import type { GraphEdge, IssueRow } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import type { Priority } from '#shared/plan/priority.ts';
import type { StatusCategory } from '#shared/plan/status.ts';

/** One issue as `list --json`, `ready --json` and `show --json` give it. Field names are a contract with scripts. */
export interface ListRecord {
  readonly id: IssueId;
  readonly key: string;
  /** Title of the roadmap. */
  readonly roadmap: string;
  readonly roadmapId: string;
  readonly title: string;
  readonly kind: string;
  /** The plan's own wording. */
  readonly status: string;
  readonly statusCategory: StatusCategory;
  readonly blocked: boolean;
  readonly ready: boolean;
  readonly priority: Priority | null;
  /** Likely hours; `null` when there is no estimate. */
  readonly estimateHours: number | null;
  /** 10th and 90th percentile in hours, where the estimate has a range. */
  readonly estimateRange: readonly [number | null, number | null] | null;
  readonly points: number | null;
  readonly component: string | null;
  readonly category: string | null;
  readonly milestone: string | null;
  readonly sprint: string | null;
  readonly flag: string | null;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  /** Ids of all issues that it waits for, soft ones and ones set aside included. */
  readonly dependsOn: readonly IssueId[];
  /** The part of `dependsOn` that the plan declares not to block. */
  readonly softDependsOn: readonly IssueId[];
  /** Ids of all issues that wait for it. */
  readonly blocks: readonly IssueId[];
  readonly checklist: { readonly done: number; readonly total: number };
}

/** Joins a row with its dependencies. */
export function listRecord(row: IssueRow, edges: EdgeIndex): ListRecord {
  const range = row.estimate;
  const ranged = range !== null && (range.optimistic !== null || range.pessimistic !== null);
  return {
    id: row.id,
    key: row.key,
    roadmap: row.roadmap,
    roadmapId: row.roadmapId,
    title: row.title,
    kind: row.kind,
    status: row.status.name,
    statusCategory: row.status.category,
    blocked: row.blocked,
    ready: row.ready,
    priority: row.priority,
    estimateHours: row.estimate?.likely ?? null,
    estimateRange: ranged ? [range.optimistic, range.pessimistic] : null,
    points: row.points,
    component: row.component,
    category: row.category,
    milestone: row.milestone,
    sprint: row.sprint,
    flag: row.flag,
    labels: row.labels,
    assignee: row.assignee,
    dependsOn: edges.dependsOn.get(row.id) ?? [],
    softDependsOn: edges.softDependsOn.get(row.id) ?? [],
    blocks: edges.blocks.get(row.id) ?? [],
    checklist: { done: row.checklistDone, total: row.checklistTotal },
  };
}

/** Dependencies by issue. */
export interface EdgeIndex {
  readonly dependsOn: ReadonlyMap<IssueId, IssueId[]>;
  readonly softDependsOn: ReadonlyMap<IssueId, IssueId[]>;
  readonly blocks: ReadonlyMap<IssueId, IssueId[]>;
}

/** Sorts the edges of a graph by the issues at their ends. */
export function indexEdges(edges: readonly GraphEdge[]): EdgeIndex {
  const dependsOn = new Map<IssueId, IssueId[]>();
  const softDependsOn = new Map<IssueId, IssueId[]>();
  const blocks = new Map<IssueId, IssueId[]>();
  for (const edge of edges) {
    append(dependsOn, edge.to, edge.from);
    if (edge.strength === 'soft') append(softDependsOn, edge.to, edge.from);
    append(blocks, edge.from, edge.to);
  }
  return { dependsOn, softDependsOn, blocks };
}

function append(index: Map<IssueId, IssueId[]>, at: IssueId, id: IssueId): void {
  const ids = index.get(at);
  if (ids === undefined) index.set(at, [id]);
  else ids.push(id);
}
