// Asks the shell to open an editor over the page: a picker for a value of some issues, the dialog for a new issue, the
// question before a delete. Any view may ask; the editor lives outside the view, so that a live update of a row can
// never take it away.
import type { IssueId, MilestoneId, RoadmapId } from '#shared/plan/identity.ts';
import { createStore } from './store.ts';

/** A value that a picker sets, on one or many issues. */
export type PickedField =
  | 'title'
  | 'status'
  | 'priority'
  | 'severity'
  | 'assignee'
  | 'estimate'
  | 'milestone'
  | 'sprint'
  | 'component'
  | 'category'
  | 'kind'
  | 'labels'
  | 'flag'
  | 'hold'
  | 'parent'
  | 'waits-for'
  | 'unblocks';

/** Where on the screen an editor hangs, in CSS pixels of the window. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is asked for. */
export type EditorRequest =
  | {
      readonly kind: 'pick';
      readonly field: PickedField;
      readonly issueIds: readonly IssueId[];
      /** `null`: below the top of the window, in the middle. */
      readonly anchor: Anchor | null;
    }
  /** Everything that can be done to the issues: the context menu. */
  | { readonly kind: 'menu'; readonly issueIds: readonly IssueId[]; readonly anchor: Anchor }
  /** Without a milestone of its own it takes the one that the list is narrowed to. */
  | { readonly kind: 'create-issue'; readonly roadmapId: RoadmapId | null; readonly milestoneId?: MilestoneId }
  | { readonly kind: 'create-roadmap' }
  | { readonly kind: 'delete-roadmap'; readonly roadmapId: RoadmapId; readonly title: string; readonly issues: number }
  | { readonly kind: 'delete'; readonly issueIds: readonly IssueId[] };

/** The editor that is open; `null`: none. */
export const openEditor = createStore<EditorRequest | null>(null);

/**
 * Opens a picker for `field` of the issues at `anchor`. Without an anchor it opens at the place where the first of them
 * shows that field: the element `[data-field]` inside `[data-issue]`.
 */
export function pick(field: PickedField, issueIds: readonly IssueId[], anchor?: Element | Anchor): void {
  const first = issueIds[0];
  if (first === undefined) return;
  const place = anchor ?? shownField(field, first);
  openEditor.set({ kind: 'pick', field, issueIds, anchor: place instanceof Element ? boxOf(place) : (place ?? null) });
}

function shownField(field: PickedField, id: IssueId): Element | undefined {
  const issue = document.querySelector(`[data-issue="${CSS.escape(id)}"]`);
  return issue?.querySelector(`[data-field="${field}"]`) ?? issue ?? undefined;
}

function boxOf(element: Element): Anchor {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}
