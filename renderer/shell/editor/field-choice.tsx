import type { SendCommand } from '#renderer/state/use-command.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import type { PickerEntry } from '#renderer/ui/picker-list.tsx';
import type { CommandInput, CommandName } from '#shared/contract/command.ts';
import type { IssueRow, QueryResult } from '#shared/contract/query.ts';
import { type IssueId, PersonId } from '#shared/plan/identity.ts';
import { IssueKind } from '#shared/plan/issue.ts';
import { Priority, Severity } from '#shared/plan/priority.ts';
import { StatusCategory, statusName } from '#shared/plan/status.ts';
import type { ListedField } from './editor-props.ts';
import { priorityEntries } from './priority-entry.tsx';

/** A command to send, by name and arguments. */
type Sending = { [Name in CommandName]: { readonly name: Name; readonly args: CommandInput<Name> } }[CommandName];

/** The values of a field, what is set now, and how one is set. */
export interface FieldChoice {
  readonly label: string;
  readonly entries: readonly PickerEntry<string | null>[];
  readonly valueOf: (row: IssueRow) => string | null;
  readonly command: (issueIds: readonly IssueId[], value: string | null) => Sending;
  /** Makes a value of a typed name; resolves to the value, or `null` when that was refused. */
  readonly create?: (text: string, send: SendCommand) => Promise<string | null>;
}

/** What the choices are made of: the workspace, and the categories that its issues have. */
export type ChoiceSource = QueryResult<'workspace'>['summary'] & { readonly categories: readonly string[] };

const asTyped = (text: string): Promise<string | null> => Promise.resolve(text);
const named = (name: string): PickerEntry<string | null> => ({ value: name, label: name });

/** The choices of a field in this workspace. */
export function fieldChoices(field: Exclude<ListedField, 'milestone'>, summary: ChoiceSource): FieldChoice {
  switch (field) {
    case 'status':
      return statusChoice;
    case 'priority':
      return priorityChoice;
    case 'severity':
      return severityChoice;
    case 'assignee':
      return assigneeChoice(summary);
    case 'component':
      return {
        label: 'Component',
        entries: [{ value: null, label: 'No component' }, ...summary.components.map(named)],
        valueOf: (row) => row.component,
        command: (issueIds, component) => ({ name: 'set-component', args: { issueIds: [...issueIds], component } }),
        create: asTyped,
      };
    case 'kind':
      return kindChoice;
    case 'category':
      return {
        label: 'Category',
        entries: [{ value: null, label: 'No category' }, ...summary.categories.map(named)],
        valueOf: (row) => row.category,
        command: (issueIds, category) => ({ name: 'update-issues', args: { issueIds: [...issueIds], patch: { category } } }),
        create: asTyped,
      };
    case 'sprint':
      return {
        label: 'Sprint',
        entries: [
          { value: null, label: 'No sprint' },
          ...[...new Set([...summary.sprints.map((one) => one.name), ...summary.sprintNames])].map(named),
        ],
        valueOf: (row) => row.sprint,
        command: (issueIds, sprint) => ({ name: 'set-sprint', args: { issueIds: [...issueIds], sprint } }),
        create: asTyped,
      };
  }
}

const statusChoice: FieldChoice = {
  label: 'Status',
  entries: StatusCategory.options.map((category, index) => ({
    value: category,
    label: statusName[category],
    glyph: <StatusSign status={{ category, name: statusName[category], verified: false }} blocked={false} ready={false} silent />,
    hint: String(index + 1),
  })),
  valueOf: (row) => row.status.category,
  command: (issueIds, value) => ({ name: 'set-status', args: { issueIds: [...issueIds], category: StatusCategory.parse(value) } }),
};

const priorityChoice: FieldChoice = {
  label: 'Priority',
  entries: priorityEntries,
  valueOf: (row) => row.priority,
  command: (issueIds, value) => ({ name: 'set-priority', args: { issueIds: [...issueIds], priority: Priority.nullable().parse(value) } }),
};

const severityChoice: FieldChoice = {
  label: 'Severity',
  entries: [...Severity.options.map((severity) => named(severity)), { value: null, label: 'No severity' }],
  valueOf: () => null,
  command: (issueIds, value) => ({
    name: 'update-issues',
    args: { issueIds: [...issueIds], patch: { severity: Severity.nullable().parse(value) } },
  }),
};

const kindChoice: FieldChoice = {
  label: 'Kind',
  entries: IssueKind.options.map((kind) => named(kind)),
  valueOf: (row) => row.kind,
  command: (issueIds, value) => ({ name: 'update-issues', args: { issueIds: [...issueIds], patch: { kind: IssueKind.parse(value) } } }),
};

function assigneeChoice(summary: ChoiceSource): FieldChoice {
  return {
    label: 'Assignee',
    entries: [
      { value: null, label: 'Nobody', glyph: <Avatar name={null} size={14} /> },
      ...summary.people.map((person, index) => ({
        value: person.id,
        label: person.name,
        glyph: <Avatar name={person.name} index={index} size={14} />,
      })),
    ],
    valueOf: (row) => row.assigneeId,
    command: (issueIds, value) => ({
      name: 'set-assignee',
      args: { issueIds: [...issueIds], assigneeId: PersonId.nullable().parse(value) },
    }),
    async create(text, send) {
      const answer = await send('create-person', { name: text });
      return answer.ok ? answer.value.personId : null;
    },
  };
}
