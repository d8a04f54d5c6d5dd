// The sections of a plan outside of its issues: statistics, order of work, risks. What speaks of issues waits here until
// all issues are known.
import { limit } from '#shared/plan/limit.ts';
import type { StatedTotal } from '#shared/plan/roadmap.ts';
import type { LabelLine } from './label-line.ts';
import { readBoldLabel, readPlainLabel } from './label-line.ts';
import type { PhaseBullet } from './item-heading.ts';
import type { PlanLine } from './plan-line.ts';
import type { PlanSection } from './plan-section.ts';
import type { PlanBook } from './reading-book.ts';
import { readTotalItem, StatedTable } from './stated-total.ts';

/** A line that puts an issue into a sprint. */
export interface PlacedIssue {
  readonly sprint: string;
  readonly line: PlanLine;
}

/** A bullet that names a phase, and the milestone that it stands under. */
export interface PlacedPhase extends PhaseBullet {
  readonly line: PlanLine;
  readonly milestoneKey: string | null;
}

/** A risk that names issues. */
export interface PendingRisk {
  readonly index: number;
  readonly subject: string;
}

const sprintHeading = /^[^\p{L}\p{N}]*(Sprint\s+\d{1,4})\s*(?:\(([^()]*)\))?\s*(?:(?::|\s[-–—])\s*(.*))?$/iu;
const boldLine = /^\*\*(.+)\*\*$/s;

/** Reads the lines of known sections; one for a whole reading. */
export class SectionReader {
  readonly placed: PlacedIssue[] = [];
  readonly phases: PlacedPhase[] = [];
  readonly risks: PendingRisk[] = [];
  /** The heading of the dependency graph and its lines. */
  readonly graph: { heading: PlanLine | null; readonly lines: PlanLine[] } = { heading: null, lines: [] };
  readonly #book: PlanBook;
  readonly #table = new StatedTable();
  #sprint: string | null = null;
  #riskGroup = '';
  #risk: number | null = null;
  #mitigating = false;
  #counting = false;

  constructor(book: PlanBook) {
    this.#book = book;
  }

  /** Forgets what the section before has opened. */
  startSection(section: PlanSection, line: PlanLine): void {
    if (section.kind === 'graph') this.graph.heading ??= line;
    this.#sprint = null;
    this.#riskGroup = '';
    this.#risk = null;
    this.#mitigating = false;
    this.#counting = false;
    this.#table.restart();
  }

  /** `Sprint 1 (Week 1-2): Core Implementation`. */
  readSprintHeading(line: PlanLine): boolean {
    const match = sprintHeading.exec(line.content);
    if (match === null || line.content.length > limit.title) {
      this.#sprint = null;
      return false;
    }
    this.#sprint = (match[1] ?? '').replace(/\s+/g, ' ');
    this.#book.sprint(this.#sprint, (match[3] ?? '').trim(), (match[2] ?? '').trim(), line.number);
    this.#book.understand(line.number, `title of ${this.#sprint}`);
    return true;
  }

  /** `High Risk Issues`. */
  readRiskGroup(line: PlanLine): boolean {
    if (line.content.length > limit.name) return false;
    this.#riskGroup = line.content;
    this.#risk = null;
    this.#book.understand(line.number, 'group of risks');
    return true;
  }

  /** `**Issue #1 & #2: Implementation Complexity**`. */
  readRiskTitle(line: PlanLine): boolean {
    const text = boldLine.exec(line.content)?.[1]?.trim() ?? '';
    if (text === '' || text.length > limit.title || text.includes('**')) return false;
    const parts = /^((?:issues?|phases?|#)\s*#?\d[^:]*):\s*(\S.*)$/is.exec(text);
    const title = parts?.[2] ?? text;
    this.#risk = this.#book.risks.length;
    this.#mitigating = false;
    this.#book.risks.push({ title, group: this.#riskGroup, likelihood: '', impact: '', mitigations: [], issueKeys: [], line: line.number });
    if (parts?.[1] !== undefined) this.risks.push({ index: this.#risk, subject: parts[1] });
    this.#book.understand(line.number, `title of risk ${this.#book.risks.length}`);
    return true;
  }

  /** A line of the dependency graph. */
  addGraphLine(line: PlanLine): void {
    this.graph.lines.push(line);
    // Its fate is settled when all dependencies are known.
    this.#book.keep(line, this.#book.unsettled);
  }

  /** A bullet that names a phase. */
  addPhaseBullet(phase: PlacedPhase): void {
    this.phases.push(phase);
    this.#book.keep(phase.line, this.#book.unsettled);
  }

  /** A row of the statistics table. */
  readTotalRow(line: PlanLine): boolean {
    const row = this.#table.read(line);
    if (row === null) return false;
    if (row.total !== null) this.#book.statedTotals.push(row.total);
    this.#book.understand(line.number, row.total === null ? 'layout' : totalName(row.total));
    return true;
  }

  /** `**Breakdown by Category:**` above a list of totals. */
  readTotalGroup(label: LabelLine, line: PlanLine, next: PlanLine | null): boolean {
    this.#counting = /category/i.test(label.label) && next?.shape === 'item' && readTotalItem(next.content) !== null;
    if (this.#counting) this.#book.understand(line.number, 'group of stated totals');
    return this.#counting;
  }

  /** A list item in a known section; `false` when the section does not know it. */
  readItem(section: PlanSection, line: PlanLine): boolean {
    if (section.kind === 'totals') return this.#counting && this.#readCategoryTotal(line);
    if (section.kind === 'risks') return this.#readRiskItem(line);
    if (section.kind !== 'order' || this.#sprint === null || line.indent > 3 || line.box !== null) return false;
    this.placed.push({ sprint: this.#sprint, line });
    this.#book.keep(line, this.#book.unsettled);
    return true;
  }

  #readCategoryTotal(line: PlanLine): boolean {
    const total = readTotalItem(line.content);
    if (total === null) return false;
    this.#book.statedTotals.push(total);
    this.#book.understand(line.number, totalName(total));
    return true;
  }

  #readRiskItem(line: PlanLine): boolean {
    const risk = this.#risk === null ? undefined : this.#book.risks[this.#risk];
    if (risk === undefined || line.box !== null) return false;
    if (this.#mitigating && line.indent >= 2) return this.#addMitigation(line, line.content);
    const label = readBoldLabel(line.content) ?? readPlainLabel(line.content);
    this.#mitigating = false;
    if (label === null) return false;
    switch (label.name) {
      case 'risk':
      case 'likelihood':
      case 'probability':
        if (risk.likelihood !== '' || label.value.length > limit.name) return false;
        risk.likelihood = label.value;
        this.#book.understand(line.number, `likelihood of risk ${(this.#risk ?? 0) + 1}`);
        return true;
      case 'impact':
        if (risk.impact !== '' || label.value.length > limit.name) return false;
        risk.impact = label.value;
        this.#book.understand(line.number, `impact of risk ${(this.#risk ?? 0) + 1}`);
        return true;
      case 'mitigation':
      case 'mitigations':
        this.#mitigating = true;
        if (label.value !== '') return this.#addMitigation(line, label.value);
        this.#book.understand(line.number, `mitigation of risk ${(this.#risk ?? 0) + 1}`);
        return true;
      default:
        return false;
    }
  }

  #addMitigation(line: PlanLine, text: string): boolean {
    const risk = this.#risk === null ? undefined : this.#book.risks[this.#risk];
    if (risk === undefined || text === '' || text.length > limit.note || risk.mitigations.length >= 100) return false;
    risk.mitigations = [...risk.mitigations, text];
    this.#book.understand(line.number, `mitigation of risk ${(this.#risk ?? 0) + 1}`);
    return true;
  }
}

function totalName(total: StatedTotal): string {
  return total.by === 'all' ? 'stated total of all' : `stated total by ${total.by}`;
}
