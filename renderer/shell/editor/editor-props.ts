import type { PickedField } from '#renderer/state/editor-request.ts';
import type { IssueId } from '#shared/plan/identity.ts';

/** Fields whose value is one of a list. */
export type ListedField = Exclude<PickedField, 'title' | 'estimate' | 'waits-for' | 'unblocks' | 'parent' | 'labels' | 'flag' | 'hold'>;

/** What the editors at an anchor take. */
export interface EditorProps {
  readonly issueIds: readonly IssueId[];
  readonly anchor: Element;
  readonly onClose: () => void;
}
