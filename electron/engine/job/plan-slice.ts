// A plan file, read, in slices that cross between two threads one by one.
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import type { PlanFile } from './plan-file.ts';

/** Lists of a draft that grow with the plan. */
const lists = ['issues', 'checklist', 'dependencies', 'externals', 'contradictions'] as const satisfies readonly (keyof PlanDraft)[];
type ListName = (typeof lists)[number];

/** Entries of one slice: a few milliseconds' worth of copying. */
const sliceSize = 1000;

/** What crosses: first everything but the long lists and the text, which the other side has; then their entries in order; then the end. */
export type PlanSlice =
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'plan'; readonly file: Omit<PlanFile, 'text'> }
  | { readonly type: 'entries'; readonly list: ListName; readonly entries: readonly unknown[] }
  | { readonly type: 'end' };

/** Cuts what was read into slices. */
export function* planSlices(read: Result<PlanFile, Problem>): Generator<PlanSlice, void, void> {
  if (!read.ok) {
    yield { type: 'refused', problem: read.error };
    return;
  }
  const { path, packed, draft, count, remarks } = read.value;
  const empty = { issues: [], checklist: [], dependencies: [], externals: [], contradictions: [] } satisfies Pick<PlanDraft, ListName>;
  yield { type: 'plan', file: { path, packed, draft: { ...draft, ...empty }, count, remarks } };
  for (const list of lists) {
    for (let start = 0; start < draft[list].length; start += sliceSize) {
      yield { type: 'entries', list, entries: draft[list].slice(start, start + sliceSize) };
    }
  }
  yield { type: 'end' };
}

/** Puts slices together again. Feed it until it gives a result. */
export class PlanAssembly {
  readonly #text: string;
  #file: Omit<PlanFile, 'text'> | null = null;
  readonly #entries: Readonly<Record<ListName, unknown[]>> = {
    issues: [],
    checklist: [],
    dependencies: [],
    externals: [],
    contradictions: [],
  };

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes the next slice; gives the plan after the last one. */
  take(slice: PlanSlice): Result<PlanFile, Problem> | null {
    if (slice.type === 'refused') return failure(slice.problem);
    if (slice.type === 'plan') this.#file = slice.file;
    else if (slice.type === 'entries') this.#entries[slice.list].push(...slice.entries);
    else if (this.#file !== null) {
      // The entries were cut from the lists of the same names.
      const draft = { ...this.#file.draft, ...(this.#entries as unknown as Pick<PlanDraft, ListName>) };
      return success({ ...this.#file, text: this.#text, draft });
    }
    return null;
  }
}
