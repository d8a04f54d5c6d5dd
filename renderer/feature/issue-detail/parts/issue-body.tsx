import { Pencil } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { usePresentAt } from '#renderer/state/presence.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { IssueDetail } from '#shared/contract/query.ts';
import { CursorLayer } from './cursor-layer.tsx';
import { IssuePresence } from './issue-presence.tsx';
import { MarkdownText } from './markdown-text.tsx';

/** The description, rendered, with a way to write in it. */
export function IssueBody({ issue }: { issue: IssueDetail }): ReactNode {
  const [editing, setEditing] = useState(false);
  if (editing) return <BodyEditor issue={issue} onClose={() => setEditing(false)} />;
  return (
    <section className="issue-body text-prose" aria-label="Description">
      <Writers issue={issue} />
      {issue.body.trim() === '' ? (
        <>
          <p className="issue-body-none">No description yet.</p>
          <Button tone="ghost" small icon={Pencil} data-edits="" onClick={() => setEditing(true)}>
            Write one
          </Button>
        </>
      ) : (
        <>
          <MarkdownText text={issue.body} />
          <Button className="issue-body-edit" small icon={Pencil} data-edits="" onClick={() => setEditing(true)}>
            Edit
          </Button>
        </>
      )}
    </section>
  );
}

/** Who writes in the description now, above it. */
function Writers({ issue }: { issue: IssueDetail }): ReactNode {
  const writers = usePresentAt(issue.id, 'body').filter(({ at }) => at.cursor !== null);
  if (writers.length === 0) return null;
  return (
    <p className="issue-body-present" role="status">
      <IssuePresence issueId={issue.id} field="body" does="writing here" />
      {writers.map(({ person }) => person).join(', ')} {writers.length === 1 ? 'writes' : 'write'} in the description.
    </p>
  );
}

/** Owns its draft; when the text changed underneath, it says so before the draft replaces it. */
function BodyEditor({ issue, onClose }: { issue: IssueDetail; onClose: () => void }): ReactNode {
  const send = useCommand();
  const [base] = useState(issue.body);
  const [draft, setDraft] = useState(issue.body);
  const [busy, setBusy] = useState(false);
  const [scroll, setScroll] = useState(0);
  const changedMeanwhile = issue.body !== base;
  const save = async (): Promise<void> => {
    if (draft === issue.body) return onClose();
    setBusy(true);
    const answer = await send('update-issue', { issueId: issue.id, patch: { body: draft } });
    setBusy(false);
    if (answer.ok) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else if (event.key === 'Escape' && draft === base) onClose();
    else return;
    event.preventDefault();
  };
  return (
    <section className="issue-body" aria-label="Description">
      <div className="issue-text-field" data-field="body">
        <textarea
          className="issue-text"
          aria-label="Description, in Markdown"
          autoFocus
          rows={Math.min(28, Math.max(6, draft.split('\n').length + 1))}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
        />
        <CursorLayer issueId={issue.id} text={draft} scroll={scroll} />
      </div>
      {changedMeanwhile && (
        <p className="issue-note" role="status">
          The description was changed elsewhere while you wrote. Saving replaces it with yours; Discard shows the other one.
        </p>
      )}
      <div className="issue-body-buttons">
        <Button small busy={busy} hint="Ctrl ↵" onClick={() => void save()}>
          Save
        </Button>
        <Button small tone="ghost" onClick={onClose}>
          Discard
        </Button>
      </div>
    </section>
  );
}
