import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DetailLevel } from '#renderer/chart/graph/detail-level.ts';
import type { NodeLook, NodeTone } from '#renderer/chart/graph/graph-look.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { statusShape } from '#renderer/sign/status-shape.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { GraphNode } from '#shared/contract/query.ts';
import { isOpen } from '#shared/plan/status.ts';
import type { GraphModel, Outside } from './graph-model.ts';
import { slackStep, slackText } from './slack.ts';

/** Place of each person among all people, for the hue of the avatar. */
export type PersonIndex = ReadonlyMap<string, number>;

/** How an issue or something outside looks in the graph. */
export function nodeLook(
  model: GraphModel,
  id: string,
  options: { readonly tint: boolean; readonly critical: ReadonlySet<string>; readonly hoursPerDay: number },
): NodeLook {
  const outside = model.outside.get(id);
  if (outside !== undefined) return outsideLook(outside, options.critical.size > 0);
  const issue = model.issues.get(id);
  if (issue === undefined) return { form: 'card', tone: 'plain', slack: null, critical: false, label: '' };
  const node = model.graph.nodeOf.get(id) ?? 0;
  const open = isOpen(issue.status.category);
  const slack = model.times.totalSlack[node] ?? 0;
  const known = open && model.times.length > 0 && issue.hours !== null;
  const words = [issue.key, issue.title, statusShape(issue).label, issue.hours === null ? 'no estimate' : `${issue.hours} hours`];
  if (known) words.push(slackText(slack, options.hoursPerDay));
  return {
    form: 'card',
    tone: toneOf(issue),
    slack: options.tint && known ? slackStep(slack, options.hoursPerDay) : null,
    critical: options.critical.has(id),
    label: words.join(', '),
  };
}

function toneOf(issue: GraphNode): NodeTone {
  if (!isOpen(issue.status.category)) return 'quiet';
  if (issue.blocked) return 'danger';
  if (issue.status.category === 'in-progress') return 'accent';
  return issue.ready ? 'ready' : 'plain';
}

function outsideLook({ kind, name, issueIds }: Outside, showCritical: boolean): NodeLook {
  if (kind === 'milestone') return { form: 'mark', tone: 'plain', slack: null, critical: showCritical, label: `Milestone ${name}` };
  const label = kind === 'blocker' ? `${name}, outside the plan, ${issueIds.length} wait for it` : `${name}, waits for ${issueIds.length}`;
  return {
    form: kind === 'blocker' ? 'outside' : 'mark',
    tone: kind === 'blocker' ? 'warn' : 'plain',
    slack: null,
    critical: false,
    label,
  };
}

/** What stands in a node at a level of detail. */
export function NodeContent({
  model,
  id,
  level,
  people,
  hoursPerDay,
  finishOf,
}: {
  readonly model: GraphModel;
  readonly id: string;
  readonly level: DetailLevel;
  readonly people: PersonIndex;
  readonly hoursPerDay: number;
  /** When a milestone is reached, in words; `null` while that is not known. */
  readonly finishOf: (milestoneId: string) => string | null;
}): ReactNode {
  const outside = model.outside.get(id);
  if (outside !== undefined) {
    if (outside.kind === 'blocker') return <Blocker outside={outside} level={level} />;
    return <Target outside={outside} note={outside.kind === 'milestone' ? finishOf(outside.id.slice('milestone:'.length)) : null} />;
  }
  const issue = model.issues.get(id);
  if (issue === undefined) return null;
  if (level !== 'card') {
    return (
      <div className="graph-strip" data-done={isOpen(issue.status.category) ? undefined : ''}>
        <span className="graph-strip-key">{issue.key}</span>
        {level === 'title' && <span className="ellipsis">{issue.title}</span>}
      </div>
    );
  }
  return <IssueCard issue={issue} model={model} people={people} hoursPerDay={hoursPerDay} />;
}

function IssueCard({
  issue,
  model,
  people,
  hoursPerDay,
}: {
  readonly issue: GraphNode;
  readonly model: GraphModel;
  readonly people: PersonIndex;
  readonly hoursPerDay: number;
}): ReactNode {
  const open = isOpen(issue.status.category);
  const slack = model.times.totalSlack[model.graph.nodeOf.get(issue.id) ?? 0] ?? 0;
  return (
    <div className="graph-card" data-done={open ? undefined : ''}>
      <div className="graph-card-head">
        <StatusSign status={issue.status} blocked={issue.blocked} ready={issue.ready} silent />
        <span className="graph-card-key ellipsis">{issue.key}</span>
        <Avatar name={issue.assignee} index={issue.assignee === null ? 0 : (people.get(issue.assignee) ?? 0)} size={14} />
      </div>
      <div className="graph-card-title ellipsis" title={issue.title}>
        {issue.title}
      </div>
      <div className="graph-card-foot">
        <span title={issue.hours === null ? 'No estimate: counts as 0 h.' : undefined}>{hoursText(issue.hours)}</span>
        {open && issue.ready && <span className="graph-card-ready">ready</span>}
        {!open && <span>{issue.status.category === 'done' ? 'done' : 'cancelled'}</span>}
        {open && issue.hours !== null && model.times.length > 0 && (
          <span className={slack === 0 ? 'graph-card-tight' : undefined}>{slackText(slack, hoursPerDay)}</span>
        )}
      </div>
    </div>
  );
}

function Blocker({ outside, level }: { readonly outside: Outside; readonly level: DetailLevel }): ReactNode {
  if (level !== 'card') {
    return (
      <div className="graph-strip">
        <span className="graph-strip-key">External</span>
        {level === 'title' && <span className="ellipsis">{outside.name}</span>}
      </div>
    );
  }
  const waiting = outside.issueIds.length;
  return (
    <div className="graph-card graph-card-outside">
      <div className="graph-card-head">
        <Icon of={ExternalLink} size={13} />
        <span className="graph-card-key">External</span>
      </div>
      <div className="graph-card-title ellipsis" title={outside.name}>
        {outside.name}
      </div>
      <div className="graph-card-foot">
        <span>{waiting === 1 ? 'one issue waits for it' : `${waiting} issues wait for it`}</span>
      </div>
    </div>
  );
}

function Target({ outside, note }: { readonly outside: Outside; readonly note: string | null }): ReactNode {
  return (
    <div className="graph-mark">
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <path d="M9 1 17 9 9 17 1 9Z" />
      </svg>
      <span className="graph-mark-name" title={outside.name}>
        {outside.name}
        {note !== null && <small>{note}</small>}
      </span>
    </div>
  );
}
