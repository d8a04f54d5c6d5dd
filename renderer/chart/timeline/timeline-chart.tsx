import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef } from 'react';
import { type LanePlan, rowHeight } from '#shared/layout/timeline/lane.ts';
import { type TimelineScale, xOfDay } from '#shared/layout/timeline/scale.ts';
import { stepBar } from '#shared/layout/timeline/step.ts';
import { LoadChart, type LoadWeek } from './load-chart.tsx';
import { TimelineBars } from './timeline-bars.tsx';
import './timeline-chart.css';
import { TimelineGround } from './timeline-ground.tsx';
import { TimelineHead } from './timeline-head.tsx';
import { type BarLook, type LaneHead, laneHeadWidth, type NamedStretch, type TimelineLink, type TimelineMark } from './timeline-look.ts';
import { useSeen } from './use-seen.ts';

/** Scrolls the timeline. */
export interface TimelineControl {
  /** Brings a day to the left third of what is seen. */
  readonly goTo: (day: number) => void;
  /** The element of a bar while it is on screen. */
  readonly elementOf: (barId: string) => Element | null;
}

/** What a {@link TimelineChart} takes. Functions must keep their identity while what they answer is the same. */
export interface TimelineChartProps {
  readonly label: string;
  readonly scale: TimelineScale;
  /** Width of all the time that is drawn, in pixels. */
  readonly width: number;
  readonly plan: LanePlan;
  readonly marks: readonly TimelineMark[];
  readonly marksHead: ReactNode;
  readonly stretches: readonly NamedStretch[];
  readonly links: readonly TimelineLink[];
  readonly weeks: readonly LoadWeek[];
  readonly loadHead: ReactNode;
  readonly loadText: (hours: number) => string;
  readonly today: number;
  readonly flag: string;
  readonly laneHead: LaneHead;
  readonly lookOf: (barId: string) => BarLook;
  readonly current: string | null;
  readonly opened: string | null;
  readonly onCurrent: (barId: string | null) => void;
  readonly onOpen: (barId: string | null) => void;
  /** Changes the scale by a factor. */
  readonly onZoom: (factor: number) => void;
  readonly control?: Ref<TimelineControl>;
}

const arrows: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const markRow = 28;

/** Bars in lanes over time, with what the team can carry below. Scrolls both ways and draws only what is seen. */
export function TimelineChart(props: TimelineChartProps) {
  const { scale, plan, current } = props;
  const name = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useSeen(scroller);
  const idOf = useMemo(() => (barId: string) => `${name}-${barId}`, [name]);
  useImperativeHandle(
    props.control,
    () => ({
      goTo: (day) =>
        scroller.current?.scrollTo({ left: Math.max(0, xOfDay(scale, day) - (scroller.current.clientWidth - laneHeadWidth) / 4) }),
      elementOf: (barId) => document.getElementById(idOf(barId)),
    }),
    [scale, idOf],
  );
  useKeptMiddle(scroller, scale);
  const rows = useMemo(() => markRows(props.marks), [props.marks]);
  const marksHeight = props.marks.length === 0 ? 0 : Math.max(64, rows.count * markRow + 28);
  const seenBars = useMemo(() => ({ ...seen, top: seen.top - marksHeight, bottom: seen.bottom - marksHeight }), [seen, marksHeight]);
  const goTo = (barId: string | null): void => {
    props.onCurrent(barId);
    const element = scroller.current;
    const bar = plan.bars.find((candidate) => candidate.id === barId);
    if (element !== null && bar !== undefined) reveal(element, bar.x, bar.y + marksHeight);
  };
  useWheelZoom(scroller, props.onZoom);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const direction = arrows[event.key];
    if (direction !== undefined) goTo(stepBar(plan, current, direction));
    else if (event.key === 'Enter' || event.key === ' ') props.onOpen(current);
    else if (event.key === '+' || event.key === '=') props.onZoom(1.25);
    else if (event.key === '-') props.onZoom(1 / 1.25);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const seenLanes = plan.lanes.filter((lane) => lane.top < seenBars.bottom && lane.top + lane.height > seenBars.top);
  const goToLane = (laneId: string): void => {
    const x = plan.bars.reduce((least, bar) => (bar.lane === laneId ? Math.min(least, bar.x) : least), Number.POSITIVE_INFINITY);
    if (Number.isFinite(x)) scroller.current?.scrollTo({ left: Math.max(0, x - 40) });
  };
  const todayX = xOfDay(scale, props.today + 0.5);
  return (
    <div className="timeline-chart">
      <div
        ref={scroller}
        className="timeline-scroll"
        role="application"
        tabIndex={0}
        aria-label={props.label}
        aria-activedescendant={current === null ? undefined : idOf(current)}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && current === null) props.onCurrent(plan.bars[0]?.id ?? null);
        }}
        onClick={(event) => {
          const bar = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-bar]')?.dataset['bar'] : undefined;
          if (bar === undefined) return;
          props.onCurrent(bar);
          props.onOpen(bar);
        }}
      >
        <div className="timeline-sheet" style={{ width: `max(100%, ${laneHeadWidth + props.width}px)` }}>
          <TimelineHead scale={scale} seen={seen} stretches={props.stretches} today={props.today} flag={props.flag} />
          <div className="timeline-rows" style={{ minHeight: marksHeight + plan.height }}>
            <div className="timeline-lanes" style={{ width: laneHeadWidth }}>
              {marksHeight > 0 && (
                <div className="timeline-lane" style={{ top: 0, height: marksHeight }}>
                  {props.marksHead}
                </div>
              )}
              {seenLanes.map((lane) => (
                <button
                  key={lane.id}
                  type="button"
                  tabIndex={-1}
                  className="timeline-lane"
                  title="Go to its first bar"
                  style={{ top: lane.top + marksHeight, height: lane.height }}
                  onClick={() => goToLane(lane.id)}
                >
                  {props.laneHead(lane.id)}
                </button>
              ))}
            </div>
            <div className="timeline-field" style={{ left: laneHeadWidth }}>
              <TimelineGround scale={scale} seen={seen} stretches={props.stretches} />
              {marksHeight > 0 && <i className="timeline-rule" style={{ top: marksHeight - 1 }} />}
              {seenLanes.map((lane) => (
                <i key={lane.id} className="timeline-rule" style={{ top: lane.top + lane.height + marksHeight - 1 }} />
              ))}
              {props.marks.map((mark) => (
                <div
                  key={mark.id}
                  className="timeline-mark"
                  data-critical={mark.critical ? '' : undefined}
                  data-name-right={mark.x < nameWidth(mark) ? '' : undefined}
                  style={{ left: mark.x, top: 22 + (rows.rowOf.get(mark.id) ?? 0) * markRow }}
                >
                  <b>{mark.name}</b>
                  <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                    <path d="M9 1 17 9 9 17 1 9Z" />
                  </svg>
                  <span>{mark.note}</span>
                </div>
              ))}
              <div className="timeline-bars" style={{ top: marksHeight }}>
                <TimelineBars
                  plan={plan}
                  seen={seenBars}
                  links={props.links}
                  lookOf={props.lookOf}
                  idOf={idOf}
                  current={current}
                  opened={props.opened}
                />
              </div>
              <i className="timeline-today" style={{ left: todayX }} />
            </div>
          </div>
          {props.weeks.length > 0 && (
            <LoadChart scale={scale} seen={seen} weeks={props.weeks} today={props.today} head={props.loadHead} hoursText={props.loadText} />
          )}
        </div>
      </div>
    </div>
  );
}

/** What the head and the load cover of the canvas, in pixels. */
const covered = 260;

/** Scrolls as little as is needed to show a bar. */
function reveal(element: Element, x: number, y: number): void {
  const bottom = element.scrollTop + element.clientHeight - covered;
  const right = element.scrollLeft + element.clientWidth - laneHeadWidth;
  const top =
    y < element.scrollTop ? y - rowHeight : y + rowHeight > bottom ? element.scrollTop + y + rowHeight - bottom : element.scrollTop;
  element.scrollTo({ top, left: x < element.scrollLeft || x > right - 60 ? Math.max(0, x - 80) : element.scrollLeft });
}

/** Room for the name of a mark at its left, in pixels. */
function nameWidth(mark: TimelineMark): number {
  return 20 + mark.name.length * 8;
}

/** Rows for marks, so that the names of near ones do not overlap. About as wide as the words are. */
function markRows(marks: readonly TimelineMark[]): { readonly rowOf: ReadonlyMap<string, number>; readonly count: number } {
  const rowOf = new Map<string, number>();
  const free: number[] = [];
  for (const mark of marks.toSorted((a, b) => a.x - b.x)) {
    const start = mark.x - nameWidth(mark);
    let row = free.findIndex((end) => end <= start);
    if (row === -1) row = free.push(0) - 1;
    free[row] = mark.x + 20 + mark.note.length * 7 + (start < 0 ? nameWidth(mark) : 0);
    rowOf.set(mark.id, row);
  }
  return { rowOf, count: free.length };
}

/** Keeps the day at the left edge where it is when the scale changes. */
function useKeptMiddle(scroller: { readonly current: HTMLElement | null }, scale: TimelineScale): void {
  const last = useRef(scale);
  useEffect(() => {
    const before = last.current;
    last.current = scale;
    const element = scroller.current;
    if (element === null || (before.pixelsPerDay === scale.pixelsPerDay && before.firstDay === scale.firstDay)) return;
    const half = (element.clientWidth - laneHeadWidth) / 2;
    const day = before.firstDay + (element.scrollLeft + half) / before.pixelsPerDay;
    // At the start of the sheet it stays at the start: people zoom out to see more, not to lose the beginning.
    if (element.scrollLeft > 0) element.scrollTo({ left: xOfDay(scale, day) - half });
  }, [scroller, scale]);
}

/** Ctrl and wheel (or a pinch) change the scale; React's own wheel listener is passive and could not stop the page from zooming. */
function useWheelZoom(scroller: { readonly current: HTMLElement | null }, onZoom: (factor: number) => void): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      onZoom(Math.exp(-event.deltaY / 300));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [scroller, onZoom]);
}
