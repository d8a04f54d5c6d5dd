import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { TimelineChart, type TimelineControl } from '#renderer/chart/timeline/timeline-chart.tsx';
import type { BarLook } from '#renderer/chart/timeline/timeline-look.ts';
import { dateSentence } from '#renderer/sign/date-text.ts';
import { countText, hoursNumber, hoursText } from '#renderer/sign/hours-text.ts';
import { type Action, useOfferedActions } from '#renderer/state/action.ts';
import { setCurrentIssue } from '#renderer/state/selection.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { useSize } from '#renderer/ui/use-size.ts';
import { dayNumber, type TimelineScale, xOfDay } from '#shared/layout/timeline/scale.ts';
import { IssuePopover } from './parts/issue-popover.tsx';
import { TimelineBar } from './parts/timeline-bar.tsx';
import { barLook, milestoneMarks, placeBars, type TimelineModel } from './parts/timeline-model.ts';
import { TimelineTable } from './parts/timeline-table.tsx';
import { fittingScale, type TimelineState, useTimelineState } from './timeline-state.ts';
import './timeline.css';

/** The schedule over time: who does what when, and where it does not fit. */
export function TimelineView(): ReactNode {
  const state = useTimelineState();
  const { model, options, today } = state;
  const control = useRef<TimelineControl>(null);
  const view = useRef<HTMLDivElement>(null);
  const { width } = useSize(view);
  const goToToday = useCallback(() => control.current?.goTo(dayNumber(today)), [today]);
  useOfferedActions(
    useMemo((): Action[] => [{ id: 'timeline-today', group: 'view', title: 'Go to today', keys: [['t']], run: goToToday }], [goToToday]),
  );
  if (state.problem !== null && model === null) return <ErrorNote title="The schedule could not be read.">{state.problem}</ErrorNote>;
  return (
    <div className="timeline-view" ref={view}>
      <TimelineBar state={state} onToday={goToToday} />
      {model !== null && (
        <div className="timeline-body">
          {model.rows.size === 0 ? (
            <EmptyState title="Nothing to schedule.">Every issue here is done, or there is none yet.</EmptyState>
          ) : options.as === 'table' ? (
            <TimelineTable model={model} today={today} />
          ) : (
            <TimelinePicture state={state} model={model} width={width} control={control} />
          )}
        </div>
      )}
    </div>
  );
}

function TimelinePicture({
  state,
  model,
  width,
  control,
}: {
  readonly state: TimelineState;
  readonly model: TimelineModel;
  /** Of the whole view, in pixels. */
  readonly width: number;
  readonly control: RefObject<TimelineControl | null>;
}): ReactNode {
  const { options, change, schedule, today, people } = state;
  const [current, setCurrent] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const { firstDay, lastDay, dayMinutes } = model;
  const days = dayNumber(schedule?.summary.finish ?? today) - firstDay + 1;
  const pixelsPerDay = options.pixelsPerDay ?? fittingScale(width, days);
  const scale = useMemo<TimelineScale>(() => ({ firstDay, pixelsPerDay, dayMinutes }), [firstDay, pixelsPerDay, dayMinutes]);
  const plan = useMemo(() => placeBars(model, scale), [model, scale]);
  const critical = useMemo(() => new Set<string>(options.critical ? schedule?.summary.criticalPath : []), [options.critical, schedule]);
  const lookOf = useCallback((id: string): BarLook => lookOfBar(model, id, critical, today), [model, critical, today]);
  const marks = useMemo(() => milestoneMarks(model, scale, critical, today), [model, scale, critical, today]);
  const weeks = useMemo(
    () => (options.load ? (schedule?.summary.load ?? []) : []).map((week) => ({ ...week, day: dayNumber(week.start) })),
    [options.load, schedule],
  );
  const lanes = useMemo(() => new Map(model.lanes.map((lane) => [lane.id, lane])), [model]);
  const byPerson = options.lanes === 'assignee';
  const laneHead = useCallback(
    (id: string) => {
      const lane = lanes.get(id);
      if (lane === undefined) return null;
      const { capacity, hours } = lane;
      const over = !byPerson && capacity !== null && hours > capacity + 0.05;
      return (
        <>
          <span className="timeline-lane-name">
            {byPerson && <Avatar name={lane.none ? null : lane.name} index={people.get(lane.name) ?? 0} size={18} />}
            <span className="ellipsis" title={lane.name}>
              {lane.name}
            </span>
          </span>
          <span className="timeline-lane-note" data-over={over ? '' : undefined} data-inset={byPerson ? '' : undefined}>
            {capacity === null
              ? `${hoursText(hours)}, ${countText(lane.issues)} ${lane.issues === 1 ? 'issue' : 'issues'}`
              : byPerson
                ? `${hoursNumber(capacity)} h a week`
                : `${hoursNumber(hours)} of ${hoursText(capacity)}`}
            {capacity !== null && (
              <>
                <br />
                {byPerson && `${hoursText(hours)}, `}
                {countText(lane.issues)} {lane.issues === 1 ? 'issue' : 'issues'}
                {!byPerson && (lane.issues === 1 ? ' ends here' : ' end here')}
              </>
            )}
          </span>
        </>
      );
    },
    [lanes, byPerson, people],
  );
  const zoom = useCallback((factor: number) => change({ pixelsPerDay: pixelsPerDay * factor }), [change, pixelsPerDay]);
  const row = opened === null ? undefined : model.rows.get(opened);
  const anchor = opened === null ? null : (control.current?.elementOf(opened) ?? null);
  const hoursPerWeek = schedule?.summary.hoursPerWeek ?? 0;
  return (
    <figure className="timeline-figure">
      <TimelineChart
        label={`Schedule, ${model.rows.size} issues. Arrow keys go from bar to bar, Enter shows facts.`}
        scale={scale}
        width={xOfDay(scale, lastDay)}
        plan={plan}
        marks={marks}
        marksHead={
          <>
            <span className="timeline-lane-name">Milestones</span>
            <span className="timeline-lane-note">when their last issue ends</span>
          </>
        }
        stretches={model.stretches}
        links={model.links}
        weeks={weeks}
        loadHead={
          <>
            <span className="timeline-lane-name">Team load</span>
            <span className="timeline-lane-note">
              hours a week
              <br />
              line: {hoursNumber(hoursPerWeek)} h capacity
            </span>
          </>
        }
        loadText={hoursNumber}
        today={dayNumber(today)}
        flag={dateSentence(today, today).replace(/^(\w{3})\w*/, '$1')}
        laneHead={laneHead}
        lookOf={lookOf}
        current={current}
        opened={opened}
        onCurrent={(id) => {
          setCurrent(id);
          setCurrentIssue(id === null ? null : (model.rows.get(id)?.id ?? null));
        }}
        onOpen={setOpened}
        onZoom={zoom}
        control={control}
      />
      <figcaption className="timeline-caption">
        A bar is the working time that the schedule gives an issue; a dashed edge means that the plan does not ask for this sprint. Arrows
        lead to what waits.
      </figcaption>
      {row !== undefined && anchor !== null && (
        <IssuePopover
          model={model}
          row={row}
          anchor={anchor}
          today={today}
          hoursPerDay={Math.max(1, dayMinutes / 60)}
          onClose={() => setOpened(null)}
        />
      )}
    </figure>
  );
}

function lookOfBar(model: TimelineModel, id: string, critical: ReadonlySet<string>, today: string): BarLook {
  const row = model.rows.get(id);
  if (row !== undefined) return barLook(row, critical, today);
  return { tone: 'plain', critical: false, placed: false, tick: false, short: '', title: '', note: '', label: '' };
}
