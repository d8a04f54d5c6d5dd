// Which issues are selected, in every view at once, and which one the keyboard is on.
import type { IssueId } from '#shared/plan/identity.ts';
import { createStore, useStore } from './store.ts';

/** The shared selection. */
export interface Selection {
  readonly ids: ReadonlySet<IssueId>;
  /** The issue under the keyboard; actions go to it while nothing is selected. */
  readonly current: IssueId | null;
}

const nobody: Selection = { ids: new Set(), current: null };

/** The selection that all views share. */
export const selection = createStore<Selection>(nobody);

/** The selection; renders again when it changes. */
export function useSelection(): Selection {
  return useStore(selection);
}

/** Selects exactly `ids`. */
export function selectIssues(ids: Iterable<IssueId>): void {
  selection.set({ ...selection.get(), ids: new Set(ids) });
}

/** Adds an issue to the selection, or takes it out. */
export function toggleIssue(id: IssueId): void {
  const ids = new Set(selection.get().ids);
  if (!ids.delete(id)) ids.add(id);
  selectIssues(ids);
}

/** Selects nothing. */
export function clearSelection(): void {
  if (selection.get().ids.size > 0) selectIssues([]);
}

/** Says which issue the keyboard is on. */
export function setCurrentIssue(id: IssueId | null): void {
  const now = selection.get();
  if (now.current !== id) selection.set({ ...now, current: id });
}

/** What an action on issues is about: the selected ones, or else the one under the keyboard. */
export function targetIssues(now: Selection = selection.get()): IssueId[] {
  if (now.ids.size > 0) return [...now.ids];
  return now.current === null ? [] : [now.current];
}
