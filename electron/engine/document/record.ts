// What the documents hold: records in collections, each record a flat map. What must change together is one value, so
// that a merge never mixes two people's halves of it (a status with its wording, an estimate with its range).
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import type { DependencyStrength, ExternalKind } from '#shared/plan/dependency.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { IssueKind } from '#shared/plan/issue.ts';
import type { Priority, Severity } from '#shared/plan/priority.ts';
import type { Dialect, StatedTotal } from '#shared/plan/roadmap.ts';
import type { Status } from '#shared/plan/status.ts';

/** Every record can be deleted; it stays in the document, so that a concurrent edit is not lost. */
interface Deletable {
  /** ISO instant; `null` while the record is alive. */
  deletedAt: string | null;
}

/** Name and capacity of the workspace. */
interface WorkspaceRecord extends Deletable {
  name: string;
  hoursPerWeek: number;
  sprintWeeks: number;
}

interface PersonRecord extends Deletable {
  name: string;
  hoursPerWeek: number | null;
}

interface SprintRecord extends Deletable {
  name: string;
  goal: string;
  start: string;
  finish: string;
  capacityHours: number | null;
}

/** That a roadmap belongs to the workspace; its content is a document of its own. */
interface RoadmapEntryRecord extends Deletable {
  addedAt: string;
}

interface RoadmapRecord extends Deletable {
  title: string;
  goal: string;
  status: Status | null;
  currentMilestone: string | null;
  generatedOn: string | null;
  notes: string;
  sourcePath: string | null;
  dialect: Dialect | null;
  rank: string;
}

interface MilestoneRecord extends Deletable {
  key: string;
  title: string;
  goal: string;
  status: Status | null;
  implied: boolean;
  target: string | null;
  notes: string;
  rank: string;
}

interface NamedSprintRecord extends Deletable {
  name: string;
  title: string;
  note: string;
  rank: string;
}

/** An issue without its body, which is collaborative text in a document of its own. */
export interface IssueRecord extends Deletable {
  parentId: string | null;
  milestoneId: string | null;
  key: string;
  kind: IssueKind;
  title: string;
  status: Status;
  priority: Priority | null;
  severity: Severity | null;
  component: string | null;
  category: string | null;
  labels: readonly string[];
  flag: string | null;
  assigneeId: string | null;
  sprint: string | null;
  estimate: Estimate | null;
  points: number | null;
  holdReason: string | null;
  rank: string;
  sourceLine: number | null;
}

interface ItemRecord extends Deletable {
  issueId: string | null;
  milestoneId: string | null;
  parentId: string | null;
  kind: ChecklistKind;
  group: string;
  text: string;
  done: boolean | null;
  rank: string;
}

interface DependencyRecord extends Deletable {
  issueId: string;
  dependsOnId: string;
  strength: DependencyStrength;
  note: string;
}

interface ExternalRecord extends Deletable {
  issueId: string;
  kind: ExternalKind;
  name: string;
  resolved: boolean;
}

interface RiskRecord extends Deletable {
  title: string;
  group: string;
  likelihood: string;
  impact: string;
  mitigations: readonly string[];
  issueIds: readonly string[];
  rank: string;
}

interface StatedTotalRecord extends Deletable {
  position: number;
  by: StatedTotal['by'];
  name: string;
  issues: number | null;
  hours: number | null;
}

interface ContradictionRecord extends Deletable {
  issueId: string;
  position: number;
  text: string;
}

interface CommentRecord extends Deletable {
  issueId: string;
  author: string;
  at: string;
  text: string;
}

/** Collection → its record. */
export interface RecordOf {
  workspace: WorkspaceRecord;
  person: PersonRecord;
  sprint: SprintRecord;
  roadmapEntry: RoadmapEntryRecord;
  roadmap: RoadmapRecord;
  milestone: MilestoneRecord;
  namedSprint: NamedSprintRecord;
  issue: IssueRecord;
  item: ItemRecord;
  dependency: DependencyRecord;
  external: ExternalRecord;
  risk: RiskRecord;
  statedTotal: StatedTotalRecord;
  contradiction: ContradictionRecord;
  comment: CommentRecord;
}

/** Name of a collection. */
export type Collection = keyof RecordOf;

/** How a collection is laid out in its document. */
interface Layout {
  /** Number of maps that the records are spread over: a change costs in proportion to the map that it touches. */
  readonly buckets: number;
  /** Fields that are sets of names, kept as maps to `true`. */
  readonly sets: readonly string[];
  /** Fields that are one composite value, kept as JSON. */
  readonly composites: readonly string[];
}

const plain = (buckets: number): Layout => ({ buckets, sets: [], composites: [] });

/** Collections of the space document. Dependencies here are those between roadmaps. */
export const spaceLayout = {
  workspace: plain(1),
  person: plain(1),
  sprint: plain(1),
  roadmapEntry: plain(1),
  dependency: plain(64),
} as const satisfies Partial<Record<Collection, Layout>>;

/** Collections of a roadmap document. */
export const roadmapLayout = {
  roadmap: { buckets: 1, sets: [], composites: ['status'] },
  milestone: { buckets: 1, sets: [], composites: ['status'] },
  namedSprint: plain(1),
  issue: { buckets: 64, sets: ['labels'], composites: ['status', 'estimate'] },
  item: plain(64),
  dependency: plain(64),
  external: plain(16),
  risk: { buckets: 1, sets: ['issueIds'], composites: ['mitigations'] },
  statedTotal: plain(1),
  contradiction: plain(1),
  comment: plain(16),
} as const satisfies Partial<Record<Collection, Layout>>;

/** The layout of a collection, wherever it lives. */
export function layoutOf(collection: Collection): Layout {
  return collection in roadmapLayout
    ? roadmapLayout[collection as keyof typeof roadmapLayout] // told by the line above
    : spaceLayout[collection as keyof typeof spaceLayout]; // every collection is in one of the two
}
