import { type ReactNode, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { IssueId } from '#shared/plan/identity.ts';
import type { EditorProps } from './editor-props.ts';

/** Puts issues on hold, with the reason that everybody will read, or releases one that is held. */
export function HoldEditor({ issueIds, anchor, onClose }: EditorProps): ReactNode {
  const [first] = issueIds;
  return first === undefined ? null : <HoldPopover first={first} issueIds={issueIds} anchor={anchor} onClose={onClose} />;
}

function HoldPopover({ first, issueIds, anchor, onClose }: EditorProps & { readonly first: IssueId }): ReactNode {
  const { result } = useQuery('issue-detail', { issueId: first });
  if (result === undefined) return null;
  return (
    <Popover label="Hold" anchor={anchor} open onOpenChange={(open) => !open && onClose()} width={356}>
      <HoldForm issueIds={issueIds} held={result.summary?.holdReason ?? null} onClose={onClose} />
    </Popover>
  );
}

function HoldForm({ issueIds, held, onClose }: Omit<EditorProps, 'anchor'> & { readonly held: string | null }): ReactNode {
  const send = useCommand();
  const one = issueIds.length === 1;
  const [reason, setReason] = useState(one ? (held ?? '') : '');
  const [refused, setRefused] = useState<string | null>(null);
  const set = async (holdReason: string | null): Promise<void> => {
    const answer = await send('update-issues', { issueIds: [...issueIds], patch: { holdReason } }, { quiet: true });
    if (answer.ok) onClose();
    else setRefused(answer.error.message);
  };
  return (
    <form
      className="editor-form"
      onSubmit={(event) => {
        event.preventDefault();
        const given = reason.trim();
        if (given === '') return setRefused('A hold needs its reason, so that others know what would end it.');
        void set(given);
      }}
    >
      <TextField
        label="Reason for the hold"
        placeholder="What is it waiting for?"
        autoFocus
        value={reason}
        error={refused}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setReason(event.target.value);
          setRefused(null);
        }}
      />
      <p className="editor-hint">{one ? 'A held issue counts as blocked.' : `All ${issueIds.length} issues will count as blocked.`}</p>
      <div className="editor-buttons">
        {(held !== null || !one) && (
          <Button type="button" onClick={() => void set(null)}>
            Release
          </Button>
        )}
        <Button tone="primary" type="submit">
          {held !== null && one ? 'Change the reason' : 'Put on hold'}
        </Button>
      </div>
    </form>
  );
}
