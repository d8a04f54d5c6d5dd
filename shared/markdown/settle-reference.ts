// Turns the lines about dependencies into dependencies, blockers and targets, when all keys are known. What names an
// issue that is not there stays text.
import type { DependencyStrength } from '#shared/plan/dependency.ts';
import { limit } from '#shared/plan/limit.ts';
import { readNothing, readReferences, type ReferenceIndex } from './issue-reference.ts';
import type { OpenIssue, PendingReference, PlanBook } from './reading-book.ts';

const fieldName: Readonly<Record<PendingReference['kind'], string>> = {
  'depends-on': 'dependencies',
  'blocked-by': 'blockers',
  blocks: 'targets',
};

/** Settles the references of every issue. Statements of one issue that exclude each other are recorded as contradictions. */
export function settleReferences(book: PlanBook, index: ReferenceIndex): void {
  const dependencies = new DependencyList(book);
  for (const issue of book.issues) {
    const strength = settleContradiction(book, issue, index);
    for (const reference of issue.references)
      settleReference(book, issue, reference, index, dependencies, reference.kind === 'depends-on' ? strength : 'hard');
  }
}

/** Dependencies by pair, so that the two lines that usually state one do not make two. */
class DependencyList {
  readonly #book: PlanBook;
  readonly #at = new Map<string, number>();

  constructor(book: PlanBook) {
    this.#book = book;
  }

  add(key: string, dependsOnKey: string, strength: DependencyStrength, note: string, line: number): void {
    const pair = `${key}\n${dependsOnKey}`;
    const known = this.#book.dependencies[this.#at.get(pair) ?? -1];
    if (known === undefined) {
      this.#at.set(pair, this.#book.dependencies.length);
      this.#book.dependencies.push({ key, dependsOnKey, strength, note: note.slice(0, limit.note), line });
      return;
    }
    if (strength === 'hard') known.strength = 'hard';
    if (note !== '' && !known.note.includes(note)) known.note = (known.note === '' ? note : `${known.note}; ${note}`).slice(0, limit.note);
  }
}

/** `Dependencies: Issue #1` beside `Blocked By: None`: the plan declares an order that does not block. */
function settleContradiction(book: PlanBook, issue: OpenIssue, index: ReferenceIndex): DependencyStrength {
  const names = (kind: PendingReference['kind']): PendingReference | undefined =>
    issue.references.find(
      (reference) => reference.kind === kind && readReferences(reference.value, index).some((piece) => piece.keys.length > 0),
    );
  const denies = (kind: PendingReference['kind']): PendingReference | undefined =>
    issue.references.find((reference) => reference.kind === kind && readNothing(reference.value) !== null);
  const depends = names('depends-on');
  const unblocked = denies('blocked-by');
  if (depends !== undefined && unblocked !== undefined) {
    recordContradiction(book, issue, depends, unblocked, 'The dependencies are kept as a preferred order that does not block.');
    return 'soft';
  }
  const blocked = names('blocked-by');
  const independent = denies('depends-on');
  if (blocked !== undefined && independent !== undefined) recordContradiction(book, issue, independent, blocked, 'The blockers count.');
  return 'hard';
}

function recordContradiction(book: PlanBook, issue: OpenIssue, first: PendingReference, second: PendingReference, outcome: string): void {
  const text = `${first.label} says "${first.value}", but ${second.label} says "${second.value}". ${outcome}`.slice(0, limit.note);
  book.contradictions.push({ key: issue.draft.key, text, lines: [first.line.number, second.line.number] });
  book.remark(second.line.number, `${issue.draft.key} contradicts itself: ${text}`);
}

function settleReference(
  book: PlanBook,
  issue: OpenIssue,
  reference: PendingReference,
  index: ReferenceIndex,
  dependencies: DependencyList,
  strength: DependencyStrength,
): void {
  const { line, label, value, kind } = reference;
  const { key } = issue.draft;
  const as = `${fieldName[kind]} of ${key}`;
  const none = value === '' ? { note: '' } : readNothing(value);
  if (none !== null) {
    book.understand(line.number, as);
    return book.keepRest(line.number, label, none.note, issue.body);
  }
  const pieces = readReferences(value, index);
  const commonNote = pieces.at(-1)?.note ?? '';
  let understood = true;
  for (const piece of pieces) {
    if (piece.keys.length === 0) {
      if (piece.wanted) {
        book.remark(
          line.number,
          `Expected issues of this plan, found "${piece.text.slice(0, 80)}", which is none; the line is kept as text of ${key}.`,
        );
        understood = false;
      } else if (piece.text.length > limit.title || piece.text === '') understood = false;
      else book.externals.push({ key, kind: kind === 'blocks' ? 'target' : 'blocker', name: piece.text, line: line.number });
    }
    for (const other of piece.keys) {
      if (other === key) {
        book.remark(line.number, `${key} names itself under ${label}; an issue cannot wait for itself. The line is kept as text.`);
        understood = false;
      } else if (kind === 'blocks') dependencies.add(other, key, 'hard', piece.note, line.number);
      else dependencies.add(key, other, strength, piece.note === '' ? commonNote : piece.note, line.number);
    }
  }
  if (understood) book.understand(line.number, as);
  else book.keep(line, issue.body);
}
