// A plan as a file states it, before it has identities: what the Markdown readers give and the import command takes.
// Records refer to each other by key, and every record knows the line it came from.
import type { ChecklistKind } from './checklist.ts';
import type { DependencyStrength, ExternalKind } from './dependency.ts';
import type { Estimate } from './estimate.ts';
import type { IssueKind } from './issue.ts';
import type { Priority, Severity } from './priority.ts';
import type { IsoDate } from './quantity.ts';
import type { Dialect, StatedTotal } from './roadmap.ts';
import type { Status } from './status.ts';

/** A whole plan file, read. Lines are 1-based. */
export interface PlanDraft {
  readonly dialect: Dialect;
  readonly title: string;
  readonly goal: string;
  readonly status: Status | null;
  readonly currentMilestone: string | null;
  readonly generatedOn: IsoDate | null;
  /** Kept text that belongs to the plan as a whole. */
  readonly notes: string;
  readonly milestones: readonly MilestoneDraft[];
  readonly sprints: readonly SprintDraft[];
  readonly issues: readonly IssueDraft[];
  /** In the order of the file. */
  readonly checklist: readonly ChecklistItemDraft[];
  readonly dependencies: readonly DependencyDraft[];
  readonly externals: readonly ExternalDraft[];
  readonly risks: readonly RiskDraft[];
  readonly statedTotals: readonly StatedTotal[];
  readonly contradictions: readonly ContradictionDraft[];
}

/** A milestone as the file states or implies it. */
export interface MilestoneDraft {
  readonly key: string;
  readonly title: string;
  readonly goal: string;
  readonly status: Status | null;
  readonly implied: boolean;
  readonly notes: string;
  readonly line: number;
}

/** A sprint as the file names it; the issues in it name it in `sprint`. */
export interface SprintDraft {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly line: number;
}

/** An issue or phase as the file states it. */
export interface IssueDraft {
  readonly key: string;
  readonly kind: IssueKind;
  readonly title: string;
  readonly body: string;
  readonly status: Status;
  readonly priority: Priority | null;
  readonly severity: Severity | null;
  readonly component: string | null;
  readonly category: string | null;
  readonly labels: readonly string[];
  readonly flag: string | null;
  /** Name of the person; `null` for "TBD" and the like. */
  readonly assignee: string | null;
  readonly sprint: string | null;
  readonly milestoneKey: string | null;
  readonly parentKey: string | null;
  readonly estimate: Estimate | null;
  readonly points: number | null;
  readonly line: number;
}

/** What a checklist item of a file hangs on. */
export type ChecklistOwner =
  | { readonly on: 'roadmap' }
  | { readonly on: 'milestone'; readonly key: string }
  | { readonly on: 'issue'; readonly key: string };

/** A line of a checklist. */
export interface ChecklistItemDraft {
  readonly owner: ChecklistOwner;
  readonly kind: ChecklistKind;
  readonly group: string;
  readonly text: string;
  readonly done: boolean | null;
  /** Index into {@link PlanDraft.checklist} of the item it is nested under. */
  readonly parent: number | null;
  readonly line: number;
}

/** `key` waits for `dependsOnKey`. */
export interface DependencyDraft {
  readonly key: string;
  readonly dependsOnKey: string;
  readonly strength: DependencyStrength;
  readonly note: string;
  readonly line: number;
}

/** Something outside the plan that an issue waits for, or that waits for the issue. */
export interface ExternalDraft {
  readonly key: string;
  readonly kind: ExternalKind;
  readonly name: string;
  readonly line: number;
}

/** A risk as the file grades it. */
export interface RiskDraft {
  readonly title: string;
  readonly group: string;
  readonly likelihood: string;
  readonly impact: string;
  readonly mitigations: readonly string[];
  readonly issueKeys: readonly string[];
  readonly line: number;
}

/** Statements of the file about one issue that cannot all hold. */
export interface ContradictionDraft {
  readonly key: string;
  readonly text: string;
  readonly lines: readonly number[];
}

/** What became of each line of a file: a field, kept text, or layout that only spaces the file out. */
export interface LedgerLine {
  readonly line: number;
  readonly fate: 'understood' | 'kept' | 'lost';
  /** What understood it, or where it is kept: `estimate of #1`, `body of #5`, `notes of the roadmap`, `layout`. */
  readonly as: string;
}

/** Counts over a ledger; `total` is every line of the file, blank ones included. */
export interface LineCount {
  readonly total: number;
  readonly understood: number;
  readonly kept: number;
  readonly lost: number;
}
