import type { ReactNode } from 'react';
import { fieldName } from '#renderer/sign/change-sentence.ts';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { useToday } from '#renderer/state/today.ts';
import { FactTable } from '#renderer/ui/fact-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { Comparison } from '#shared/contract/view-query.ts';
import { signed, slipText } from '../compare-state.ts';

/** What the change does as a whole, by roadmap, and to the milestones. */
export function ComparedTotals({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const today = useToday();
  const { issues, done, hours, openHours, finish } = comparison;
  const day = (date: string | null): string => (date === null ? '—' : dateText(date, today));
  return (
    <>
      <dl className="compare-totals">
        <Fact
          name="Issues"
          before={countText(issues.before)}
          after={countText(issues.after)}
          by={signed(issues.after - issues.before, countText)}
        />
        <Fact name="Done" before={countText(done.before)} after={countText(done.after)} by={signed(done.after - done.before, countText)} />
        <Fact
          name="Effort"
          before={hoursText(hours.before)}
          after={hoursText(hours.after)}
          by={signed(hours.after - hours.before, hoursText)}
        />
        <Fact
          name="Still open"
          before={hoursText(openHours.before)}
          after={hoursText(openHours.after)}
          by={signed(openHours.after - openHours.before, hoursText)}
        />
        <Fact
          name="Finish"
          before={day(finish.before)}
          after={day(finish.after)}
          by={slipText(finish.slipDays) || '±0'}
          tone={(finish.slipDays ?? 0) > 0 ? 'late' : undefined}
        />
      </dl>
      {comparison.roadmaps.length > 1 && (
        <section aria-label="By roadmap" className="compare-section">
          <FactTable caption="By roadmap" heads={['Roadmap', 'Issues', 'Effort', 'Still open', 'Finish']}>
            {comparison.roadmaps.map((roadmap) => (
              <tr key={roadmap.id}>
                <td>
                  {roadmap.title} {roadmap.difference !== 'same' && roadmap.difference !== 'changed' && <Tag>{roadmap.difference}</Tag>}
                </td>
                <td>{pair(countText(roadmap.issues.before), countText(roadmap.issues.after))}</td>
                <td>{pair(hoursText(roadmap.hours.before), hoursText(roadmap.hours.after))}</td>
                <td>{pair(hoursText(roadmap.openHours.before), hoursText(roadmap.openHours.after))}</td>
                <td>
                  {pair(day(roadmap.finish.before), day(roadmap.finish.after))} <Slip days={roadmap.finish.slipDays} />
                </td>
              </tr>
            ))}
          </FactTable>
        </section>
      )}
      {comparison.milestones.length > 0 && <Milestones milestones={comparison.milestones} day={day} />}
    </>
  );
}

const pair = (before: string, after: string): string => (before === after ? after : `${before} → ${after}`);

function Fact(props: { name: string; before: string; after: string; by: string; tone?: 'late' | undefined }): ReactNode {
  const { name, before, after, by, tone } = props;
  return (
    <div className="compare-total">
      <dt>{name}</dt>
      <dd>
        <span className="compare-after">{after}</span>
        <span className="text-secondary"> was {before}</span>
        <span className="compare-by" data-tone={tone}>
          {by}
        </span>
      </dd>
    </div>
  );
}

/** The milestones that differ; what differs in them besides the date only where something does. */
function Milestones({ milestones, day }: { milestones: Comparison['milestones']; day: (date: string | null) => string }): ReactNode {
  const edited = milestones.some(({ fields }) => fields.length > 0);
  return (
    <section aria-label="Milestones" className="compare-section">
      <FactTable caption="Milestones" heads={['Milestone', ...(edited ? ['What differs'] : []), 'Work is done']}>
        {milestones.map((milestone) => (
          <tr key={milestone.id}>
            <td>
              {milestone.key === milestone.title ? milestone.title : `${milestone.key} ${milestone.title}`}{' '}
              {(milestone.difference === 'added' || milestone.difference === 'removed') && <Tag>{milestone.difference}</Tag>}
            </td>
            {edited && (
              <td>
                {milestone.fields.map(({ field, before, after }) => `${fieldName(field)}: ${before ?? '—'} → ${after ?? '—'}`).join('; ')}
              </td>
            )}
            <td>
              {pair(day(milestone.finish.before), day(milestone.finish.after))} <Slip days={milestone.finish.slipDays} />
            </td>
          </tr>
        ))}
      </FactTable>
    </section>
  );
}

/** How much later or earlier; nothing when it is the same day. */
function Slip({ days }: { readonly days: number | null }): ReactNode {
  const text = slipText(days);
  return text === '' ? null : <Tag tone={(days ?? 0) > 0 ? 'warn' : 'ready'}>{text}</Tag>;
}
