import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { pick } from '#renderer/state/editor-request.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { IssueDetail, LinkedIssue } from '#shared/contract/query.ts';
import { DependencyTie } from './dependency-tie.tsx';

/** The issues that this one waits for, or those that wait for it. */
export function LinkedList({ issue, direction }: { issue: IssueDetail; direction: 'waits-for' | 'unblocks' }): ReactNode {
  const send = useCommand();
  const links = direction === 'waits-for' ? issue.waitsForIssues : issue.unblocksIssues;
  const title = direction === 'waits-for' ? 'Waits for' : 'Unblocks';
  const remove = (other: LinkedIssue): void => {
    const [issueId, dependsOnId] = direction === 'waits-for' ? [issue.id, other.id] : [other.id, issue.id];
    void send('remove-dependency', { issueId, dependsOnId });
  };
  return (
    <section className="linked" aria-label={title}>
      <header className="property-line" data-field={direction}>
        <h2>{title}</h2>
        <span className="linked-count">{links.length === 0 ? 'nothing' : links.length}</span>
        <IconButton
          icon={Plus}
          label={`${title}: add an issue`}
          hint={direction === 'waits-for' ? 'B' : undefined}
          data-edits=""
          onClick={(event) => pick(direction, [issue.id], event.currentTarget)}
        />
      </header>
      <ul>
        {links.map((link) => (
          <li key={link.dependencyId} className="linked-line">
            <StatusSign status={link.status} blocked={link.blocked} ready={link.ready} />
            <a
              className="linked-issue"
              href={hashOf('issue', link.id)}
              title={link.note === '' ? link.title : `${link.title}. ${link.note}`}
            >
              <span className="text-mono">{link.key}</span>
              <span className="ellipsis">{link.title}</span>
            </a>
            {link.roadmap !== issue.roadmap && <span className="linked-quiet ellipsis">{link.roadmap}</span>}
            {link.strength === 'soft' && <span className="linked-quiet">soft</span>}
            {link.setAside && <Tag tone="warn">closes a cycle</Tag>}
            <DependencyTie
              link={link}
              {...(direction === 'waits-for' ? { waiting: issue, awaited: link } : { waiting: link, awaited: issue })}
            />
            <span className="linked-hours">{hoursText(link.hours)}</span>
            <IconButton icon={X} label={`${title}: remove ${link.key}`} data-edits="" onClick={() => remove(link)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
