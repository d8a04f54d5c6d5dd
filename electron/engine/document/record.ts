// What the documents hold: records in collections, each record a flat map. What must change together is one value, so
// that a merge never mixes two people's halves of it (a status with its wording, an estimate with its range).
//
// Fields with `?` came later than their records: absent, like `null`, is what a record has that was never given one. They are written once they
// are set, so records look to older programs as they always did until somebody uses them.
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import type { DependencyKind, DependencyStrength, ExternalKind } from '#shared/plan/dependency.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { IssueKind } from '#shared/plan/issue.ts';
import type { Priority, Severity } from '#shared/plan/priority.ts';
import type { Dialect, StatedTotal } from '#shared/plan/roadmap.ts';
import type { Status, StatusCategory } from '#shared/plan/status.ts';

/** Every record can be deleted; it stays in the document, so that a concurrent edit is not lost. */
interface Deletable {
  /** ISO instant; `null` while the record is alive. */
  deletedAt: string | null;
}

/** Days, first and last included, as whoever set them spelled them. */
interface Span {
  readonly first: string;
  readonly last: string;
}

/** Name and capacity of the workspace. */
interface WorkspaceRecord extends Deletable {
  name: string;
  hoursPerWeek: number;
  sprintWeeks: number;
  holidays?: readonly Span[] | null;
}

interface PersonRecord extends Deletable {
  name: string;
  hoursPerWeek: number | null;
  /** Shares of their week by weekday, Monday first; without one Monday to Friday alike. */
  week?: readonly number[] | null;
  daysOff?: readonly Span[] | null;
  /** 1 without one, as are `share` and `units`. */
  focus?: number | null;
  share?: number | null;
  skills?: readonly string[] | null;
  units?: number | null;
  wipLimit?: number | null;
}

interface SprintRecord extends Deletable {
  name: string;
  goal: string;
  start: string;
  finish: string;
  capacityHours: number | null;
  locked?: boolean | null;
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
  notBefore?: string | null;
  deadline?: string | null;
  fixedStart?: string | null;
  fixedDuration?: boolean | null;
  /** `true` without one. */
  splits?: boolean | null;
  /**
   * As planning.ts spells them. No composite, because archived issues are told by fingerprints of their fields: a program that has not heard of
   * this one must read of it what everybody reads.
   */
  needs?: string | null;
  spentHours?: number | null;
  remainingHours?: number | null;
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
  /** Finish to start without one. */
  kind?: DependencyKind | null;
  lagMinutes?: number | null;
}

interface ExternalRecord extends Deletable {
  issueId: string;
  kind: ExternalKind;
  name: string;
  resolved: boolean;
  expectedOn?: string | null;
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

/** Hashes of the newest changes of each document: what a moment is, on every device. */
export type Heads = Readonly<Record<string, readonly string[]>>;

/** A moment with a name. */
interface BaselineRecord extends Deletable {
  name: string;
  note: string;
  /** ISO instant for which it stands. */
  at: string;
  author: string;
  heads: Heads;
}

/** A fork of a roadmap; what was changed in it is kept by the device that made it. */
interface ScenarioRecord extends Deletable {
  name: string;
  roadmapId: string;
  createdAt: string;
  author: string;
  deviceId: string;
  state: 'open' | 'merged' | 'discarded';
  heads: Heads;
}

/** A feature flag. Issues refer to it by name, as plan files do. */
interface FlagRecord extends Deletable {
  name: string;
  description: string;
  on: boolean;
  /** Per cent of the units for which it is on, while it is on. */
  rolloutPercent: number;
  milestoneId: string | null;
  createdAt: string;
}

/** A list of issues with a name. */
interface SavedViewRecord extends Deletable {
  name: string;
  /** In the search language. */
  text: string;
  group: string | null;
  order: string | null;
  author: string;
  rank: string;
}

/** When finished issues move to the archive, and which device moves them. */
interface RetentionRuleRecord extends Deletable {
  name: string;
  /** `null`: every roadmap. */
  roadmapId: string | null;
  statuses: readonly StatusCategory[];
  days: number;
  deviceId: string;
  enabled: boolean;
}

/** That an issue was moved to an archive file; its id is the issue's. The content stays in the document of the roadmap. */
interface ArchivedIssueRecord extends Deletable {
  key: string;
  title: string;
  /** Hex SHA-256 of its content when it was moved: an issue that differs from it is in the plan again. */
  fingerprint: string;
  /** Name of the archive file, without its folder. */
  file: string;
  /** Hex SHA-256 of the archive file. */
  sha256: string;
  deviceId: string;
  author: string;
  at: string;
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
  baseline: BaselineRecord;
  scenario: ScenarioRecord;
  flag: FlagRecord;
  savedView: SavedViewRecord;
  retentionRule: RetentionRuleRecord;
  archivedIssue: ArchivedIssueRecord;
}

/** Name of a collection. */
export type Collection = keyof RecordOf;

/** How a collection is laid out in its document. */
export interface Layout {
  /** Number of maps that the records are spread over: a change costs in proportion to the map that it touches. */
  readonly buckets: number;
  /** Fields that are sets of names, kept as maps to `true`. */
  readonly sets: readonly string[];
  /** Fields that are one composite value, kept as JSON. */
  readonly composites: readonly string[];
  /** Version of the document's shape that brought the collection; 1 when absent. */
  readonly since?: number;
}

const plain = (buckets: number): Layout => ({ buckets, sets: [], composites: [] });

/** Collections of the space document. Dependencies here are those between roadmaps. */
export const spaceLayout = {
  workspace: { buckets: 1, sets: [], composites: ['holidays'] },
  person: { buckets: 1, sets: [], composites: ['week', 'daysOff', 'skills'] },
  sprint: plain(1),
  roadmapEntry: plain(1),
  dependency: plain(64),
  baseline: { buckets: 1, sets: [], composites: ['heads'], since: 2 },
  scenario: { buckets: 1, sets: [], composites: ['heads'], since: 2 },
  flag: { ...plain(16), since: 2 },
  savedView: { ...plain(1), since: 2 },
  retentionRule: { buckets: 1, sets: [], composites: ['statuses'], since: 2 },
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

/** Collections of the archive of a roadmap. */
export const archiveLayout = {
  archivedIssue: plain(64),
} as const satisfies Partial<Record<Collection, Layout>>;

// Collections of one name have one layout, whichever document holds them.
const layouts: Readonly<Record<Collection, Layout>> = { ...spaceLayout, ...roadmapLayout, ...archiveLayout };

/** The layout of a collection, wherever it lives. */
export function layoutOf(collection: Collection): Layout {
  return layouts[collection];
}

/** The collections of a document. */
export function collectionsOf(kind: 'space' | 'roadmap' | 'archive'): Collection[] {
  const layout = kind === 'space' ? spaceLayout : kind === 'roadmap' ? roadmapLayout : archiveLayout;
  // The keys of a layout are the names of its collections.
  return Object.keys(layout) as Collection[];
}
