import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { type SendCommand, useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Popover } from '#renderer/ui/popover.tsx';
import type { IssueRow } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { IssueLine } from '../issue-line.tsx';
import type { EditorProps } from './editor-props.ts';

/** Which end of the dependency is looked for. */
type LinkField = 'waits-for' | 'unblocks' | 'parent';

const labels: Readonly<Record<LinkField, string>> = { 'waits-for': 'Waits for', unblocks: 'Unblocks', parent: 'Part of' };

/** Issues offered at once. */
const offered = 10;

/** Looks for the issue that these wait for (or that waits for them, or that they are part of) and links it. A refused cycle is told in words, and the search stays open. */
export function LinkPicker({ field, issueIds, anchor, onClose }: EditorProps & { readonly field: LinkField }): ReactNode {
  const label = labels[field];
  return (
    <Popover label={label} anchor={anchor} open onOpenChange={(open) => !open && onClose()} width={420}>
      <LinkSearch field={field} label={label} issueIds={issueIds} onClose={onClose} />
    </Popover>
  );
}

function LinkSearch(props: { field: LinkField; label: string; issueIds: readonly IssueId[]; onClose: () => void }): ReactNode {
  const { field, label, issueIds, onClose } = props;
  const id = useId();
  const send = useCommand();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const own = useKnownIssues(issueIds);
  const { result } = useQuery('find-issue', {
    text,
    roadmapIds: text === '' || field === 'parent' ? [...new Set(own?.map((row) => row.roadmapId))] : [],
    limit: offered,
  });
  const found = (result?.rows ?? []).filter((row) => !issueIds.includes(row.id));
  const at = Math.min(active, found.length - 1);

  const take = async (other: IssueRow | undefined): Promise<void> => {
    if (other === undefined) return;
    const answer = await link(send, field, issueIds, other.id);
    if (answer.ok) onClose();
    else setRefusal(answer.error.message);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setActive((at + step + found.length) % found.length);
    else if (event.key === 'Enter') void take(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className="menu-filter"
        placeholder={`${label}… key or words`}
        role="combobox"
        aria-label={`${label}: find an issue`}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setRefusal(null);
        }}
        onKeyDown={onKeyDown}
      />
      {refusal !== null && (
        <p className="editor-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div className="menu-list" id={`${id}-list`} role="listbox" aria-label={label}>
        {found.map((row, index) => (
          <div
            key={row.id}
            id={`${id}-${index}`}
            className="menu-row"
            role="option"
            aria-selected={index === at}
            data-active={index === at ? '' : undefined}
            onPointerMove={() => index !== at && setActive(index)}
            onClick={() => void take(row)}
          >
            <IssueLine issue={row} title={row.title} />
          </div>
        ))}
        {result !== undefined && found.length === 0 && <p className="menu-none">No other issue fits “{text}”.</p>}
      </div>
    </>
  );
}

/** Links the issues with the found one, in one step; the caller shows a refusal. */
function link(send: SendCommand, field: LinkField, ids: readonly IssueId[], otherId: IssueId): ReturnType<SendCommand> {
  const quiet = { quiet: true };
  const issueIds = [...ids];
  if (field === 'parent') return send('update-issues', { issueIds, patch: { parentId: otherId } }, quiet);
  return send('link-issues', { issueIds, otherId, direction: field }, quiet);
}
