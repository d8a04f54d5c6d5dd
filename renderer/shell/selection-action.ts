// What can be done to issues: the same entries in the palette, the key sheet, the bulk bar and the context menu.
import {
  Box,
  CircleDashed,
  Flag,
  GanttChart,
  GitPullRequestArrow,
  Hand,
  type LucideIcon,
  Pencil,
  Ruler,
  SignalMedium,
  Tag,
  Trash2,
  User,
} from 'lucide-react';
import type { Action } from '#renderer/state/action.ts';
import { openEditor, pick, type PickedField } from '#renderer/state/editor-request.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { deleteAsks } from './delete-limit.ts';

interface FieldAction {
  readonly field: PickedField;
  /** `what` is "3 issues", or nothing when it is plain which one is meant. */
  readonly title: (what: string) => string;
  readonly short: string;
  readonly icon: LucideIcon;
  readonly key: string;
}

const of = (what: string): string => (what === '' ? '' : ` of ${what}`);
const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const fieldActions: readonly FieldAction[] = [
  { field: 'status', title: (what) => `Set the status${of(what)}…`, short: 'Status', icon: CircleDashed, key: 's' },
  { field: 'priority', title: (what) => `Set the priority${of(what)}…`, short: 'Priority', icon: SignalMedium, key: 'p' },
  { field: 'assignee', title: (what) => `${words('Assign', what)}…`, short: 'Assign', icon: User, key: 'a' },
  { field: 'sprint', title: (what) => `${words('Move', what, 'to sprint')}…`, short: 'Sprint', icon: GanttChart, key: 'shift+s' },
  { field: 'estimate', title: (what) => `${words('Estimate', what)}…`, short: 'Estimate', icon: Ruler, key: 'e' },
  {
    field: 'waits-for',
    title: (what) => `${words('Make', what === '' ? 'it' : what, 'wait for')}…`,
    short: 'Waits on',
    icon: GitPullRequestArrow,
    key: 'b',
  },
  { field: 'milestone', title: (what) => `${words('Move', what, 'to milestone')}…`, short: 'Milestone', icon: Flag, key: 'm' },
  { field: 'component', title: (what) => `Set the component${of(what)}…`, short: 'Component', icon: Box, key: 'shift+c' },
  { field: 'labels', title: (what) => `Set the labels${of(what)}…`, short: 'Labels', icon: Tag, key: 'l' },
  { field: 'hold', title: (what) => `${words('Put', what, 'on hold, or release')}…`, short: 'Hold', icon: Hand, key: 'h' },
];

/** The actions on `issueIds`, as they stand now; none for no issues. `selected`: they are a selection and not only under the keyboard. */
export function selectionActions(issueIds: readonly IssueId[], selected: boolean): Action[] {
  if (issueIds.length === 0) return [];
  const many = issueIds.length > 1 || selected;
  const what = many ? (issueIds.length === 1 ? 'the selected issue' : `${issueIds.length} issues`) : '';
  const actions: Action[] = fieldActions.map(({ field, title, short, icon, key }) => ({
    id: `set-${field}`,
    group: 'selection',
    title: title(what),
    short,
    icon,
    keys: [[key]],
    run: () => pick(field, issueIds),
  }));
  if (!many) {
    actions.push({
      id: 'rename',
      group: 'selection',
      title: 'Edit the title…',
      short: 'Title',
      icon: Pencil,
      keys: [['F2']],
      run: () => pick('title', issueIds),
    });
  }
  actions.push({
    id: 'delete',
    group: 'selection',
    title: `${words('Delete', what)}${deleteAsks(issueIds.length) ? '…' : ''}`,
    short: many ? `Delete ${issueIds.length}` : 'Delete',
    icon: Trash2,
    keys: [['Delete'], ['Backspace']],
    run: () => openEditor.set({ kind: 'delete', issueIds }),
  });
  return actions;
}
