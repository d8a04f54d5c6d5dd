// What has to hold in the rows of every plan, whatever commands or merges made it.
import { expect } from 'vitest';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import type { OpenStore } from '../open-store.ts';

interface IssueCounts {
  readonly id: string;
  readonly waits_for: number;
  readonly waits_for_external: number;
  readonly unblocks: number;
  readonly checklist_done: number;
  readonly checklist_total: number;
  readonly open: number;
  readonly status_category: string;
}

interface EdgeRow {
  readonly id: string;
  readonly issue_id: string;
  readonly depends_on_id: string;
  readonly strength: string;
  readonly kind: string;
  readonly set_aside: number;
}

/** What the counts of each issue have to be, the slow way. */
function expectedCounts({ reader }: OpenStore, issues: readonly IssueCounts[], edges: readonly EdgeRow[]): IssueCounts[] {
  const externals = reader.prepare<[], { issue_id: string }>(`SELECT issue_id FROM external WHERE kind = 'blocker' AND resolved = 0`).all();
  const items = reader.prepare<[], { issue_id: string | null; done: number | null }>('SELECT issue_id, done FROM checklist_item').all();
  const open = new Map(issues.map((issue) => [issue.id, issue.open === 1]));
  const begun = new Map(issues.map((issue) => [issue.id, !['backlog', 'planned'].includes(issue.status_category)]));
  const holds = ({ kind, depends_on_id: awaited }: EdgeRow): boolean =>
    kind === 'finish-start' ? open.get(awaited) === true : kind === 'start-start' && begun.get(awaited) === false;
  const blocking = edges.filter((edge) => edge.strength === 'hard' && edge.set_aside === 0 && holds(edge));
  return issues.map((issue) => {
    const own = items.filter((item) => item.issue_id === issue.id && item.done !== null);
    const before = blocking.filter((edge) => edge.issue_id === issue.id);
    const after = blocking.filter((edge) => edge.depends_on_id === issue.id && open.get(edge.issue_id) === true);
    return {
      ...issue,
      waits_for: new Set(before.map((edge) => edge.depends_on_id)).size,
      waits_for_external: externals.filter((external) => external.issue_id === issue.id).length,
      unblocks: issue.open === 1 ? new Set(after.map((edge) => edge.issue_id)).size : 0,
      checklist_done: own.filter((item) => item.done === 1).length,
      checklist_total: own.length,
    };
  });
}

/** Statements that find rows which must not exist. */
const violations: Readonly<Record<string, string>> = {
  'a key given twice in a roadmap': 'SELECT roadmap_id, key FROM issue GROUP BY roadmap_id, key HAVING count(*) > 1',
  'a parent that is gone or elsewhere':
    'SELECT child.id FROM issue AS child LEFT JOIN issue AS parent ON parent.id = child.parent_id AND parent.roadmap_id = child.roadmap_id WHERE child.parent_id IS NOT NULL AND parent.id IS NULL',
  'a milestone that is gone or elsewhere':
    'SELECT issue.id FROM issue LEFT JOIN milestone ON milestone.id = issue.milestone_id AND milestone.roadmap_id = issue.roadmap_id WHERE issue.milestone_id IS NOT NULL AND milestone.id IS NULL',
  'a person who is gone': 'SELECT id FROM issue WHERE assignee_id IS NOT NULL AND assignee_id NOT IN (SELECT id FROM person)',
  'an issue of no roadmap': 'SELECT id FROM issue WHERE roadmap_id NOT IN (SELECT id FROM roadmap)',
  'a dependency without its ends':
    'SELECT id FROM dependency WHERE issue_id NOT IN (SELECT id FROM issue) OR depends_on_id NOT IN (SELECT id FROM issue)',
  'a checklist item without its owner':
    'SELECT id FROM checklist_item WHERE (issue_id IS NOT NULL AND issue_id NOT IN (SELECT id FROM issue)) OR (milestone_id IS NOT NULL AND milestone_id NOT IN (SELECT id FROM milestone)) OR roadmap_id NOT IN (SELECT id FROM roadmap)',
  'a checklist item under one that is gone':
    'SELECT id FROM checklist_item WHERE parent_id IS NOT NULL AND parent_id NOT IN (SELECT id FROM checklist_item)',
  'an estimate whose range is upside down':
    'SELECT id FROM issue WHERE estimate_optimistic > estimate_likely OR estimate_pessimistic < estimate_likely OR (estimate_likely IS NULL AND (estimate_optimistic IS NOT NULL OR estimate_pessimistic IS NOT NULL))',
  'a sprint that ends before it starts': 'SELECT id FROM sprint WHERE finish < start',
  'a change without a document': `SELECT seq FROM change WHERE document_id NOT IN (SELECT id FROM document) AND document_id <> 'membership'`,
  'more than one workspace, or none': 'SELECT count(*) FROM workspace HAVING count(*) <> 1',
};

/** As {@link violations}, for a plan that one device made; two that work apart may both give a dependency, which is read as one. */
const violationsOfOne: typeof violations = {
  ...violations,
  'a dependency given twice': 'SELECT issue_id FROM dependency GROUP BY issue_id, depends_on_id HAVING count(*) > 1',
};

/** The names of the invariants that do not hold. */
function brokenInvariants({ reader }: OpenStore, devices: 'one' | 'several'): string[] {
  const statements = Object.entries(devices === 'one' ? violationsOfOne : violations);
  return statements.flatMap(([what, sql]) => (reader.prepare(sql).all().length > 0 ? [what] : []));
}

/** Expects that every invariant of a plan, made by one device or merged, holds in the rows. */
export function checkInvariants(open: OpenStore, devices: 'one' | 'several'): void {
  const { reader } = open;
  expect(brokenInvariants(open, devices)).toEqual([]);
  const issues = reader
    .prepare<[], IssueCounts>(
      'SELECT id, waits_for, waits_for_external, unblocks, checklist_done, checklist_total, open, status_category FROM issue',
    )
    .all();
  const edges = reader.prepare<[], EdgeRow>('SELECT id, issue_id, depends_on_id, strength, kind, set_aside FROM dependency').all();
  expect(issues).toEqual(expectedCounts(open, issues, edges));
  const counted = edges.filter((edge) => edge.set_aside === 0).map((edge) => ({ from: edge.depends_on_id, to: edge.issue_id }));
  const ids = issues.map((issue) => issue.id);
  expect([...dependencyGraph(ids, counted).setAside], 'dependencies that count hold no cycle').toEqual([]);
}
