import { type PackedText, packText } from '#electron/engine/store/packed-text.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { readPlan } from '#shared/markdown/read-plan.ts';
import { limit } from '#shared/plan/limit.ts';
import type { LineCount, PlanDraft } from '#shared/plan/plan-draft.ts';

/** Something about the file that a person should know. */
export interface Remark {
  readonly line: number;
  readonly text: string;
}

/** A plan file, read. */
export interface PlanFile {
  readonly path: string;
  readonly text: string;
  /** The text as it is kept for the next import. */
  readonly packed: PackedText;
  readonly draft: PlanDraft;
  readonly count: LineCount;
  readonly remarks: readonly Remark[];
}

/** Keys are unique in a roadmap: a second issue of the same key gets a key of its own, with a remark. */
function withUniqueKeys(draft: PlanDraft): { draft: PlanDraft; remarks: Remark[] } {
  const taken = new Set<string>();
  const remarks: Remark[] = [];
  const issues = draft.issues.map((issue) => {
    let key = issue.key;
    for (let copy = 2; taken.has(key); copy++) {
      const ending = ` (${copy})`;
      key = `${issue.key.slice(0, limit.key - ending.length)}${ending}`;
    }
    taken.add(key);
    if (key === issue.key) return issue;
    remarks.push({ line: issue.line, text: `The key ${issue.key} occurs twice; the second issue became ${key}.` });
    return { ...issue, key };
  });
  return { draft: remarks.length === 0 ? draft : { ...draft, issues }, remarks };
}

/** Reads a plan file; a refusal names file and line. */
export function readPlanFile(path: string, text: string): Result<PlanFile, Problem> {
  const read = readPlan(text);
  if (!read.ok) {
    const { reason, message, line } = read.error;
    const code = reason === 'too-large' ? 'limit' : reason === 'not-a-plan' ? 'not-a-plan' : 'unreadable-file';
    const where = `${path}:${line}`;
    return failure(problem(code, `${where}: ${message}`, where));
  }
  const { draft, remarks } = withUniqueKeys(read.value.draft);
  return success({ path, text, packed: packText(text), draft, count: read.value.count, remarks: [...read.value.remarks, ...remarks] });
}
