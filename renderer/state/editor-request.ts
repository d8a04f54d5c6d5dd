// Asks the shell to open an editor over the page: a picker for a value of some issues, the dialog for a new issue, the
// question before a delete. Any view may ask; the editor lives outside the view, so that a live update of a row can
// never take it away.
import type { Estimate } from '#shared/plan/estimate.ts';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { createStore } from './store.ts';

/** A value that a picker sets, on one or many issues. */
export type PickedField =
  | 'status'
  | 'priority'
  | 'assignee'
  | 'estimate'
  | 'milestone'
  | 'sprint'
  | 'component'
  | 'severity'
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
      readonly anchor: Anchor | null;
      /** The present value as it is marked in the list (`null`: none), when all the issues share one. */
      readonly value?: string | null;
      /** The present estimate, for the text field. */
      readonly estimate?: Estimate | null;
    }
  | {
      readonly kind: 'create';
      readonly roadmapId: RoadmapId | null;
      readonly sprint?: string | null;
    }
  | { readonly kind: 'delete'; readonly issueIds: readonly IssueId[] };

/** The editor that is open; `null`: none. */
export const openEditor = createStore<EditorRequest | null>(null);

/** Opens a picker for `field` of the issues, below `anchor` (or in the middle of the window). */
export function pick(
  field: PickedField,
  issueIds: readonly IssueId[],
  anchor: Element | Anchor | null,
  present: { readonly value?: string | null; readonly estimate?: Estimate | null } = {},
): void {
  if (issueIds.length === 0) return;
  openEditor.set({ kind: 'pick', field, issueIds, anchor: anchor instanceof Element ? boxOf(anchor) : anchor, ...present });
}

function boxOf(element: Element): Anchor {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}
