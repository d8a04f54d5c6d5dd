import { type ReactNode, useMemo } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Picker } from '#renderer/ui/picker.tsx';
import type { CommandName } from '#shared/contract/command.ts';
import type { IssueRow } from '#shared/contract/query.ts';
import type { EditorProps, ListedField } from './editor-props.ts';
import { type ChoiceSource, type FieldChoice, fieldChoices } from './field-choice.tsx';
import { MilestonePicker } from './milestone-picker.tsx';

/** Chooses a value for a field of one or many issues: one command, one step. */
export function ValuePicker({ field, issueIds, anchor, onClose }: EditorProps & { readonly field: ListedField }): ReactNode {
  const { result } = useQuery('workspace', {});
  const rows = useKnownIssues(issueIds);
  if (field === 'category') return <CategoryPicker issueIds={issueIds} anchor={anchor} onClose={onClose} />;
  if (field === 'milestone') return <MilestonePicker issueIds={issueIds} anchor={anchor} onClose={onClose} />;
  if (result === undefined) return null;
  const summary = { ...result.summary, categories: noCategories };
  return <ChoicePicker field={field} issueIds={issueIds} anchor={anchor} onClose={onClose} summary={summary} rows={rows ?? []} />;
}

const noCategories: readonly string[] = [];

/** Categories are not listed with the workspace: they are the groups that its issues form. */
function CategoryPicker({ issueIds, anchor, onClose }: EditorProps): ReactNode {
  const { result } = useQuery('workspace', {});
  const groups = useQuery('issue-list', { group: 'category', limit: 1 }).result?.summary.groups;
  const rows = useKnownIssues(issueIds);
  if (result === undefined || groups === undefined) return null;
  const summary = { ...result.summary, categories: groups.flatMap(({ name }) => name ?? []) };
  return <ChoicePicker field="category" issueIds={issueIds} anchor={anchor} onClose={onClose} summary={summary} rows={rows ?? []} />;
}

function ChoicePicker(
  props: EditorProps & {
    readonly field: Exclude<ListedField, 'milestone'>;
    readonly summary: ChoiceSource;
    readonly rows: readonly IssueRow[];
  },
): ReactNode {
  const { field, issueIds, anchor, onClose, summary, rows } = props;
  const send = useCommand();
  const choice: FieldChoice = useMemo(() => fieldChoices(field, summary), [field, summary]);
  const present = [...new Set(rows.map(choice.valueOf))];
  const set = (value: string | null): void => {
    const { name, args } = choice.command(issueIds, value);
    void send<CommandName>(name, args);
  };
  const create = choice.create;
  return (
    <Picker
      label={issueIds.length === 1 ? choice.label : `${choice.label} of ${issueIds.length} issues`}
      entries={choice.entries}
      selected={present.length === 1 ? present : []}
      onPick={set}
      onCreate={
        create === undefined
          ? undefined
          : (text) => {
              void create(text, send).then((value) => {
                if (value !== null) set(value);
              });
            }
      }
      anchor={anchor}
      open
      onOpenChange={(open) => !open && onClose()}
    />
  );
}
