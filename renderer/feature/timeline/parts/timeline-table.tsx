import type { ReactNode } from 'react';
import { dateText } from '#renderer/sign/date-text.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { openIssue } from '#renderer/state/navigation.ts';
import { FactTable } from '#renderer/ui/fact-table.tsx';
import { isElsewhere, type TimelineModel } from './timeline-model.ts';

/** Rows that are written out; what comes after them is summed up in a sentence. */
const mostRows = 500;

/** The schedule as a table, by start. */
export function TimelineTable({ model, today }: { readonly model: TimelineModel; readonly today: string }): ReactNode {
  const rows = [...model.rows.values()];
  return (
    <FactTable
      caption="Scheduled issues by start"
      heads={['Start', 'Finish', 'Key', 'Title', 'Hours', 'Sprint', 'Assignee', 'Slack', 'Waits for']}
      foot={
        rows.length > mostRows && <p className="timeline-caption">{rows.length - mostRows} more issues: narrow to a roadmap to see them.</p>
      }
    >
      {rows.slice(0, mostRows).map((row) => (
        <tr key={row.id} data-critical={row.critical ? '' : undefined}>
          <td>{dateText(row.start, today)}</td>
          <td>{row.unestimated ? '–' : dateText(row.finish, today)}</td>
          <td className="text-mono">{row.key}</td>
          <td>
            <button type="button" className="ellipsis" onClick={() => openIssue(row.id)}>
              {row.title}
            </button>
          </td>
          <td>{row.unestimated ? 'no estimate' : hoursText(row.hours)}</td>
          <td>
            {row.sprint}
            {isElsewhere(row) && `, wished ${row.wishedSprint ?? ''}`}
          </td>
          <td>{row.assignee}</td>
          <td>{row.critical ? 'no slack' : hoursText(row.slackHours)}</td>
          <td>{row.dependsOn.flatMap((id) => model.rows.get(id)?.key ?? []).join(', ')}</td>
        </tr>
      ))}
    </FactTable>
  );
}
