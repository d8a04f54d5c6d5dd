import { Trash2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useNow, useToday } from '#renderer/state/today.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQueries } from '#renderer/state/use-queries.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { fieldName } from '#renderer/sign/change-sentence.ts';
import { ChangeText } from '#renderer/sign/change-text.tsx';
import { countText } from '#renderer/sign/hours-text.ts';
import { exactTime } from '#renderer/sign/time-text.ts';
import { When } from '#renderer/sign/when.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ChipButton, ChipRemove, Chip, ChipText } from '#renderer/ui/chip.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { IssueDetail } from '#shared/contract/query.ts';
import { CommentId } from '#shared/plan/identity.ts';
import { type HistoryItem, type HistoryMoment, historyMoments } from '../issue-history.ts';
import { CommentField } from './comment-field.tsx';
import { MarkdownText } from './markdown-text.tsx';
import './history-list.css';

/** Changes in one page. */
const pageSize = 60;
/** Lines of one moment shown before one asks for the rest. */
const shownFirst = 6;
/** The choice of comments alone, among the fields. */
const commentsOnly = 'comment';

/** What was said and done, newest first, by moment and person, and a place to say something. */
export function HistoryList({ issue }: { issue: IssueDetail }): ReactNode {
  const [field, setField] = useState<string | null>(null);
  const [pages, setPages] = useState(1);
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const windows = useQueries(
    'activity',
    Array.from({ length: pages }, (_, page) => ({
      issueId: issue.id,
      fields: field === null ? [] : [field],
      offset: page * pageSize,
      limit: pageSize,
    })),
  );
  const answered = windows.flatMap(({ result }) => result ?? []);
  const problem = windows.find((one) => one.problem !== null)?.problem ?? null;
  const total = answered[0]?.summary.total;
  const changes = useMemo(() => windows.flatMap(({ result }) => result?.rows ?? []), [windows]);
  const complete = total !== undefined && changes.length >= total;
  const moments = useMemo(
    () => historyMoments(changes, field === null || field === commentsOnly ? issue.comments : [], { complete }),
    [changes, issue.comments, field, complete],
  );
  const fields = useMemo(
    () => [...new Set(issue.history.map((entry) => entry.field))].toSorted((one, other) => fieldName(one).localeCompare(fieldName(other))),
    [issue.history],
  );
  return (
    <section className="history" aria-label="History">
      <header className="issue-section">
        <h2 className="text-section">History</h2>
        {total !== undefined && <span className="text-secondary">{total === 1 ? '1 entry' : `${countText(total)} entries`}</span>}
        <span className="history-space" />
        {fields.length > 1 && (
          <FieldFilter
            fields={fields}
            field={field}
            onPick={(next) => {
              setField(next);
              setPages(1);
            }}
          />
        )}
      </header>
      {problem !== null && <ErrorNote title="The history could not be read">{problem.message}</ErrorNote>}
      {total === undefined && problem === null && <SkeletonRow widths={[14, 320]} />}
      <ol>
        {moments.map((moment) => (
          <Moment key={moment.id} moment={moment} personIndex={authorIndex(moment.author, people)} />
        ))}
      </ol>
      {total !== undefined && !complete && (
        <Button tone="ghost" small onClick={() => setPages(pages + 1)}>
          Show {countText(Math.min(pageSize, total - changes.length))} earlier
        </Button>
      )}
      <CommentField issueId={issue.id} />
    </section>
  );
}

function FieldFilter({
  fields,
  field,
  onPick,
}: {
  fields: readonly string[];
  field: string | null;
  onPick: (field: string | null) => void;
}): ReactNode {
  return (
    <Chip label="Shown changes">
      <ChipText>Show</ChipText>
      <Picker<string | null>
        label="Show changes of"
        align="end"
        entries={[
          { value: null, label: 'everything' },
          ...fields.map((one) => ({
            value: one,
            label: one === commentsOnly ? 'comments' : one === 'issue' ? 'made and deleted' : fieldName(one),
          })),
        ]}
        selected={[field]}
        onPick={onPick}
        trigger={
          <ChipButton strong opens>
            {field === null
              ? 'everything'
              : field === commentsOnly
                ? 'comments'
                : field === 'issue'
                  ? 'made and deleted'
                  : fieldName(field)}
          </ChipButton>
        }
      />
      {field !== null && <ChipRemove label="Show everything" onRemove={() => onPick(null)} />}
    </Chip>
  );
}

function Moment({ moment, personIndex }: { moment: HistoryMoment; personIndex: number }): ReactNode {
  const [all, setAll] = useState(false);
  const today = useToday();
  const now = useNow();
  const shown = all ? moment.items : moment.items.slice(0, shownFirst);
  return (
    <li className="history-moment">
      <Avatar name={moment.author} index={personIndex} size={18} />
      <div className="history-lines">
        {shown.map((item, index) => (
          <Item key={item.id} item={item} author={index === 0 ? moment.author : null} />
        ))}
        {shown.length < moment.items.length && (
          <Button tone="ghost" small onClick={() => setAll(true)}>
            {countText(moment.items.length - shown.length)} more at this moment
          </Button>
        )}
      </div>
      <When at={moment.at} today={today} now={now} />
    </li>
  );
}

function Comment({ item, who }: { item: Extract<HistoryItem, { kind: 'comment' }>; who: ReactNode }): ReactNode {
  const send = useCommand();
  return (
    <div className="history-comment">
      <p title={exactTime(item.at)}>
        {who}
        <span className="change-quiet">wrote</span>
        <IconButton
          icon={Trash2}
          label="Delete the comment"
          data-edits=""
          onClick={() => void send('delete-comment', { commentId: CommentId.parse(item.id) })}
        />
      </p>
      <MarkdownText text={item.text} />
    </div>
  );
}

function Item({ item, author }: { item: HistoryItem; author: string | null }): ReactNode {
  const who = author !== null && <strong>{author} </strong>;
  if (item.kind === 'comment') return <Comment item={item} who={who} />;
  return (
    <p title={exactTime(item.at)}>
      {who}
      <ChangeText change={item.change} />
    </p>
  );
}
