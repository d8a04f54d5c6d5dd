import { ArchiveRestore, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { When } from '#renderer/sign/when.tsx';
import { useToday } from '#renderer/state/today.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { ArchivedIssueRow } from '#shared/contract/archive.ts';
import { limit } from '#shared/plan/limit.ts';
import { RuleSection } from './parts/rule-section.tsx';
import './archive.css';

/** Rows of one page. */
const pageSize = 100;

/** What was moved out of the plan into archive files: found again, and brought back; and the rules that move it. */
export function ArchiveView(): ReactNode {
  const [text, setText] = useState('');
  const [pages, setPages] = useState(1);
  const { result, problem } = useQuery('archive-list', { text, limit: Math.min(limit.window, pages * pageSize) });
  const summary = result?.summary;
  const rows = result?.rows ?? [];
  return (
    <main className="archive" aria-label="Archive">
      <h1 className="text-page-title">Archive</h1>
      <p className="text-secondary">
        Finished issues can leave the plan for archive files. They are in no list and no sum any more, but they are found here, and come
        back as they were.
      </p>
      <RuleSection />
      <section aria-label="Archived issues">
        <h2 className="text-section">Archived issues</h2>
        {problem !== null && <ErrorNote title="The archive could not be read">{problem.message}</ErrorNote>}
        <div className="archive-search">
          <TextField
            label="Words in archived issues"
            placeholder="Words in title, text, checklist, comments"
            start={<Icon of={Search} />}
            value={text}
            maxLength={limit.name}
            onChange={(event) => {
              setText(event.target.value);
              setPages(1);
            }}
          />
          <span className="text-secondary" role="status">
            {summary !== undefined &&
              summary.total > 0 &&
              `${summary.total === 1 ? '1 issue' : `${countText(summary.total)} issues`} · ${hoursText(summary.hours)}`}
          </span>
        </div>
        {result === undefined && problem === null && <SkeletonRow widths={[80, 260, 0]} />}
        {result !== undefined && rows.length === 0 && (
          <EmptyState title={text === '' ? 'Nothing is archived' : 'No archived issue has these words'}>
            {text === ''
              ? 'Finished issues come here by a rule above, and leave the lists. Nothing is moved before you made one.'
              : 'Every word must be in it.'}
          </EmptyState>
        )}
        <ul>
          {rows.map((row) => (
            <ArchivedLine key={row.id} row={row} />
          ))}
        </ul>
        {summary !== undefined && summary.total > rows.length && rows.length < limit.window && (
          <Button small tone="ghost" onClick={() => setPages((count) => count + 1)}>
            Show more
          </Button>
        )}
        {summary !== undefined && summary.files.length > 0 && <Files files={summary.files} />}
      </section>
    </main>
  );
}

function ArchivedLine({ row }: { readonly row: ArchivedIssueRow }): ReactNode {
  const today = useToday();
  const send = useCommand();
  return (
    <li className="archive-row">
      <StatusSign status={row.status} blocked={false} ready={false} />
      <span className="text-mono">{row.key}</span>
      <span className="ellipsis">{row.title}</span>
      <span className="text-secondary ellipsis">{row.roadmap ?? 'roadmap deleted'}</span>
      <span className="text-secondary ellipsis" title={row.file}>
        {row.author}, <When at={row.at} today={today} />
      </span>
      <Button
        small
        icon={ArchiveRestore}
        data-edits=""
        aria-label={`Bring ${row.key} back into the plan`}
        disabledReason={row.roadmap === null ? 'Its roadmap was deleted: restore that from the trash first.' : undefined}
        onClick={() => void send('restore-archived', { issueIds: [row.id] })}
      >
        Restore
      </Button>
    </li>
  );
}

function Files({
  files,
}: {
  readonly files: readonly { readonly file: string; readonly sha256: string; readonly issues: number }[];
}): ReactNode {
  return (
    <details className="archive-files">
      <summary>{files.length === 1 ? '1 archive file' : `${files.length} archive files`}</summary>
      <ul>
        {files.map(({ file, sha256, issues }) => (
          <li key={sha256}>
            <code className="text-mono">{file}</code>{' '}
            <span className="text-secondary">{issues === 1 ? '1 issue' : `${countText(issues)} issues`}</span>{' '}
            <code className="text-mono archive-hash" title="SHA-256 of the file">
              {sha256}
            </code>
          </li>
        ))}
      </ul>
    </details>
  );
}
