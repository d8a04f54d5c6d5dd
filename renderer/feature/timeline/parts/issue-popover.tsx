import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { dateText } from '#renderer/sign/date-text.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { openIssue, useScope } from '#renderer/state/navigation.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ScheduledIssue } from '#shared/contract/schedule.ts';
import { isElsewhere, type TimelineModel } from './timeline-model.ts';

/** Facts about a bar: when, how long, in which sprint and why not earlier. */
export function IssuePopover({
  model,
  row,
  anchor,
  today,
  hoursPerDay,
  onClose,
}: {
  readonly model: TimelineModel;
  readonly row: ScheduledIssue;
  readonly anchor: Element;
  readonly today: string;
  readonly hoursPerDay: number;
  readonly onClose: () => void;
}): ReactNode {
  const waits = row.dependsOn.flatMap((id) => model.rows.get(id) ?? []);
  const reason = useQuery('place-reason', { roadmapIds: [...useScope()], from: today, issueId: row.id }).result?.summary ?? null;
  const doers = row.by.map(({ name, units }) => (units > 1 ? `${units} of ${name}` : name)).join(', ');
  const slackDays = Math.round(row.slackHours / hoursPerDay);
  return (
    <Popover anchor={anchor} open onOpenChange={(open) => !open && onClose()} label={`${row.key} ${row.title}`} width={308}>
      <div className="timeline-facts">
        <header>
          <span className="text-mono">{row.key}</span>
          {row.blocked && <Tag tone="danger">Blocked</Tag>}
          {row.ready && <Tag tone="ready">Ready</Tag>}
          {row.statusCategory === 'in-progress' && <Tag tone="accent">In progress</Tag>}
          {row.critical && <Tag tone="critical">No slack</Tag>}
        </header>
        <h2>{row.title}</h2>
        <dl>
          <dt>Scheduled</dt>
          <dd>
            {row.unestimated
              ? `from ${dateText(row.start, today)}, no estimate`
              : `${dateText(row.start, today)} → ${dateText(row.finish, today)}`}
          </dd>
          <dt>Estimate</dt>
          <dd>{row.unestimated ? 'none, so it takes no time here' : hoursText(row.hours)}</dd>
          <dt>Sprint</dt>
          <dd>
            {row.sprint ?? 'none'}
            {isElsewhere(row) && <span className="timeline-facts-wish">wished for {row.wishedSprint}</span>}
          </dd>
          <dt>Assignee</dt>
          <dd>
            {row.assignee ?? 'nobody'}
            {doers !== '' && doers !== row.assignee && <span className="timeline-facts-wish">planned: {doers}</span>}
          </dd>
          {!row.critical && row.slackHours > 0 && (
            <>
              <dt>Slack</dt>
              <dd>{slackDays < 1 ? hoursText(row.slackHours) : `${slackDays} d`}</dd>
            </>
          )}
          {waits.length > 0 && (
            <>
              <dt>Waits for</dt>
              <dd>{waits.map((other) => `${other.key} (${dateText(other.finish, today)})`).join(', ')}</dd>
            </>
          )}
        </dl>
        {reason !== null && (
          <section className="timeline-facts-why" aria-label="Why then">
            {[reason.because, ...reason.also, ...reason.unkept, reason.weight].map(
              (sentence) => sentence !== null && <p key={sentence}>{sentence}</p>,
            )}
          </section>
        )}
        <Button icon={ArrowUpRight} onClick={() => openIssue(row.id)}>
          Open
        </Button>
      </div>
    </Popover>
  );
}
