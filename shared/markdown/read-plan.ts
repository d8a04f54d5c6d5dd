// The front door of reading: text in, plan out, with the fate of each line. Serves the import and the linked plan files.
// Must never change the text nor guess at what is not there.
import { limit } from '#shared/plan/limit.ts';
import type { LedgerLine, LineCount, PlanDraft } from '#shared/plan/plan-draft.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { detectDialect } from './detect-dialect.ts';
import { indexReferences } from './issue-reference.ts';
import { countLedger, verifyLedger } from './line-ledger.ts';
import { readOutline } from './outline-reader.ts';
import { type PlanLine, readPlanLines } from './plan-line.ts';
import { PlanBook, type ReadRemark } from './reading-book.ts';
import { settleMilestones, titleOf } from './settle-milestone.ts';
import { settleReferences } from './settle-reference.ts';
import { settleGraph, settlePhaseBullets, settleRisks, settleSprints } from './settle-section.ts';
import { splitSource } from './source-line.ts';

/** A plan as read, with what became of each line of its text. */
export interface PlanReading {
  readonly draft: PlanDraft;
  readonly ledger: readonly LedgerLine[];
  readonly count: LineCount;
  /** What a person should know, in the order of the file. */
  readonly remarks: readonly ReadRemark[];
}

/** Why a text cannot be read as a plan. `line` is where it shows. */
export interface ReadProblem {
  readonly reason: 'empty' | 'binary' | 'too-large' | 'not-a-plan';
  readonly message: string;
  readonly line: number;
}

/** Reads a plan in any of the three dialects. Never throws; a text that is no plan gives the reason. */
export function readPlan(text: string): Result<PlanReading, ReadProblem> {
  const opened = openPlan(text);
  if (!opened.ok) return opened;
  const book = opened.value;
  const draft = draftOf(book);
  for (const { body, key, line } of draft.issues) {
    if (body.length > limit.body)
      return failure(tooLarge(`The text of ${key} has ${body.length} characters; at most ${limit.body} fit.`, line));
  }
  if (draft.notes.length > limit.body) {
    return failure(tooLarge(`The text outside of issues has ${draft.notes.length} characters; at most ${limit.body} fit.`, 1));
  }
  const ledger = verifyLedger(book.ledger(), book.lines, draft);
  return success({ draft, ledger, count: countLedger(ledger), remarks: book.remarks.toSorted((a, b) => a.line - b.line) });
}

/** Reads a plan into its book, which also knows where each field stands. For patching. */
export function openPlan(text: string): Result<PlanBook, ReadProblem> {
  const problem = refuse(text);
  if (problem !== null) return failure(problem);
  const lines = readPlanLines(splitSource(text).lines);
  const dialect = detectDialect(lines);
  if (dialect === null) return failure(notAPlan(lines));
  const book = new PlanBook(lines, dialect);
  const sections = readOutline(book);
  settlePhaseBullets(book, sections.phases);
  if (book.issues.length > limit.issues) {
    return failure(tooLarge(`The file holds ${book.issues.length} issues; at most ${limit.issues} can be read.`, 1));
  }
  const index = indexReferences(book.issues.map((issue) => issue.draft.key));
  settleReferences(book, index);
  settleSprints(book, sections.placed, index);
  settleRisks(book, sections, index);
  settleGraph(book, sections.graph, index);
  settleMilestones(book);
  return success(book);
}

/** The finished plan of a book. */
export function draftOf(book: PlanBook): PlanDraft {
  return {
    dialect: book.dialect,
    title: titleOf(book),
    goal: book.goal ?? '',
    status: book.status,
    currentMilestone: book.currentMilestone,
    generatedOn: book.generatedOn,
    notes: book.notes.compose(),
    milestones: book.milestones.map(({ draft, notes }) => ({ ...draft, notes: notes.compose() })),
    sprints: book.sprints,
    issues: book.issues.map(({ draft, body }) => ({ ...draft, body: body.compose() })),
    checklist: book.checklist,
    dependencies: book.dependencies,
    externals: book.externals,
    risks: book.risks,
    statedTotals: book.statedTotals,
    contradictions: book.contradictions,
  };
}

function refuse(text: string): ReadProblem | null {
  if (text.length > limit.fileBytes) {
    return tooLarge(`The file has ${Math.ceil(text.length / 1_048_576)} MB; at most ${limit.fileBytes / 1_048_576} MB can be read.`, 1);
  }
  if (text.trim() === '') return { reason: 'empty', message: 'The file is empty. Expected a plan in Markdown.', line: 1 };
  const { first, enough } = findControls(text);
  if (!enough) return null;
  const line = splitSource(text.slice(0, first + 1)).lines.length;
  return {
    reason: 'binary',
    message: `Line ${line} holds characters that no text has. Expected a plan in Markdown, saved as UTF-8.`,
    line,
  };
}

/** A few stray control characters occur in plans; a NUL, or more than one in fifty, mean that this is no text. */
function findControls(text: string): { readonly first: number; readonly enough: boolean } {
  const nul = text.indexOf('\0');
  if (nul >= 0) return { first: nul, enough: true };
  let first = -1;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isControl = (code < 0x20 && (code < 0x09 || code > 0x0d) && code !== 0x1b) || code === 0xfffd;
    if (!isControl) continue;
    if (first < 0) first = at;
    count += 1;
  }
  return { first, enough: count > Math.max(8, text.length / 50) };
}

function tooLarge(message: string, line: number): ReadProblem {
  return { reason: 'too-large', message: `${message} Split the plan into several files.`, line };
}

function notAPlan(lines: readonly PlanLine[]): ReadProblem {
  const heading = lines.find((line) => line.shape === 'heading');
  const found =
    heading === undefined
      ? 'no heading at all'
      : `none of them; the first heading is "${heading.content.slice(0, 80)}" on line ${heading.number}`;
  const message =
    'This is not a plan that Sextant can read. Expected headings such as "## 001 | Title" (issue source), ' +
    `"### Phase 1: Name" (phase roadmap) or "### Issue #1: Title" (issue report); found ${found}.`;
  return { reason: 'not-a-plan', message, line: heading?.number ?? 1 };
}
