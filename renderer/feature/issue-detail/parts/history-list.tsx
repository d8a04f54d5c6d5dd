import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { useToday } from '#renderer/state/today.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { HistoryEntry, IssueDetail } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { historySentence, sayTime } from '../history-text.ts';
import { MarkdownText } from './markdown-text.tsx';

/** Entries shown before one asks for the rest. */
const shownFirst = 12;

type Entry =
  | { readonly kind: 'comment'; readonly at: string; readonly comment: IssueDetail['comments'][number] }
  | { readonly kind: 'change'; readonly at: string; readonly change: HistoryEntry };

/** What was said and done, newest first, and a place to say something. */
export function HistoryList({ issue }: { issue: IssueDetail }): ReactNode {
  const [all, setAll] = useState(false);
  const today = useToday();
  const entries: Entry[] = [
    ...issue.comments.map((comment): Entry => ({ kind: 'comment', at: comment.at, comment })),
    ...issue.history.filter((change) => change.field !== 'comment').map((change): Entry => ({ kind: 'change', at: change.at, change })),
  ].toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  const shown = all ? entries : entries.slice(0, shownFirst);
  return (
    <section className="history" aria-label="History">
      <header className="issue-section">
        <h2 className="text-section">History</h2>
        <span className="text-secondary">{entries.length === 1 ? '1 entry' : `${entries.length} entries`}</span>
      </header>
      <ol>
        {shown.map((entry) => (
          <li key={entry.kind === 'comment' ? entry.comment.id : entry.change.id} className="history-line">
            {entry.kind === 'comment' ? (
              <>
                <Avatar name={entry.comment.author} size={18} />
                <div>
                  <p>
                    <strong>{entry.comment.author}</strong> <span className="history-quiet">wrote</span>
                  </p>
                  <MarkdownText text={entry.comment.text} />
                </div>
              </>
            ) : (
              <>
                <Avatar name={entry.change.author} size={18} />
                <Sentence change={entry.change} />
              </>
            )}
            <time dateTime={entry.at}>{sayTime(entry.at, today)}</time>
          </li>
        ))}
      </ol>
      {entries.length > shown.length && (
        <Button tone="ghost" small onClick={() => setAll(true)}>
          Show {entries.length - shown.length} more
        </Button>
      )}
      <CommentField issueId={issue.id} />
    </section>
  );
}

function Sentence({ change }: { change: HistoryEntry }): ReactNode {
  const { did, value, from } = historySentence(change);
  return (
    <p>
      <strong>{change.author}</strong> <span className="history-quiet">{did}</span>
      {value !== null && <> {value}</>}
      {from !== null && <span className="history-quiet"> from {from}</span>}
    </p>
  );
}

function CommentField({ issueId }: { issueId: IssueId }): ReactNode {
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
    <div className="comment-field">
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
