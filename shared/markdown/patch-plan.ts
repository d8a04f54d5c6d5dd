// Writes edits back into the text of a plan file. Serves linked plan files. An edited field changes its own line only;
// every other byte stays: line ends, byte order mark, spacing, even mojibake.
import { failure, type Result, success } from '#shared/base/result.ts';
import type { IssueDraft, PlanDraft } from '#shared/plan/plan-draft.ts';
import { checkPatch, equal, type PlanEdit } from './check-patch.ts';
import { type IssueEdit, wordLine, wordValue } from './field-wording.ts';
import type { OpenIssue, PlanBook, Span } from './reading-book.ts';
import { draftOf, openPlan } from './read-plan.ts';
import { repairMojibake } from './repair-mojibake.ts';
import { joinSource, type SourceText, splitSource } from './source-line.ts';

/** Why edits cannot be written into a text. `line` is 0 when no line is at fault. */
export interface PatchProblem {
  readonly reason: 'not-a-plan' | 'unknown-issue' | 'unknown-item' | 'cannot-hold';
  readonly message: string;
  readonly line: number;
}

/**
 * Writes edits into the text of a plan and gives the new text; all of them or none.
 *
 * A field with a line keeps that line and its style; one without gets one line below the other fields of the issue. The
 * result is read again: it must show the edited values and everything else as before, or the edit is refused as
 * `cannot-hold`. Without edits, and for values that stand there already, the text comes back as it was.
 */
export function patchPlan(text: string, edits: readonly PlanEdit[]): Result<string, PatchProblem> {
  if (edits.length === 0) return success(text);
  const opened = openPlan(text);
  if (!opened.ok) return failure({ reason: 'not-a-plan', message: opened.error.message, line: opened.error.line });
  const book = opened.value;
  const before = draftOf(book);
  const patch = new Patch(book, before, splitSource(text));
  const wanted = lastOfEach(edits);
  for (const edit of wanted) {
    const problem = edit.field === 'done' ? patch.tick(edit.line, edit.value) : patch.edit(edit);
    if (problem !== null) return failure(problem);
  }
  const patched = patch.text();
  if (patched === null) {
    return failure({
      reason: 'cannot-hold',
      message: 'The file mixes line ends in a way that taking the line out would join two lines.',
      line: 0,
    });
  }
  if (patched === text) return success(text);
  const reread = openPlan(patched);
  const message = reread.ok ? checkPatch(before, draftOf(reread.value), wanted) : reread.error.message;
  return message === null ? success(patched) : failure({ reason: 'cannot-hold', message, line: 0 });
}

/** Of several edits of one field the last counts. */
function lastOfEach(edits: readonly PlanEdit[]): PlanEdit[] {
  return [...new Map(edits.map((edit) => [edit.field === 'done' ? `line ${edit.line}` : `${edit.field}\n${edit.key}`, edit])).values()];
}

/** The changes to a text under construction. */
class Patch {
  readonly #book: PlanBook;
  readonly #draft: PlanDraft;
  readonly #source: SourceText;
  readonly #issues: Map<string, { readonly open: OpenIssue; readonly draft: IssueDraft }>;
  readonly #replaced = new Map<number, string>();
  readonly #removed = new Set<number>();
  readonly #inserted = new Map<number, string[]>();

  constructor(book: PlanBook, draft: PlanDraft, source: SourceText) {
    this.#book = book;
    this.#draft = draft;
    this.#source = source;
    const drafts = new Map(draft.issues.map((issue) => [issue.key, issue]));
    this.#issues = new Map();
    for (const open of book.issues) {
      const issue = drafts.get(open.draft.key);
      if (issue !== undefined) this.#issues.set(issue.key, { open, draft: issue });
    }
  }

  /** Ticks or clears the box of the checklist item on a line. */
  tick(line: number, done: boolean): PatchProblem | null {
    const item = this.#draft.checklist.find((candidate) => candidate.line === line);
    const place = this.#book.lines[line - 1];
    if (item === undefined || item.done === null || place === undefined || place.box === null) {
      return { reason: 'unknown-item', message: `Expected a checklist item with a box on line ${line}, found none.`, line };
    }
    if (item.done !== done) this.#splice({ line, from: place.boxAt, to: place.boxAt + 1 }, done ? 'x' : ' ');
    return null;
  }

  /** Gives a field of an issue its new value. */
  edit(edit: IssueEdit): PatchProblem | null {
    const issue = this.#issues.get(edit.key);
    if (issue === undefined) {
      return { reason: 'unknown-issue', message: `The file has no issue with the key ${edit.key}.`, line: 0 };
    }
    const { open, draft } = issue;
    if (isCurrent(draft, edit)) return null;
    const spot = open.spots.get(edit.field);
    const old = spot === undefined ? '' : (this.#book.lines[spot.line - 1]?.text.slice(spot.from, spot.to) ?? '');
    const value = wordValue(this.#book.dialect, edit, old, this.#draft.milestones);
    if (value === null || /[\r\n]/.test(value)) {
      return {
        reason: 'cannot-hold',
        message: `The file has no way to write this ${edit.field} of ${edit.key}.`,
        line: spot?.line ?? draft.line,
      };
    }
    if (spot !== undefined && value === '' && edit.field !== 'title') this.#removed.add(spot.line);
    else if (spot !== undefined) this.#splice(spot, value);
    else if (open.headerLine === 0) {
      return {
        reason: 'cannot-hold',
        message: `${edit.key} has no heading in the file to write its ${edit.field} under.`,
        line: draft.line,
      };
    } else if (value !== '') {
      const lines = this.#inserted.get(open.headerLine) ?? [];
      this.#inserted.set(open.headerLine, [...lines, wordLine(this.#book.dialect, edit.field, value)]);
    }
    return null;
  }

  #splice(span: Span, value: string): void {
    const line = span.line - 1;
    const raw = this.#replaced.get(span.line) ?? this.#source.lines[line]?.text ?? '';
    const repaired = this.#book.lines[line]?.text ?? '';
    const from = rawColumn(raw, repaired, span.from);
    const to = rawColumn(raw, repaired, span.to);
    const gap = from > 0 && span.from === span.to && raw.charAt(from - 1) === ':' ? ' ' : '';
    this.#replaced.set(span.line, raw.slice(0, from) + gap + value + raw.slice(to));
  }

  /** The text with all changes; `null` when lines would run together: a `\r` left above an empty line becomes one `\r\n`. */
  text(): string | null {
    const { mark, lines } = this.#source;
    const result: { text: string; end: string }[] = [];
    for (const [index, line] of lines.entries()) {
      const number = index + 1;
      if (!this.#removed.has(number)) result.push({ text: this.#replaced.get(number) ?? line.text, end: line.end });
      for (const text of this.#inserted.get(number) ?? []) {
        const above = result.at(-1);
        const end = above?.end ?? '';
        if (above !== undefined && end === '') above.end = lines[0]?.end || '\n';
        result.push({ text, end });
      }
    }
    const text = joinSource({ mark, lines: result });
    return splitSource(text).lines.length === result.length ? text : null;
  }
}

/** The column of the raw text at which the repaired text has the given column. */
function rawColumn(raw: string, repaired: string, column: number): number {
  if (raw === repaired) return column;
  const wanted = repaired.slice(0, column);
  for (let at = column; at <= raw.length; at += 1) {
    if (repairMojibake(raw.slice(0, at)) === wanted && wanted + repairMojibake(raw.slice(at)) === repaired) return at;
  }
  return column;
}

function isCurrent(draft: IssueDraft, edit: IssueEdit): boolean {
  const current = edit.field === 'milestone' ? draft.milestoneKey : draft[edit.field];
  return equal(current, edit.value);
}
