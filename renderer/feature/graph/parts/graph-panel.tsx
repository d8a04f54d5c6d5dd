import { ArrowUpRight, ExternalLink, Link2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { dateText } from '#renderer/sign/date-text.ts';
import { hoursRange, hoursText } from '#renderer/sign/hours-text.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { pick } from '#renderer/state/editor-request.ts';
import { openIssue } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { GraphNode, LinkedIssue } from '#shared/contract/query.ts';
import { isOpen } from '#shared/plan/status.ts';
import type { GraphState } from '../graph-state.ts';
import { chainThrough } from './chain.ts';
import { type GraphModel, openHours } from './graph-model.ts';
import { slackText } from './slack.ts';
import { ifItSlips, whyHere, type WhyInput } from './why-here.ts';

/** The side panel: what an issue is, why it stands where it stands, and what it is linked with. */
export function GraphPanel({
  state,
  model,
  issue,
  onPick,
  onClose,
}: {
  readonly state: GraphState;
  readonly model: GraphModel;
  readonly issue: GraphNode;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const detail = useQuery('issue-detail', { issueId: issue.id }).result?.summary ?? null;
  const placed = state.scheduled.get(issue.id);
  const slack = model.times.totalSlack[model.graph.nodeOf.get(issue.id) ?? 0] ?? 0;
  const open = isOpen(issue.status.category);
  const known = open && model.times.length > 0;
  const critical = model.critical.includes(issue.id);
  const input: WhyInput = {
    model,
    id: issue.id,
    layer: state.layout?.nodes.find((node) => node.id === issue.id)?.layer ?? 0,
    scheduled: state.scheduled,
    today: state.today,
    hoursPerDay: state.hoursPerDay,
  };
  const slips = open ? ifItSlips(input) : '';
  const milestone = issue.milestoneId === null ? undefined : state.milestoneName.get(issue.milestoneId);
  return (
    <aside className="graph-panel" aria-label={`${issue.key} ${issue.title}`} data-issue={issue.id}>
      <header>
        <span className="text-mono">{issue.key}</span>
        {issue.blocked && open && <Tag tone="danger">Blocked</Tag>}
        {issue.ready && <Tag tone="ready">Ready</Tag>}
        {issue.status.category === 'in-progress' && <Tag tone="accent">In progress</Tag>}
        {!open && <Tag>{issue.status.name}</Tag>}
        {critical && <Tag tone="critical">Critical</Tag>}
        <span className="graph-panel-space" />
        <IconButton icon={ArrowUpRight} label="Open the issue" hint="Enter" onClick={() => openIssue(issue.id)} />
        <IconButton icon={X} label="Close" hint="Esc" onClick={onClose} />
      </header>
      <h2>{issue.title}</h2>
      <dl>
        <dt>Estimate</dt>
        <dd data-field="estimate">
          {issue.hours === null ? (
            'none, counts as 0 h'
          ) : (
            <>
              <b>{hoursText(issue.hours)}</b>{' '}
              {detail?.estimate && hoursRange(detail.estimate.optimistic, detail.estimate.likely, detail.estimate.pessimistic)}
            </>
          )}
        </dd>
        <dt>Assignee</dt>
        <dd>
          <Avatar name={issue.assignee} index={state.people.get(issue.assignee ?? '') ?? 0} size={18} /> {issue.assignee ?? 'nobody'}
        </dd>
        {milestone !== undefined && (
          <>
            <dt>Milestone</dt>
            <dd>{milestone}</dd>
          </>
        )}
        {issue.sprint !== null && (
          <>
            <dt>Sprint</dt>
            <dd>{issue.sprint}</dd>
          </>
        )}
        {placed !== undefined && open && !placed.unestimated && (
          <>
            <dt>Scheduled</dt>
            <dd>
              {dateText(placed.start, state.today)} → {dateText(placed.finish, state.today)}
            </dd>
          </>
        )}
        {known && (
          <>
            <dt>Slack</dt>
            <dd className={slack === 0 ? 'graph-panel-tight' : undefined}>{slackText(slack, state.hoursPerDay)}</dd>
          </>
        )}
      </dl>

      <h3>Why here</h3>
      <p>{whyHere(input).join(' ')}</p>

      <Links
        title="What it waits for"
        none="Nothing: it can start as soon as somebody is free."
        links={detail?.waitsForIssues ?? []}
        outside={detail?.externals.filter((external) => external.kind === 'blocker' && !external.resolved).map(({ name }) => name) ?? []}
        scheduled={state}
        onPick={onPick}
        edgeOf={(link) => ({ issueId: issue.id, dependsOnId: link.id })}
      />
      <Links
        title="What it unblocks"
        none="Nothing waits for it."
        links={detail?.unblocksIssues ?? []}
        outside={detail?.externals.filter((external) => external.kind === 'target').map(({ name }) => name) ?? []}
        scheduled={state}
        onPick={onPick}
        edgeOf={(link) => ({ issueId: link.id, dependsOnId: issue.id })}
      />
      {known && <Chain model={model} issue={issue} critical={critical} onPick={onPick} />}
      {slips !== '' && (
        <>
          <h3>If it slips</h3>
          <p>{slips}</p>
        </>
      )}
      <footer>
        <Button icon={Link2} onClick={(event) => pick('waits-for', [issue.id], event.currentTarget)}>
          Add a dependency
        </Button>
        <Button icon={ArrowUpRight} onClick={() => openIssue(issue.id)}>
          Open
        </Button>
      </footer>
    </aside>
  );
}

function Links({
  title,
  none,
  links,
  outside,
  scheduled,
  onPick,
  edgeOf,
}: {
  readonly title: string;
  readonly none: string;
  readonly links: readonly LinkedIssue[];
  readonly outside: readonly string[];
  readonly scheduled: GraphState;
  readonly onPick: (id: string) => void;
  readonly edgeOf: (link: LinkedIssue) => { issueId: GraphNode['id']; dependsOnId: GraphNode['id'] };
}): ReactNode {
  const send = useCommand();
  const [refusal, setRefusal] = useState<string | null>(null);
  const remove = async (link: LinkedIssue): Promise<void> => {
    const told = () => ({ text: `Removed the dependency on ${link.key}` });
    const answer = await send('remove-dependency', edgeOf(link), { quiet: true, told });
    setRefusal(answer.ok ? null : answer.error.message);
  };
  return (
    <>
      <h3>
        {title}
        <span>{links.length + outside.length || ''}</span>
      </h3>
      {links.length + outside.length === 0 && <p className="graph-panel-none">{none}</p>}
      <ul>
        {links.map((link) => (
          <li key={link.dependencyId}>
            <button type="button" className="graph-link" onClick={() => onPick(link.id)}>
              <StatusSign status={link.status} blocked={link.blocked} ready={link.ready} />
              <span className="text-mono">{link.key}</span>
              <span className="ellipsis" title={link.title}>
                {link.title}
              </span>
              <span className="graph-link-note">{linkNote(link, scheduled)}</span>
            </button>
            <IconButton icon={X} label={`Remove the dependency on ${link.key}`} onClick={() => void remove(link)} />
          </li>
        ))}
        {outside.map((name) => (
          <li key={name} className="graph-link-outside">
            <Icon of={ExternalLink} />
            <span className="ellipsis" title={name}>
              {name}
            </span>
          </li>
        ))}
      </ul>
      {refusal !== null && (
        <p className="graph-refusal" role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}

function linkNote(link: LinkedIssue, { scheduled, today }: GraphState): string {
  if (link.setAside) return 'on a cycle';
  if (link.strength === 'soft') return 'preferred';
  if (!isOpen(link.status.category)) return 'done';
  const placed = scheduled.get(link.id);
  return placed === undefined || placed.unestimated ? '' : dateText(placed.finish, today);
}

function Chain({
  model,
  issue,
  critical,
  onPick,
}: {
  readonly model: GraphModel;
  readonly issue: GraphNode;
  readonly critical: boolean;
  readonly onPick: (id: string) => void;
}): ReactNode {
  const chain = (critical ? model.critical : chainThrough(model, issue.id)).flatMap((id) => model.issues.get(id) ?? []);
  if (chain.length < 2) return null;
  return (
    <>
      <h3 data-critical={critical ? '' : undefined}>
        {critical ? 'Chain it drives' : 'Longest chain through it'}
        <span>{hoursText(chain.reduce((sum, step) => sum + openHours(step), 0))}</span>
      </h3>
      <ol className="graph-chain" data-critical={critical ? '' : undefined}>
        {chain.map((step) => (
          <li key={step.id} aria-current={step.id === issue.id ? 'step' : undefined}>
            <button type="button" className="graph-link" onClick={() => onPick(step.id)}>
              <StatusSign status={step.status} blocked={step.blocked} ready={step.ready} />
              <span className="text-mono">{step.key}</span>
              <span className="ellipsis" title={step.title}>
                {step.title}
              </span>
              <span className="graph-link-note">{hoursText(step.hours)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
