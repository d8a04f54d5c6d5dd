import { Pencil, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { pick, type PickedField } from '#renderer/state/editor-request.ts';
import { usePaneWidth } from '#renderer/state/pane-width.ts';
import { useToday } from '#renderer/state/today.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { dateRange } from '#renderer/sign/date-text.ts';
import { hoursRange, hoursText } from '#renderer/sign/hours-text.ts';
import { PrioritySign } from '#renderer/sign/priority-sign.tsx';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SplitResizer } from '#renderer/ui/split-resizer.tsx';
import type { IssueDetail } from '#shared/contract/query.ts';
import { ConflictMark } from './conflict-mark.tsx';
import { ExternalList } from './external-list.tsx';
import { FieldHistory } from './field-history.tsx';
import { IssuePresence } from './issue-presence.tsx';
import { LinkedList } from './linked-list.tsx';
import { PlanningSection } from './planning-section.tsx';

/** Pixels. */
const paneWidth = { initial: 356, min: 280, max: 520 };

/** What is set about an issue; each value opens its picker. */
export function PropertyPanel({ issue }: { issue: IssueDetail }): ReactNode {
  const [width, setWidth] = usePaneWidth('properties', paneWidth);
  const today = useToday();
  const workspace = useQuery('workspace', {}).result?.summary;
  const sprint = workspace?.sprints.find((one) => one.name === issue.sprint);
  const personIndex = workspace?.people.findIndex((person) => person.id === issue.assigneeId) ?? -1;
  return (
    <div className="property-pane" style={{ width }}>
      <SplitResizer label="Width of the properties" width={width} min={paneWidth.min} max={paneWidth.max} edge="left" onResize={setWidth} />
      <aside className="property-panel" aria-label="Properties">
        <dl className="property-list">
          <Property issue={issue} field="status" name="Status">
            <StatusSign status={issue.status} blocked={issue.blocked} ready={issue.ready} silent />
            {issue.status.name}
          </Property>
          <Property issue={issue} field="hold" name="Hold">
            {issue.holdReason === null ? <None /> : <span className="property-hold">{issue.holdReason}</span>}
          </Property>
          <Property issue={issue} field="priority" name="Priority">
            {issue.priority === null ? <None /> : <PrioritySign priority={issue.priority} category={issue.status.category} />}
          </Property>
          <Property issue={issue} field="severity" name="Severity">
            {issue.severity ?? <None />}
          </Property>
          <Property issue={issue} field="assignee" name="Assignee">
            <Avatar name={issue.assignee} index={Math.max(0, personIndex)} size={18} />
            {issue.assignee ?? <None />}
          </Property>
          <Property issue={issue} field="sprint" name="Sprint">
            {issue.sprint ?? <None />}
            {sprint !== undefined && <span className="property-quiet">{dateRange(sprint.start, sprint.finish, today)}</span>}
          </Property>
          <Property issue={issue} field="milestone" name="Milestone">
            {issue.milestone ?? <None />}
          </Property>
          <Property issue={issue} field="component" name="Component">
            {issue.component ?? <None />}
          </Property>
          <Property issue={issue} field="category" name="Category">
            {issue.category ?? <None />}
          </Property>
          <Property issue={issue} field="labels" name="Labels">
            {issue.labels.length === 0 ? <None /> : <Labels names={issue.labels} />}
          </Property>
          <Property issue={issue} field="flag" name="Flag">
            {issue.flag === null ? <None /> : <code className="text-mono ellipsis">{issue.flag}</code>}
          </Property>
          <Property issue={issue} field="kind" name="Kind">
            {issue.kind}
          </Property>
          <Parent issue={issue} />
          {issue.points !== null && (
            <Fact name="Points">
              {issue.points}
              <ConflictMark issueId={issue.id} field="points" />
            </Fact>
          )}
        </dl>
        <section className="property-estimate" aria-label="Estimate" data-field="estimate">
          <header className="property-line">
            <h2>Estimate</h2>
            <Button
              tone="ghost"
              small
              icon={Pencil}
              hint="E"
              data-edits=""
              onClick={(event) => pick('estimate', [issue.id], event.currentTarget)}
            >
              Edit
            </Button>
            <ConflictMark issueId={issue.id} field="estimate" />
            <IssuePresence issueId={issue.id} field="estimate" />
            <FieldHistory issueId={issue.id} field="estimate" name="Estimate" />
          </header>
          <EstimateText issue={issue} />
        </section>
        <PlanningSection issue={issue} />
        <LinkedList issue={issue} direction="waits-for" />
        <LinkedList issue={issue} direction="unblocks" />
        <ExternalList issue={issue} />
      </aside>
    </div>
  );
}

/** What documents call the properties that they do not call as the editors do. */
const storedAs: Partial<Record<PickedField, string>> = {
  hold: 'holdReason',
  assignee: 'assigneeId',
  milestone: 'milestoneId',
  parent: 'parentId',
};

/** What history calls the properties that it does not call as the editors do. */
const recordedAs: Partial<Record<PickedField, string>> = { hold: 'holdReason' };

function EstimateText({ issue: { estimate } }: { issue: IssueDetail }): ReactNode {
  if (estimate === null) return <p className="property-quiet">None yet. Without one it takes no time in the schedule.</p>;
  const range = hoursRange(estimate.optimistic, estimate.likely, estimate.pessimistic);
  return (
    <p className="property-hours">
      <strong>{hoursText(estimate.likely)}</strong>
      {range !== '' && <span className="property-quiet">range {range}</span>}
    </p>
  );
}

function Property({
  issue,
  field,
  name,
  end,
  children,
}: {
  issue: IssueDetail;
  field: PickedField;
  name: string;
  end?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <div className="property">
      <dt>{name}</dt>
      <dd>
        <button
          type="button"
          className="property-value"
          data-field={field}
          aria-label={`Change ${name.toLowerCase()}`}
          onClick={(event) => pick(field, [issue.id], event.currentTarget)}
        >
          {children}
        </button>
        {end}
        <ConflictMark issueId={issue.id} field={storedAs[field] ?? field} />
        <IssuePresence issueId={issue.id} field={field} />
        <FieldHistory issueId={issue.id} field={recordedAs[field] ?? field} name={name} />
      </dd>
    </div>
  );
}

/** Labels are a user's own words: plain text, each behind a small square. */
function Labels({ names }: { names: readonly string[] }): ReactNode {
  return (
    <span className="property-labels">
      {names.map((name) => (
        <span key={name} className="property-label">
          {name}
        </span>
      ))}
    </span>
  );
}

/** The issue that this one is part of; the way there is in the heading. */
function Parent({ issue }: { issue: IssueDetail }): ReactNode {
  const send = useCommand();
  const { parent } = issue;
  const remove = parent !== null && (
    <IconButton
      icon={X}
      label={`No longer part of ${parent.key}`}
      data-edits=""
      onClick={() => void send('update-issue', { issueId: issue.id, patch: { parentId: null } })}
    />
  );
  return (
    <Property issue={issue} field="parent" name="Part of" end={remove}>
      {parent === null ? (
        <None />
      ) : (
        <span className="ellipsis">
          {parent.key} {parent.title}
        </span>
      )}
    </Property>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="property">
      <dt>{name}</dt>
      <dd className="property-fact">{children}</dd>
    </div>
  );
}

function None(): ReactNode {
  return <span className="property-quiet">—</span>;
}
