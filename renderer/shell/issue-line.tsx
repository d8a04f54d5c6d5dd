import type { ReactNode } from 'react';
import type { IssueRow } from '#shared/contract/query.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import './issue-line.css';

/** An issue in one line of a list to choose from. `title` is the title with what was found in it lit. */
export function IssueLine({ issue, title }: { issue: IssueRow; title: ReactNode }): ReactNode {
  const facts = [issue.assignee, issue.estimate === null ? null : hoursText(issue.estimate.likely)].filter((fact) => fact !== null);
  return (
    <>
      <StatusSign status={issue.status} blocked={issue.blocked} ready={issue.ready} />
      <span className="text-mono issue-line-key">{issue.key}</span>
      <span className="issue-line-title ellipsis">{title}</span>
      <span className="issue-line-facts ellipsis">{facts.length > 0 ? facts.join(', ') : issue.roadmap}</span>
    </>
  );
}
