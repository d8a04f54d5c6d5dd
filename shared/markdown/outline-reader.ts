// Walks the lines of a plan once, from top to bottom, and gives each its place: field, checklist item or kept text.
// Shared by all dialects: they differ in how an issue starts. References are resolved afterwards.
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import { limit } from '#shared/plan/limit.ts';
import type { ChecklistOwner } from '#shared/plan/plan-draft.ts';
import { ChecklistGroup, checklistKindOf } from './checklist-group.ts';
import { applyField } from './item-field.ts';
import { readItemHeading, readPhaseBullet, type ItemHeading } from './item-heading.ts';
import type { KeptText } from './kept-text.ts';
import { type LabelLine, readBoldLabel, readPlainLabel } from './label-line.ts';
import { readMilestoneHeading } from './milestone-name.ts';
import type { PlanLine } from './plan-line.ts';
import { type PlanSection, readSection } from './plan-section.ts';
import type { OpenIssue, OpenMilestone, PlanBook } from './reading-book.ts';
import { readRoadmapField } from './roadmap-field.ts';
import { SectionReader } from './section-reader.ts';
import { readSourceHeader } from './source-header.ts';

/** Reads all lines of the book. What waits for other lines (references, sprints, graph) is left in the section reader. */
export function readOutline(book: PlanBook): SectionReader {
  return new OutlineReader(book).read();
}

class OutlineReader {
  readonly #book: PlanBook;
  readonly #group: ChecklistGroup;
  readonly #sections: SectionReader;
  /** Open issues, the innermost last: a phase may hold issues. */
  #issues: OpenIssue[] = [];
  #milestone: OpenMilestone | null = null;
  #section: PlanSection | null = null;
  /** The title of the roadmap is found at most once, before any issue. */
  #titled = false;
  #at = 0;

  constructor(book: PlanBook) {
    this.#book = book;
    this.#group = new ChecklistGroup(book);
    this.#sections = new SectionReader(book);
  }

  read(): SectionReader {
    const { lines } = this.#book;
    for (this.#at = 0; this.#at < lines.length; this.#at += 1) {
      const line = lines[this.#at];
      if (line !== undefined) this.#readLine(line);
    }
    return this.#sections;
  }

  #readLine(line: PlanLine): void {
    switch (line.shape) {
      case 'blank':
        this.#group.pause();
        return this.#book.layout(line.number);
      case 'rule':
        this.#group.end();
        return this.#book.layout(line.number);
      case 'heading':
        return this.#readHeading(line);
      case 'item':
        return this.#readItem(line);
      case 'continued':
        if (readBoldLabel(line.content) === null && this.#group.continueItem(line)) return;
        return this.#readText(line);
      case 'quote':
      case 'text':
        return this.#readText(line);
      case 'table':
        if (this.#issue === null && this.#section?.kind === 'totals' && this.#sections.readTotalRow(line)) return;
        return this.#keep(line);
      case 'fence':
        if (this.#issue === null && this.#section?.kind === 'graph') return this.#sections.addGraphLine(line);
        return this.#keep(line);
      case 'html':
        // GitHub folds shipped milestones away with this tag; it says nothing by itself.
        if (/^<\/?details>$/i.test(line.content)) return this.#book.layout(line.number);
        return this.#keep(line);
      case 'code':
        return this.#keep(line);
    }
  }

  get #issue(): OpenIssue | null {
    return this.#issues.at(-1) ?? null;
  }

  get #owner(): ChecklistOwner {
    if (this.#issue !== null) return { on: 'issue', key: this.#issue.draft.key };
    return this.#milestone === null ? { on: 'roadmap' } : { on: 'milestone', key: this.#milestone.draft.key };
  }

  #keep(line: PlanLine): void {
    const place: KeptText = this.#issue?.body ?? this.#milestone?.notes ?? this.#book.notes;
    if (this.#issue !== null) this.#issue.headerOpen = false;
    this.#group.interrupt();
    this.#book.keep(line, place);
  }

  #readHeading(line: PlanLine): void {
    this.#group.end();
    const item = line.level >= 2 ? readItemHeading(line.content) : null;
    if (this.#book.dialect === 'issue-source') {
      if (item?.dialect === 'issue-source' && line.level === 2) return this.#openIssue(item, line);
      if (this.#issue !== null) return this.#readSubheading(line);
    } else if (item !== null && item.dialect !== 'issue-source') return this.#openIssue(item, line);
    while (this.#issue !== null && this.#issue.level >= line.level) this.#issues.pop();
    if (this.#issue !== null) return this.#readSubheading(line);
    this.#readSectionHeading(line);
  }

  #openIssue(item: ItemHeading, line: PlanLine): void {
    while (this.#issue !== null && this.#issue.level >= line.level) this.#issues.pop();
    if (this.#milestone !== null && this.#milestone.level >= line.level) this.#milestone = null;
    const kind = item.dialect === 'phase-roadmap' ? 'phase' : 'issue';
    const issue = this.#book.openIssue(item.key, kind, item.title, line, this.#issue, this.#milestone?.draft.key ?? null);
    if (item.status !== null) issue.draft.status = item.status;
    const from = line.contentAt + item.titleAt;
    issue.spots.set('title', { line: line.number, from, to: from + item.wholeTitle.length });
    this.#book.understand(line.number, `title of ${issue.draft.key}`);
    if (item.title !== item.wholeTitle) this.#keepWholeTitle(item, line, issue);
    this.#titled = true;
    this.#issues.push(issue);
    if (item.dialect === 'issue-source') this.#at = readSourceHeader(this.#book, issue, this.#at);
  }

  #keepWholeTitle(item: ItemHeading, line: PlanLine, issue: OpenIssue): void {
    const { key } = issue.draft;
    this.#book.keepRest(line.number, 'Title', item.wholeTitle, issue.body);
    this.#book.remark(
      line.number,
      `The title of ${key} has ${item.wholeTitle.length} characters, at most ${limit.title} are shown as such; all of it is kept as text of ${key}.`,
    );
  }

  /** A heading inside an issue: it names a checklist, or it is text of the issue. */
  #readSubheading(line: PlanLine): void {
    if (this.#startGroup(line, line.content)) return;
    this.#keep(line);
  }

  #readSectionHeading(line: PlanLine): void {
    if (this.#milestone !== null && this.#milestone.level >= line.level) this.#milestone = null;
    const outer = this.#section;
    if (outer !== null && outer.level >= line.level) this.#section = null;
    if (line.level === 1 && !this.#titled && line.content !== '' && line.content.length <= limit.title) {
      this.#titled = true;
      this.#book.title = line.content;
      return this.#book.understand(line.number, 'title of the roadmap');
    }
    const name = readMilestoneHeading(line.content);
    if (name !== null && this.#book.dialect !== 'issue-source') return this.#openMilestone(name, line);
    if (this.#section !== null && this.#readSectionPart(this.#section, line)) return;
    const section = readSection(line.content, line.level);
    if (section !== null) {
      this.#section = section;
      this.#sections.startSection(section, line);
      if (section.checklist !== null) this.#group.start(section.checklist, section.name, this.#owner, true);
      return this.#book.understand(line.number, `section: ${section.kind === 'checklist' ? (section.checklist ?? '') : section.kind}`);
    }
    if (this.#sections.readSprintHeading(line)) {
      this.#section = { kind: 'order', level: line.level, name: line.content, checklist: null };
      return;
    }
    if (this.#startGroup(line, line.content)) return;
    this.#keep(line);
  }

  #openMilestone(
    name: { readonly key: string; readonly title: string; readonly status: OpenMilestone['draft']['status'] },
    line: PlanLine,
  ): void {
    const milestone = this.#book.milestone(name.key, name.title, line.number, line.level);
    if (milestone.draft.line !== line.number)
      this.#book.remark(
        line.number,
        `The milestone ${name.key} has a second heading (first on line ${milestone.draft.line}); both are read as one.`,
      );
    if (name.status !== null) milestone.draft.status = name.status;
    milestone.level = line.level;
    this.#milestone = milestone;
    this.#book.understand(line.number, `title of ${name.key}`);
  }

  /** A heading inside a known section: a sprint, a class of risks, or a part of a checklist. */
  #readSectionPart(section: PlanSection, line: PlanLine): boolean {
    if (section.kind === 'order') return this.#sections.readSprintHeading(line);
    if (section.kind === 'risks') return this.#sections.readRiskGroup(line);
    if (section.checklist === null) return false;
    this.#group.start(section.checklist, line.content, this.#owner, true);
    this.#book.understand(line.number, `group of ${section.checklist} items`);
    return true;
  }

  /** Starts a checklist when the heading or label is followed by one; `false` leaves the line to be kept. */
  #startGroup(line: PlanLine, name: string): boolean {
    const next = this.#nextLine();
    if (next === null || next.shape !== 'item' || name === '' || name.length > limit.name) return false;
    const kind = checklistKindOf(name);
    if (kind === null && next.box === null) return false;
    this.#group.start(kind ?? 'task', name, this.#owner, kind !== null);
    this.#book.understand(line.number, `group of ${kind ?? 'task'} items`);
    return true;
  }

  /** The next line that is not blank. */
  #nextLine(): PlanLine | null {
    const { lines } = this.#book;
    for (let at = this.#at + 1; at < lines.length; at += 1) {
      const line = lines[at];
      if (line !== undefined && line.shape !== 'blank') return line;
    }
    return null;
  }

  #readItem(line: PlanLine): void {
    const issue = this.#issue;
    if (issue === null && this.#section !== null && this.#sections.readItem(this.#section, line)) return;
    if (issue === null && this.#readPhaseBullet(line)) return;
    const label = line.box === null && !this.#group.takesPlain ? readBoldLabel(line.content) : null;
    if (label !== null && this.#readLabel(label, line)) return;
    const inMilestone = issue === null && this.#milestone !== null;
    const kind: ChecklistKind = inMilestone ? 'deliverable' : 'task';
    if (inMilestone && this.#section?.kind === 'past-milestones' && this.#group.name === '' && !this.#group.takesPlain) {
      this.#group.start('deliverable', '', this.#owner, true);
    }
    if (this.#group.take(line, { kind, owner: this.#owner })) {
      if (issue !== null) issue.headerOpen = false;
      return;
    }
    this.#keep(line);
  }

  /** `- [ ] **Phase 1: Name** - about`: opens a phase without a heading, unless a heading further down does. */
  #readPhaseBullet(line: PlanLine): boolean {
    if (this.#book.dialect !== 'phase-roadmap' || line.indent > 0) return false;
    const bullet = readPhaseBullet(line.content);
    if (bullet === null) return false;
    this.#sections.addPhaseBullet({ ...bullet, line, milestoneKey: this.#milestone?.draft.key ?? null });
    return true;
  }

  #readText(line: PlanLine): void {
    const bold = readBoldLabel(line.content);
    const issue = this.#issue;
    const plain =
      bold === null && issue !== null && issue.headerOpen && this.#book.dialect !== 'issue-source' ? readPlainLabel(line.content) : null;
    const label = bold ?? plain;
    if (bold !== null) this.#group.end();
    if (label !== null && this.#readLabel(label, line)) return;
    if (issue === null && this.#section?.kind === 'risks' && this.#sections.readRiskTitle(line)) return;
    if (label === null && /^[^:*]+:$/.test(line.content) && this.#startBoxes(line)) return;
    this.#keep(line);
  }

  /** `Plans:` above a list with boxes names that list. */
  #startBoxes(line: PlanLine): boolean {
    return (this.#nextLine()?.box ?? null) !== null && this.#startGroup(line, line.content.slice(0, -1).trim());
  }

  #readLabel(label: LabelLine, line: PlanLine): boolean {
    const issue = this.#issue;
    const fieldsInHeader = this.#book.dialect === 'issue-source';
    if (issue === null) {
      if (readRoadmapField(this.#book, this.#milestone, this.#section, label, line)) return true;
      if (label.value === '' && this.#section?.kind === 'totals' && this.#sections.readTotalGroup(label, line, this.#nextLine()))
        return true;
    } else if (!fieldsInHeader) {
      if (label.value !== '' && /^(?:objective|goal)$/.test(label.name)) return this.#readObjective(issue, label, line);
      if (label.name === 'description') {
        this.#book.understand(line.number, `description of ${issue.draft.key}`);
        if (label.value !== '') issue.body.add(line.number, label.value);
        issue.headerOpen = false;
        return true;
      }
      if (label.value !== '' && applyField(this.#book, issue, label, line)) return true;
    }
    if (label.value === '' || /^\d+ (?:plans|tasks)$/.test(label.value)) {
      if (issue !== null) issue.headerOpen = false;
      return label.value === '' && this.#startGroup(line, label.label);
    }
    return false;
  }

  /** The first objective is the beginning of the body; a second one stays a line of its own. */
  #readObjective(issue: OpenIssue, label: LabelLine, line: PlanLine): boolean {
    if (issue.hasObjective) return false;
    issue.hasObjective = true;
    issue.body.add(line.number, label.value);
    this.#book.understand(line.number, `objective of ${issue.draft.key}`);
    if (issue.headerOpen) issue.headerLine = line.number;
    return true;
  }
}
