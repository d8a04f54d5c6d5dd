import { FileText } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { hashOf } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { IssueDetail } from '#shared/contract/query.ts';
import { ConflictMark } from './conflict-mark.tsx';
import { IssuePresence } from './issue-presence.tsx';

/** Key, signs and title. A click on the title edits it where it stands. */
export function IssueHeading({ issue }: { issue: IssueDetail }): ReactNode {
  const [editing, setEditing] = useState(false);
  return (
    <header className="issue-heading">
      <div className="issue-heading-line">
        <StatusSign status={issue.status} blocked={issue.blocked} ready={issue.ready} />
        <span className="text-mono">{issue.key}</span>
        <ConflictMark issueId={issue.id} field="key" />
        {issue.kind !== 'issue' && <Tag>{issue.kind}</Tag>}
        {issue.blocked && <Tag tone="danger">{issue.holdReason === null ? 'blocked' : 'on hold'}</Tag>}
        {issue.ready && <Tag tone="ready">ready to start</Tag>}
        {issue.status.verified && <Tag>verified</Tag>}
        {issue.source !== null && (
          <span title={issue.source.path}>
            <Tag icon={FileText}>
              {issue.source.path.split(/[\\/]/).at(-1)}, line {issue.source.line}
            </Tag>
          </span>
        )}
      </div>
      {editing ? (
        <TitleField issue={issue} onClose={() => setEditing(false)} />
      ) : (
        <h1 className="text-page-title" data-field="title">
          <button type="button" title="Edit the title (F2)" onClick={() => setEditing(true)}>
            {issue.title}
          </button>
          <ConflictMark issueId={issue.id} field="title" />
          <IssuePresence issueId={issue.id} field="title" />
        </h1>
      )}
      {issue.parent !== null && (
        <p className="text-secondary">
          Part of{' '}
          <a href={hashOf('issue', issue.parent.id)}>
            {issue.parent.key} {issue.parent.title}
          </a>
        </p>
      )}
    </header>
  );
}

/** Owns its draft: a live change of the issue cannot touch what is being typed. */
function TitleField({ issue, onClose }: { issue: IssueDetail; onClose: () => void }): ReactNode {
  const send = useCommand();
  const [title, setTitle] = useState(issue.title);
  const save = (): void => {
    const wanted = title.trim();
    onClose();
    if (wanted !== '' && wanted !== issue.title) void send('update-issue', { issueId: issue.id, patch: { title: wanted } });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') save();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <input
      className="text-page-title issue-title-field"
      data-field="title"
      aria-label="Title"
      autoFocus
      value={title}
      onChange={(event) => setTitle(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={save}
    />
  );
}
