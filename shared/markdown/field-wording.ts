// How each dialect words a field on a line of its own. The inverse of item-field.ts, for patching: what is worded here
// must read back as the same value.
import type { Priority, Severity } from '#shared/plan/priority.ts';
import type { Dialect } from '#shared/plan/roadmap.ts';
import { type Status, type StatusCategory, statusName } from '#shared/plan/status.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { MilestoneDraft } from '#shared/plan/plan-draft.ts';
import { wordEffort } from './effort-word.ts';
import { readStatus } from './status-word.ts';

/** A new value for one field of the issue with this key. `null` takes the value away. */
export type IssueEdit = { readonly key: string } & (
  | { readonly field: 'title'; readonly value: string }
  | { readonly field: 'status'; readonly value: Status }
  | { readonly field: 'priority'; readonly value: Priority | null }
  | { readonly field: 'severity'; readonly value: Severity | null }
  | { readonly field: 'estimate'; readonly value: Estimate | null }
  | { readonly field: 'labels'; readonly value: readonly string[] }
  | { readonly field: 'component' | 'assignee' | 'flag' | 'milestone'; readonly value: string | null }
);

/** A field that has a line of its own and can be edited. */
export type EditedField = IssueEdit['field'];

const sourceLabel: Readonly<Record<EditedField, string>> = {
  title: '',
  status: 'status',
  priority: 'priority',
  severity: 'severity',
  estimate: 'estimate',
  labels: 'labels',
  component: 'component',
  assignee: 'assignee',
  flag: 'flag',
  milestone: 'milestone',
};

const outlineLabel: Readonly<Record<EditedField, string>> = {
  title: '',
  status: 'Status',
  priority: 'Priority',
  severity: 'Severity',
  estimate: 'Estimated Effort',
  labels: 'Labels',
  component: 'Component',
  assignee: 'Assignee',
  flag: 'Feature Flag',
  milestone: 'Milestone',
};

const sourceStatus: Readonly<Record<StatusCategory, string>> = {
  backlog: 'backlog',
  planned: 'open',
  'in-progress': 'in progress',
  done: 'closed',
  cancelled: 'cancelled',
};

const statusSign: Readonly<Record<StatusCategory, string>> = {
  backlog: '⏸️',
  planned: '⬜',
  'in-progress': '🔄',
  done: '✅',
  cancelled: '❌',
};

const phaseStatus: Readonly<Record<StatusCategory, string>> = {
  backlog: 'Backlog',
  planned: 'Not Started',
  'in-progress': 'In Progress',
  done: 'Complete',
  cancelled: 'Cancelled',
};

/** A whole new line for a field, in the style of the dialect. */
export function wordLine(dialect: Dialect, field: EditedField, value: string): string {
  if (dialect === 'issue-source') return `${sourceLabel[field]}: ${value}`;
  return dialect === 'phase-roadmap' ? `**${outlineLabel[field]}**: ${value}` : `**${outlineLabel[field]}:** ${value}`;
}

/**
 * The words of a value; `old` are the words that stand there now, whose style is followed. `null` when the dialect has no
 * words for it, and empty when the value is taken away.
 */
export function wordValue(dialect: Dialect, edit: IssueEdit, old: string, milestones: readonly MilestoneDraft[]): string | null {
  switch (edit.field) {
    case 'title':
    case 'component':
    case 'flag':
      return edit.value ?? '';
    case 'assignee':
      return edit.value ?? (old === '' || dialect === 'issue-source' ? '' : 'TBD');
    case 'priority':
      return edit.value ?? '';
    case 'severity': {
      const shout = old === '' ? dialect === 'issue-report' : old === old.toUpperCase();
      return shout ? (edit.value ?? '').toUpperCase() : (edit.value ?? '');
    }
    case 'status':
      return wordStatus(dialect, edit.value);
    case 'estimate':
      return edit.value === null ? '' : wordEffort(edit.value, /\d\s*h\b/i.test(old));
    case 'labels':
      return edit.value.join(old.includes(', ') || (old === '' && dialect !== 'issue-source') ? ', ' : ',');
    case 'milestone':
      return wordMilestone(dialect, edit.value, milestones);
  }
}

/** The team's own wording when it reads back as the same category, else the dialect's word for the category. */
function wordStatus(dialect: Dialect, status: Status): string {
  const { category, name, verified } = status;
  const own = readStatus(name);
  const readsBack = own !== null && own.status.category === category && own.status.verified === verified;
  const isDefault = name === statusName[category] && !verified;
  if (dialect === 'issue-source') return readsBack && !isDefault ? name : `${sourceStatus[category]}${verified ? ' and verified' : ''}`;
  const words = readsBack && !isDefault ? name : dialect === 'phase-roadmap' ? phaseStatus[category] : statusName[category];
  const full = verified && !/verified/i.test(words) ? `${words} and Verified` : words;
  return dialect === 'phase-roadmap' ? `${statusSign[category]} ${full}` : full;
}

function wordMilestone(dialect: Dialect, key: string | null, milestones: readonly MilestoneDraft[]): string {
  if (key === null) return dialect === 'issue-source' ? '' : 'None';
  const known = milestones.find((milestone) => milestone.key === key);
  return dialect === 'issue-source' && known !== undefined && known.title !== key ? `${key}: ${known.title}` : key;
}
