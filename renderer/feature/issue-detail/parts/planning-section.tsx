import { Pin } from 'lucide-react';
import type { ReactNode } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { isReadOnly, useView } from '#renderer/state/view.ts';
import { dateText } from '#renderer/sign/date-text.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { ValuePopover, type ValuePopoverProps } from '#renderer/ui/value-popover.tsx';
import type { CommandInput } from '#shared/contract/command.ts';
import type { IssueDetail } from '#shared/contract/query.ts';
import { type IssuePlanning, spellNeeds } from '#shared/plan/planning.ts';
import { Hours, IsoDate, LocalTime } from '#shared/plan/quantity.ts';
import { isOpen } from '#shared/plan/status.ts';
import { ConflictMark } from './conflict-mark.tsx';
import { FieldHistory } from './field-history.tsx';
import { NeedEditor } from './need-editor.tsx';
import './planning-section.css';

type Patch = CommandInput<'update-issue'>['patch'];

/** What the schedule has to know of an issue beyond its estimate: days that bind it, whom it needs, what has gone into it. */
export function PlanningSection({ issue }: { issue: IssueDetail }): ReactNode {
  const send = useCommand();
  const today = useToday();
  const fixed = isReadOnly(useView());
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const save = async (patch: Patch): Promise<string | null> => {
    const answer = await send('update-issue', { issueId: issue.id, patch }, { quiet: true });
    return answer.ok ? null : answer.error.message;
  };
  const { notBefore, deadline, fixedStart, spentHours, remainingHours } = issue;
  const line = (field: keyof IssuePlanning, name: string, shown: ReactNode, editor: Editor): ReactNode => (
    <Line issue={issue} field={field} name={name}>
      {fixed ? (
        <span className="property-fact">{shown}</span>
      ) : (
        <ValuePopover label={name} className="property-value" {...editor}>
          {shown}
        </ValuePopover>
      )}
    </Line>
  );
  const day = (field: 'notBefore' | 'deadline', hint: string): Editor => ({
    type: 'date',
    value: issue[field] ?? '',
    hint,
    onSave: async (text) => {
      const read = IsoDate.safeParse(text);
      if (text !== '' && !read.success) return 'A day is written like 2026-11-30.';
      return save({ [field]: read.success ? read.data : null });
    },
  });
  const amount = (field: 'spentHours' | 'remainingHours', hint: string): Editor => ({
    value: issue[field] === null ? '' : String(issue[field]),
    unit: 'h',
    hint,
    onSave: async (text) => {
      const hours = typedNumber(text);
      const read = Hours.nullable().safeParse(hours);
      return read.success ? save({ [field]: read.data }) : `“${text}” is not a number of hours.`;
    },
  });
  const start: Editor = {
    type: 'datetime-local',
    value: fixedStart ?? '',
    hint: 'It starts then, whatever else the schedule finds. What contradicts it is said.',
    onSave: async (text) => {
      const read = LocalTime.safeParse(text);
      if (text !== '' && !read.success) return 'A time is written like 2026-11-30T09:00.';
      return save({ fixedStart: read.success ? read.data : null });
    },
  };
  const isLate = deadline !== null && deadline < today && isOpen(issue.status.category);
  const remains = remainingHours ?? (issue.estimate === null ? null : Math.max(0, issue.estimate.likely - (spentHours ?? 0)));
  const needs = spellNeeds(issue.needs, (id) => people.find((person) => person.id === id)?.name ?? 'somebody');
  return (
    <section className="property-estimate planning" aria-label="Planning">
      <header className="property-line">
        <h2>Planning</h2>
      </header>
      <dl className="property-list">
        {line(
          'deadline',
          'Deadline',
          <DayText day={deadline} today={today} late={isLate} />,
          day('deadline', 'The last day on which it should be finished.'),
        )}
        {line('notBefore', 'Not before', <DayText day={notBefore} today={today} />, day('notBefore', 'It does not start before this day.'))}
        {line(
          'fixedStart',
          'Fixed start',
          fixedStart === null ? (
            <None />
          ) : (
            <>
              <Icon of={Pin} />
              {dateText(fixedStart.slice(0, 10), today)}
              <span className="property-quiet">{fixedStart.slice(11)}</span>
            </>
          ),
          start,
        )}
        <Line issue={issue} field="needs" name="Needs">
          <NeedEditor needs={issue.needs} people={people} readOnly={fixed} onSave={(next) => void save({ needs: [...next] })}>
            {needs === null ? (
              <span className="property-quiet">{issue.assignee ?? 'anyone'}</span>
            ) : (
              <span className="planning-needs">{needs}</span>
            )}
          </NeedEditor>
        </Line>
        {line(
          'spentHours',
          'Spent',
          spentHours === null ? <None /> : hoursText(spentHours),
          amount('spentHours', 'Hours that have gone into it so far.'),
        )}
        {line(
          'remainingHours',
          'Remaining',
          remains === null ? <None /> : <Remaining hours={remains} stated={remainingHours !== null} />,
          amount('remainingHours', 'Without a number of its own: the estimate without what is spent.'),
        )}
        <Line issue={issue} field="fixedDuration" name="Estimate is">
          <Either
            label="What the estimate is"
            readOnly={fixed}
            on={issue.fixedDuration}
            names={['time that passes', 'effort']}
            onPick={(fixedDuration) => void save({ fixedDuration })}
          />
        </Line>
        <Line issue={issue} field="splits" name="Days off">
          <Either
            label="Over days off"
            readOnly={fixed}
            on={issue.splits}
            names={['it may rest', 'in one piece before or after']}
            onPick={(splits) => void save({ splits })}
          />
        </Line>
      </dl>
    </section>
  );
}

type Editor = Omit<ValuePopoverProps, 'label' | 'className' | 'children'>;

function Line({
  issue,
  field,
  name,
  children,
}: {
  issue: IssueDetail;
  field: keyof IssuePlanning;
  name: string;
  children: ReactNode;
}): ReactNode {
  return (
    <div className="property">
      <dt>{name}</dt>
      <dd>
        {children}
        <ConflictMark issueId={issue.id} field={field} />
        <FieldHistory issueId={issue.id} field={field} name={name} />
      </dd>
    </div>
  );
}

function DayText({ day, today, late = false }: { day: string | null; today: string; late?: boolean }): ReactNode {
  if (day === null) return <None />;
  return (
    <span data-late={late ? '' : undefined}>
      {dateText(day, today)}
      {late && ', passed'}
    </span>
  );
}

function Remaining({ hours, stated }: { hours: number; stated: boolean }): ReactNode {
  return (
    <>
      {hoursText(hours)}
      {!stated && <span className="property-quiet">by the estimate</span>}
    </>
  );
}

/** One of two, of which the first is what `on` means. */
function Either(props: {
  label: string;
  on: boolean;
  names: readonly [on: string, off: string];
  readOnly: boolean;
  onPick: (on: boolean) => void;
}): ReactNode {
  const { label, on, names, readOnly, onPick } = props;
  const shown = on ? names[0] : names[1];
  if (readOnly) return <span className="property-fact">{shown}</span>;
  return (
    <Picker<boolean>
      label={label}
      entries={[
        { value: true, label: names[0] },
        { value: false, label: names[1] },
      ]}
      selected={[on]}
      onPick={onPick}
      trigger={
        <button type="button" className="property-value" aria-label={`Change ${label.toLowerCase()}`}>
          {shown}
        </button>
      }
    />
  );
}

function None(): ReactNode {
  return <span className="property-quiet">—</span>;
}
