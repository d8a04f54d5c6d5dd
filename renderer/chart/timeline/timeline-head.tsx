import { timeFormat } from 'd3-time-format';
import { memo } from 'react';
import { months, unitAt, unitBlocks } from '#shared/layout/timeline/axis.ts';
import { type TimelineScale, xOfDay } from '#shared/layout/timeline/scale.ts';
import { laneHeadWidth, type NamedStretch, seenDays, type SeenPart } from './timeline-look.ts';

const monthName = timeFormat('%B');
const monthShort = timeFormat('%b');

/** Half the width of the flag, so that it does not cover the names of the lanes. */
const flagHalf = 36;

/** Months, sprints and the neatline above the lanes, for what is seen. */
export const TimelineHead = memo(function TimelineHead({
  scale,
  seen,
  stretches,
  today,
  flag,
}: {
  readonly scale: TimelineScale;
  readonly seen: SeenPart;
  readonly stretches: readonly NamedStretch[];
  /** Day number of today. */
  readonly today: number;
  readonly flag: string;
}) {
  const { from, to } = seenDays(scale, seen);
  const unit = unitAt(scale.pixelsPerDay);
  const box = (start: number, end: number) => ({ left: xOfDay(scale, start), width: (end - start) * scale.pixelsPerDay });
  let yearShown = -1;
  return (
    <div className="timeline-head" data-unit={unit} aria-hidden="true">
      <div className="timeline-corner" style={{ width: laneHeadWidth }} />
      <div className="timeline-head-axis">
        {months(from, to).map((month) => {
          const date = new Date(Math.floor(month.index / 12), month.index % 12, 1);
          const start = Math.max(month.start, scale.firstDay);
          const width = (month.end - start) * scale.pixelsPerDay;
          const withYear = yearShown !== date.getFullYear();
          const isNamed = width >= 30 || month.index % 12 === 0;
          if (!isNamed) return null;
          if (width >= 64) yearShown = date.getFullYear();
          const year = withYear && width >= 64 ? ` ${date.getFullYear()}` : '';
          const name = width < 30 ? String(date.getFullYear()) : `${(width < 110 ? monthShort : monthName)(date)}${year}`;
          const style = box(start, month.end);
          return (
            <div key={month.index} className="timeline-month" style={width < 30 ? { left: style.left } : style}>
              <span>{name}</span>
            </div>
          );
        })}
        {stretches
          .filter((stretch) => stretch.end > from && stretch.start < to && (stretch.end - stretch.start) * scale.pixelsPerDay > 18)
          .map((stretch) => (
            <div
              key={`${stretch.name} ${stretch.start}`}
              className="timeline-sprint ellipsis"
              data-current={stretch.current ? '' : undefined}
              style={box(stretch.start, stretch.end)}
            >
              {(stretch.end - stretch.start) * scale.pixelsPerDay > 56 ? stretch.name : (stretch.name.split(' ').at(-1) ?? '')}
            </div>
          ))}
        <div className="timeline-neatline">
          {unitBlocks(unit, from, to).map((block) => (
            <i key={block.start} data-odd={block.odd ? '' : undefined} style={box(block.start, block.end)} />
          ))}
        </div>
        {unit === 'day' &&
          unitBlocks('day', from, to).map((block) => (
            <span key={block.start} className="timeline-day" style={box(block.start, block.end)}>
              {new Date(block.start * 86_400_000).getUTCDate()}
            </span>
          ))}
        <span className="timeline-flag" style={{ left: Math.max(flagHalf, xOfDay(scale, today + 0.5)) }}>
          {flag}
        </span>
      </div>
    </div>
  );
});
