// What a reading has found so far: the records of the plan under construction, and the fate of each line. Must never
// hold a line twice: the last word on a line wins, and the ledger is checked against the finished plan afterwards.
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import type { IssueKind } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import type {
  ChecklistItemDraft,
  ChecklistOwner,
  ContradictionDraft,
  DependencyDraft,
  ExternalDraft,
  IssueDraft,
  LedgerLine,
  MilestoneDraft,
  RiskDraft,
  SprintDraft,
} from '#shared/plan/plan-draft.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import type { Dialect, StatedTotal } from '#shared/plan/roadmap.ts';
import { plannedStatus, type Status } from '#shared/plan/status.ts';
import { KeptText } from './kept-text.ts';
import type { PlanLine } from './plan-line.ts';

/** `T` while it is being built. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Columns `from` to `to` of a line, counted in the repaired text. */
export interface Span {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** A field of an issue that stands on a line of its own. */
export type SpottedField =
  | 'title'
  | 'status'
  | 'priority'
  | 'severity'
  | 'component'
  | 'category'
  | 'assignee'
  | 'estimate'
  | 'points'
  | 'labels'
  | 'milestone'
  | 'flag'
  | 'sprint';

/** An issue while its lines are being read. */
export interface OpenIssue {
  readonly draft: Mutable<Omit<IssueDraft, 'body'>>;
  readonly body: KeptText;
  /** Level of its heading. */
  readonly level: number;
  /** Where each field of its own stands in the file. */
  readonly spots: Map<SpottedField, Span>;
  /** Last line of the block of fields under the heading: a new field goes below it. */
  headerLine: number;
  /** Only fields have followed the heading so far. */
  headerOpen: boolean;
  /** Its objective or goal has been read. */
  hasObjective: boolean;
  readonly references: PendingReference[];
}

/** A line about dependencies; it is resolved when all keys are known. */
export interface PendingReference {
  readonly kind: 'depends-on' | 'blocked-by' | 'blocks';
  readonly label: string;
  readonly value: string;
  readonly line: PlanLine;
}

/** The level of a milestone that fields name but no heading has declared yet. */
export const mentionedLevel = 7;

/** A milestone while its lines are being read. */
export interface OpenMilestone {
  readonly draft: Mutable<Omit<MilestoneDraft, 'notes'>>;
  readonly notes: KeptText;
  /** Level of its heading, or {@link mentionedLevel}. */
  level: number;
}

/** A remark of the reader for the person who imports the file. */
export interface ReadRemark {
  readonly line: number;
  readonly text: string;
}

/** Everything that one reading collects. */
export class PlanBook {
  readonly lines: readonly PlanLine[];
  readonly dialect: Dialect;
  readonly notes = new KeptText('notes of the roadmap');
  /** Lines whose fate depends on lines further down. None may be left in the end. */
  readonly unsettled = new KeptText('');
  readonly issues: OpenIssue[] = [];
  readonly milestones: OpenMilestone[] = [];
  readonly sprints: SprintDraft[] = [];
  readonly checklist: Mutable<ChecklistItemDraft>[] = [];
  readonly dependencies: Mutable<DependencyDraft>[] = [];
  readonly externals: ExternalDraft[] = [];
  readonly risks: Mutable<RiskDraft>[] = [];
  readonly statedTotals: StatedTotal[] = [];
  readonly contradictions: ContradictionDraft[] = [];
  readonly remarks: ReadRemark[] = [];
  title: string | null = null;
  goal: string | null = null;
  status: Status | null = null;
  currentMilestone: string | null = null;
  /** Title and status that the plan gives its current milestone outside of the milestone's own heading. */
  currentTitle: string | null = null;
  currentStatus: Status | null = null;
  currentLine = 0;
  generatedOn: IsoDate | null = null;
  readonly #fates: LedgerLine[] = [];
  readonly #keys = new Map<string, number>();
  readonly #copies = new Map<string, number>();
  readonly #milestoneOfKey = new Map<string, OpenMilestone>();

  constructor(lines: readonly PlanLine[], dialect: Dialect) {
    this.lines = lines;
    this.dialect = dialect;
  }

  /** Records that a line went into a field. */
  understand(line: number, as: string): void {
    this.#fates[line - 1] = { line, fate: 'understood', as };
  }

  /** Records that a line only spaces the file out. */
  layout(line: number): void {
    this.understand(line, 'layout');
  }

  /** Keeps a line as text. */
  keep(line: PlanLine, target: KeptText): void {
    this.#fates[line.number - 1] = { line: line.number, fate: 'kept', as: target.as };
    target.add(line.number, line.text);
  }

  /** Keeps words of an understood line that its field cannot hold. */
  keepRest(line: number, label: string, rest: string, target: KeptText): void {
    if (rest !== '') target.add(line, `${label}: ${rest}`);
  }

  /** Tells the person who imports the file something about a line. */
  remark(line: number, text: string): void {
    this.remarks.push({ line, text });
  }

  /** The fate of each line; a line that nothing has claimed is lost. */
  ledger(): LedgerLine[] {
    return this.lines.map((line) => this.#fates[line.number - 1] ?? { line: line.number, fate: 'lost', as: '' });
  }

  /** Opens an issue. A key that is taken gets a number behind it. */
  openIssue(
    wanted: string,
    kind: IssueKind,
    title: string,
    line: PlanLine,
    parent: OpenIssue | null,
    milestoneKey: string | null,
  ): OpenIssue {
    const key = this.#freeKey(wanted, line.number);
    const issue: OpenIssue = {
      draft: {
        key,
        kind,
        title,
        status: plannedStatus,
        priority: null,
        severity: null,
        component: null,
        category: null,
        labels: [],
        flag: null,
        assignee: null,
        sprint: null,
        milestoneKey,
        parentKey: parent?.draft.key ?? null,
        estimate: null,
        points: null,
        line: line.number,
      },
      body: new KeptText(`body of ${key}`),
      level: line.level,
      spots: new Map(),
      headerLine: line.number,
      headerOpen: true,
      hasObjective: false,
      references: [],
    };
    this.issues.push(issue);
    return issue;
  }

  #freeKey(wanted: string, line: number): string {
    const seen = this.#keys.get(wanted);
    if (seen === undefined) {
      this.#keys.set(wanted, line);
      return wanted;
    }
    for (let count = (this.#copies.get(wanted) ?? 1) + 1; ; count += 1) {
      const key = `${wanted} (${count})`;
      this.#copies.set(wanted, count);
      if (this.#keys.has(key)) continue;
      this.#keys.set(key, line);
      this.remark(
        line,
        `The key ${wanted} is given a second time (first on line ${seen}); this issue is read as ${key}. Give it a key of its own.`,
      );
      return key;
    }
  }

  /** The milestone with this key, made when it is not there. */
  milestone(key: string, title: string, line: number, level: number): OpenMilestone {
    const known = this.#milestoneOfKey.get(key.toLowerCase());
    if (known !== undefined) {
      const { draft } = known;
      if (draft.title === draft.key) draft.title = title;
      else if (title !== draft.title && title !== key) {
        this.remark(
          line,
          `The milestone ${key} is called "${title}" here and "${draft.title}" on line ${draft.line}; the first title counts.`,
        );
      }
      if (known.level === mentionedLevel && level !== mentionedLevel) {
        draft.line = line;
        known.level = level;
      }
      return known;
    }
    const draft = { key, title, goal: '', status: null, implied: false, line };
    const milestone: OpenMilestone = { draft, notes: new KeptText(`notes of ${key}`), level };
    this.milestones.push(milestone);
    this.#milestoneOfKey.set(key.toLowerCase(), milestone);
    return milestone;
  }

  /** The milestone with this key, or `null`. */
  findMilestone(key: string): OpenMilestone | null {
    return this.#milestoneOfKey.get(key.toLowerCase()) ?? null;
  }

  /** Adds an item to a checklist and gives its index. */
  addItem(
    owner: ChecklistOwner,
    kind: ChecklistKind,
    group: string,
    text: string,
    done: boolean | null,
    parent: number | null,
    line: number,
  ): number {
    this.checklist.push({ owner, kind, group: group.slice(0, limit.name), text, done, parent, line });
    return this.checklist.length - 1;
  }

  /** Notes a sprint by name, once; a heading says more than a mention does. */
  sprint(name: string, title: string, note: string, line: number): void {
    const at = this.sprints.findIndex((sprint) => sprint.name === name);
    const known = this.sprints[at];
    if (known === undefined) this.sprints.push({ name, title, note, line });
    else if (known.title === '' && known.note === '' && (title !== '' || note !== '')) this.sprints[at] = { name, title, note, line };
  }
}
