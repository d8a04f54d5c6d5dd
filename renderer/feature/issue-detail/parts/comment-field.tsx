import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { IssueId } from '#shared/plan/identity.ts';

/** A place to say something about the issue. */
export function CommentField({ issueId }: { issueId: IssueId }): ReactNode {
  const send = useCommand();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    const answer = await send('add-comment', { issueId, text });
    setBusy(false);
    if (answer.ok) setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  return (
    <div className="comment-field" data-edits="">
      <textarea
        className="issue-text"
        aria-label="Comment"
        placeholder="Write a comment. Markdown works; it stays on your devices."
        rows={text === '' ? 2 : Math.min(12, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text.trim() !== '' && (
        <Button small busy={busy} hint="Ctrl ↵" onClick={() => void submit()}>
          Comment
        </Button>
      )}
    </div>
  );
}
