// What can be done to issues: the same entries in the palette, the key sheet, the bulk bar and the context menu.
import { Box, CircleDashed, Flag, GitPullRequestArrow, GanttChart, type LucideIcon, Ruler, SignalMedium, Trash2, User } from 'lucide-react';
import type { Action } from '#renderer/state/action.ts';
import { openEditor, pick, type PickedField } from '#renderer/state/editor-request.ts';
import type { IssueId } from '#shared/plan/identity.ts';

interface FieldAction {
  readonly field: PickedField;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly key: string;
}

const fieldActions: readonly FieldAction[] = [
  { field: 'status', title: 'Status', icon: CircleDashed, key: 's' },
  { field: 'priority', title: 'Priority', icon: SignalMedium, key: 'p' },
  { field: 'assignee', title: 'Assign', icon: User, key: 'a' },
  { field: 'sprint', title: 'Sprint', icon: GanttChart, key: 'shift+s' },
  { field: 'estimate', title: 'Estimate', icon: Ruler, key: 'e' },
  { field: 'milestone', title: 'Milestone', icon: Flag, key: 'm' },
  { field: 'component', title: 'Component', icon: Box, key: 'shift+c' },
  { field: 'waits-for', title: 'Waits on', icon: GitPullRequestArrow, key: 'b' },
];

/** The actions on `issueIds`, as they stand now; none for no issues. `selected`: they are a selection and not only under the keyboard. */
export function selectionActions(issueIds: readonly IssueId[], selected: boolean): Action[] {
  if (issueIds.length === 0) return [];
  const many = issueIds.length > 1 || selected;
  const of = many ? ` of ${issueIds.length === 1 ? 'the selected issue' : `${issueIds.length} issues`}…` : '…';
  const actions: Action[] = fieldActions.map(({ field, title, icon, key }) => ({
    id: `set-${field}`,
    group: 'selection',
    title: `${title}${of}`,
    short: title,
    icon,
    keys: [[key]],
    run: () => pick(field, issueIds),
  }));
  if (!many)
    actions.push({ id: 'rename', group: 'selection', title: 'Edit the title…', keys: [['F2']], run: () => pick('title', issueIds) });
  actions.push({
    id: 'delete',
    group: 'selection',
    title: `Delete ${issueIds.length === 1 ? '' : `${issueIds.length} issues`}…`.replace(' …', '…'),
    short: `Delete ${issueIds.length}`,
    icon: Trash2,
    keys: [['Delete'], ['Backspace']],
    run: () => openEditor.set({ kind: 'delete', issueIds }),
  });
  return actions;
}
