import { Archive, GitFork, Trash2, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { rememberIssues } from '#renderer/state/known-row.ts';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { setCurrentIssue } from '#renderer/state/selection.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { IssueDetail } from '#shared/contract/query.ts';
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { checklistGroups, checklistTitle } from './checklist-group.ts';
import { Checklist } from './parts/checklist.tsx';
import { HistoryList } from './parts/history-list.tsx';
import { IssueBody } from './parts/issue-body.tsx';
import { IssueHeading } from './parts/issue-heading.tsx';
import { PropertyPanel } from './parts/property-panel.tsx';
import './issue-detail.css';

/** The page of one issue: it reads like a page, with its properties at the right. */
export function IssueDetailView({ issueId }: { issueId: IssueId }): ReactNode {
  const { result, problem } = useQuery('issue-detail', { issueId });
  const issue = result?.summary;
  useEffect(() => {
    setCurrentIssue(issueId);
  }, [issueId]);
  useEffect(() => {
    if (issue !== undefined && issue !== null) rememberIssues([issue]);
  }, [issue]);

  if (problem !== null && result === undefined) {
    return (
      <main className="issue-missing">
        <ErrorNote title="The issue could not be read">{problem.message}</ErrorNote>
      </main>
    );
  }
  if (result === undefined) {
    return (
      <main className="issue-detail" aria-busy="true">
        <div className="issue-page">
          <SkeletonRow widths={[14, 60, 90]} />
          <SkeletonRow widths={[420]} />
          <SkeletonRow widths={[0]} />
        </div>
      </main>
    );
  }
  if (issue === undefined || issue === null) {
    return (
      <main className="issue-missing">
        <EmptyState title="This issue is not here" action={<WaysBack />}>
          It was deleted or archived, or the link is from another workspace. What was deleted or archived can be brought back.
        </EmptyState>
      </main>
    );
  }
  return (
    <main className="issue-detail" aria-label={`${issue.key} ${issue.title}`} data-issue={issue.id}>
      <div className="issue-scroll-page">
        <article className="issue-page">
          <IssueHeading issue={issue} />
          {issue.contradictions.length > 0 && <Contradictions texts={issue.contradictions} />}
          <OtherConflicts issueId={issue.id} />
          <IssueBody issue={issue} />
          <Checklists issue={issue} rows={result.rows} />
          {issue.children.length > 0 && <Parts issue={issue} />}
          <HistoryList issue={issue} />
        </article>
      </div>
      <PropertyPanel issue={issue} />
    </main>
  );
}

/** Where an issue is that is not in the plan any more. */
function WaysBack(): ReactNode {
  return (
    <span className="issue-ways">
      <Button icon={Trash2} onClick={() => navigate(hashOf('trash'))}>
        Look in the trash
      </Button>
      <Button icon={Archive} onClick={() => navigate(hashOf('archive'))}>
        Look in the archive
      </Button>
      <Button tone="ghost" onClick={() => navigate(hashOf('issues'))}>
        All issues
      </Button>
    </span>
  );
}

/** What the plan file says twice and differently; shown until somebody settles it in the plan. */
function Contradictions({ texts }: { texts: readonly string[] }): ReactNode {
  return (
    <aside className="issue-contradiction" aria-label="Contradiction in the plan">
      <Icon of={TriangleAlert} />
      <div>
        <strong>The plan contradicts itself here</strong>
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </aside>
  );
}

/** Conflicts that are not about a field of the issue, each of which has its mark; a key that was given twice stands above. */
function OtherConflicts({ issueId }: { issueId: IssueId }): ReactNode {
  const rows = useQuery('conflict-list', { issueId }).result?.rows ?? [];
  const others = rows.filter(({ kind, recordId }) => kind !== 'key' && (kind !== 'value' || recordId !== issueId));
  if (others.length === 0) return null;
  return (
    <aside className="issue-contradiction" aria-label="Conflicts" data-tone="danger">
      <Icon of={GitFork} />
      <div>
        {others.map(({ id, sentence }) => (
          <p key={id}>{sentence}</p>
        ))}
        <a href={hashOf('conflicts')}>Decide</a>
      </div>
    </aside>
  );
}

const offeredKinds: readonly ChecklistKind[] = ['deliverable', 'acceptance', 'task', 'gap'];

function Checklists({ issue, rows }: { issue: IssueDetail; rows: Parameters<typeof checklistGroups>[0] }): ReactNode {
  const [added, setAdded] = useState<readonly ChecklistKind[]>([]);
  const lists = useMemo(() => checklistGroups(rows, ['acceptance', ...added]), [rows, added]);
  const missing = offeredKinds.filter((kind) => !lists.some((list) => list.kind === kind));
  return (
    <>
      {lists.map((list) => (
        <Checklist key={`${list.kind} ${list.group}`} issue={issue} list={list} />
      ))}
      {missing.length > 0 && (
        <Menu
          trigger={
            <Button tone="ghost" small className="issue-more-lists" data-edits="">
              Add another list…
            </Button>
          }
          entries={missing.map((kind) => ({ id: kind, label: checklistTitle[kind], onPick: () => setAdded([...added, kind]) }))}
        />
      )}
    </>
  );
}

/** What the issue is made of. */
function Parts({ issue }: { issue: IssueDetail }): ReactNode {
  return (
    <section aria-label="Parts">
      <header className="issue-section">
        <h2 className="text-section">Parts</h2>
        <span className="text-secondary">{issue.children.length}</span>
      </header>
      <ul>
        {issue.children.map((child) => (
          <li key={child.id} className="linked-line">
            <StatusSign status={child.status} blocked={false} ready={false} />
            <a className="linked-issue" href={hashOf('issue', child.id)}>
              <span className="text-mono">{child.key}</span>
              <span className="ellipsis">{child.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
