import { type ReactNode, useState } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Picker } from '#renderer/ui/picker.tsx';
import type { IssueRow } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import type { EditorProps } from './editor-props.ts';

/** Puts labels on issues and takes them off; stays open, because an issue has several. */
export function LabelPicker({ issueIds, ...rest }: EditorProps): ReactNode {
  const rows = useKnownIssues(issueIds);
  return rows === undefined ? null : <LabelList issueIds={issueIds} rows={rows} {...rest} />;
}

function LabelList({ issueIds, rows, anchor, onClose }: EditorProps & { readonly rows: readonly IssueRow[] }): ReactNode {
  const send = useCommand();
  const known = useQuery('workspace', {}).result?.summary.labels ?? [];
  const [labels, setLabels] = useState<ReadonlyMap<IssueId, readonly string[]>>(() => new Map(rows.map((row) => [row.id, row.labels])));
  const onAll = [...new Set([...labels.values()].flat())].filter((label) => [...labels.values()].every((own) => own.includes(label)));
  const toggle = (label: string): void => {
    const taken = onAll.includes(label);
    const next = new Map(
      [...labels].map(([id, own]) => [id, taken ? own.filter((one) => one !== label) : [...new Set([...own, label])]] as const),
    );
    setLabels(next);
    void send('change-labels', { issueIds: [...issueIds], [taken ? 'remove' : 'add']: [label] });
  };
  return (
    <Picker
      label={issueIds.length === 1 ? 'Labels' : `Labels of ${issueIds.length} issues`}
      entries={[...new Set([...known, ...[...labels.values()].flat()])].map((label) => ({ value: label, label }))}
      selected={onAll}
      several
      onPick={toggle}
      onCreate={toggle}
      anchor={anchor}
      open
      onOpenChange={(open) => !open && onClose()}
    />
  );
}
