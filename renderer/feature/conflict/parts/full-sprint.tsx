import type { ReactNode } from 'react';
import { pick } from '#renderer/state/editor-request.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CapacityBar } from '#renderer/ui/capacity-bar.tsx';
import type { ConflictPartProps } from './conflict-part.ts';
import { WhoLine } from './who-line.tsx';

/** Issues that are named; the largest ones are what helps. */
const most = 6;

/** A sprint that several people filled, each without knowing of what the others put into it. */
export function FullSprint({ row: { issues, load }, people, today }: ConflictPartProps): ReactNode {
  return (
    <>
      {load !== null && (
        <p className="conflict-load">
          <CapacityBar used={load.hours} capacity={load.capacityHours} />
          <span>
            {hoursText(load.hours)} of {hoursText(load.capacityHours)},{' '}
            <strong>{hoursText(load.hours - load.capacityHours)} over capacity</strong>
          </span>
        </p>
      )}
      <ul className="conflict-facts">
        {issues.slice(0, most).map((issue) => (
          <li key={issue.id} data-issue={issue.id}>
            <a className="conflict-fact" href={hashOf('issue', issue.id)}>
              <span className="text-mono">{issue.key}</span> {issue.title}
              {issue.hours !== null && <span className="text-secondary"> · {hoursText(issue.hours)}</span>}
            </a>
            <WhoLine author={issue.author} at={issue.at} people={people} today={today} />
            <Button small tone="ghost" data-edits="" onClick={(event) => pick('sprint', [issue.id], event.currentTarget)}>
              Another sprint…
            </Button>
          </li>
        ))}
      </ul>
      {issues.length > most && <p className="text-secondary">and {issues.length - most} smaller ones</p>}
    </>
  );
}
