// Labelled lines that speak of the plan as a whole or of a milestone: current milestone, goal, status, date.
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { LabelLine } from './label-line.ts';
import { readMilestoneName } from './milestone-name.ts';
import type { PlanLine } from './plan-line.ts';
import type { PlanSection } from './plan-section.ts';
import type { OpenMilestone, PlanBook } from './reading-book.ts';
import { readStatus } from './status-word.ts';

/** Takes a labelled line outside of any issue; `false` when it names nothing that a plan or milestone has, or has already. */
export function readRoadmapField(
  book: PlanBook,
  milestone: OpenMilestone | null,
  section: PlanSection | null,
  label: LabelLine,
  line: PlanLine,
): boolean {
  if (label.value === '') return false;
  switch (label.name) {
    case 'goal':
    case 'objective':
      return readGoal(book, milestone, label.value, line);
    case 'current milestone':
      return readCurrentMilestone(book, label.value, line);
    case 'milestone':
      return section?.kind === 'position' && readCurrentMilestone(book, label.value, line);
    case 'status':
      return readPlanStatus(book, milestone, section, label.value, line);
    case 'generated':
    case 'generated on':
    case 'generated at':
    case 'date':
      return readDate(book, label.value, line);
    default:
      return false;
  }
}

function readGoal(book: PlanBook, milestone: OpenMilestone | null, value: string, line: PlanLine): boolean {
  if (value.length > limit.note) return false;
  if (milestone === null) {
    if (book.goal !== null) return false;
    book.goal = value;
    book.understand(line.number, 'goal of the roadmap');
    return true;
  }
  if (milestone.draft.goal !== '') return false;
  milestone.draft.goal = value;
  book.understand(line.number, `goal of ${milestone.draft.key}`);
  return true;
}

/** `v1.5 - Title` or `v1.5 (Planned)`; a status behind it belongs to the milestone and is given to it when all are known. */
function readCurrentMilestone(book: PlanBook, value: string, line: PlanLine): boolean {
  const behind = /^(.*?)\s*\(([^()]+)\)$/s.exec(value);
  const status = behind?.[2] === undefined ? null : readStatus(behind[2]);
  const known = status !== null && status.known;
  const name = readMilestoneName(known ? (behind?.[1] ?? value) : value);
  if (name === null || (book.currentMilestone !== null && book.currentMilestone !== name.key)) return false;
  book.currentMilestone = name.key;
  if (book.currentLine === 0) book.currentLine = line.number;
  const hasTitle = name.title !== name.key;
  if (hasTitle && book.currentTitle === null) book.currentTitle = name.title;
  if (known) book.currentStatus = status.status;
  book.understand(line.number, known ? `current milestone of the roadmap, status of ${name.key}` : 'current milestone of the roadmap');
  return true;
}

function readPlanStatus(
  book: PlanBook,
  milestone: OpenMilestone | null,
  section: PlanSection | null,
  value: string,
  line: PlanLine,
): boolean {
  const reading = readStatus(value);
  if (reading === null) return false;
  if (milestone !== null) {
    if (milestone.draft.status !== null) return false;
    milestone.draft.status = reading.status;
    book.understand(line.number, `status of ${milestone.draft.key}`);
    return true;
  }
  // Further down a status line speaks of something else, such as the document.
  if (book.status !== null || (book.issues.length > 0 && section?.kind !== 'position')) return false;
  book.status = reading.status;
  book.understand(line.number, 'status of the roadmap');
  if (!reading.known)
    book.remark(line.number, `The status "${reading.status.name}" of the plan is not one that Sextant knows; it is read as planned.`);
  return true;
}

function readDate(book: PlanBook, value: string, line: PlanLine): boolean {
  const date = IsoDate.safeParse(value);
  if (!date.success || book.generatedOn !== null) return false;
  book.generatedOn = date.data;
  book.understand(line.number, 'date of the roadmap');
  return true;
}
