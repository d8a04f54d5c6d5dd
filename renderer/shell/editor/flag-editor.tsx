import { type ReactNode, useState } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { Popover } from '#renderer/ui/popover.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ShortName } from '#shared/plan/issue.ts';
import type { EditorProps } from './editor-props.ts';

/** Types the name of the feature flag that guards the work. */
export function FlagEditor({ issueIds, anchor, onClose }: EditorProps): ReactNode {
  const rows = useKnownIssues(issueIds);
  if (rows === undefined) return null;
  const flags = [...new Set(rows.map((row) => row.flag ?? ''))];
  return (
    <Popover label="Feature flag" anchor={anchor} open onOpenChange={(open) => !open && onClose()} width={308}>
      <FlagForm issueIds={issueIds} start={flags.length === 1 ? (flags[0] ?? '') : ''} onClose={onClose} />
    </Popover>
  );
}

function FlagForm({ issueIds, start, onClose }: Omit<EditorProps, 'anchor'> & { readonly start: string }): ReactNode {
  const send = useCommand();
  const [text, setText] = useState(start);
  const [refused, setRefused] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const typed = text.trim();
    const flag = typed === '' ? null : typed;
    if (flag !== null && !ShortName.safeParse(flag).success) {
      return setRefused('A flag is one short name, such as harbour.offline-tiles.');
    }
    if (typed !== start) {
      const answer = await send('update-issues', { issueIds: [...issueIds], patch: { flag } }, { quiet: true });
      if (!answer.ok) return setRefused(answer.error.message);
    }
    onClose();
  };
  return (
    <form
      className="editor-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={issueIds.length === 1 ? 'Feature flag' : `Feature flag of ${issueIds.length} issues`}
        placeholder="Name of the feature flag"
        autoFocus
        value={text}
        error={refused}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setText(event.target.value);
          setRefused(null);
        }}
      />
      <p className="editor-hint">Empty takes the flag away.</p>
    </form>
  );
}
