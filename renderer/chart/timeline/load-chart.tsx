import { memo, type ReactNode, useMemo } from 'react';
import { loadPlan } from '#shared/layout/timeline/load.ts';
import { type TimelineScale, xOfDay } from '#shared/layout/timeline/scale.ts';
import { laneHeadWidth, seenDays, type SeenPart } from './timeline-look.ts';

/** One week of load: its Monday as a day number. */
export interface LoadWeek {
  readonly day: number;
  readonly hours: number;
  readonly capacityHours: number;
}

/** Height of the highest bar, in pixels. */
const height = 84;

/** Hours of each week against what the week holds; what lies above is hatched and numbered. */
export const LoadChart = memo(function LoadChart({
  scale,
  seen,
  weeks,
  today,
  head,
  hoursText,
}: {
  readonly scale: TimelineScale;
  readonly seen: SeenPart;
  readonly weeks: readonly LoadWeek[];
  readonly today: number;
  readonly head: ReactNode;
  readonly hoursText: (hours: number) => string;
}) {
  const plan = useMemo(() => loadPlan(weeks, height), [weeks]);
  const { from, to } = seenDays(scale, seen);
  const width = 7 * scale.pixelsPerDay;
  const shown = weeks.flatMap((week, index) => {
    const bar = plan.bars[index];
    return bar === undefined || week.day + 7 < from || week.day > to ? [] : [{ week, bar, x: xOfDay(scale, week.day) }];
  });
  const base = height + 18;
  const line = shown.map(({ bar, x }, index) => `${index === 0 ? 'M' : 'L'}${x} ${base - bar.capacity}H${x + width}`).join('');
  const gap = width > 12 ? 1 : 0;
  return (
    <div className="timeline-load">
      <div className="timeline-load-head" style={{ width: laneHeadWidth }}>
        {head}
        {plan.ticks.map((tick) => (
          <span key={tick} className="timeline-load-tick" style={{ top: base - (tick / plan.top) * height - 8 }}>
            {hoursText(tick)}
          </span>
        ))}
      </div>
      <svg className="timeline-load-bars" width="1" height={base + 8} aria-hidden="true">
        <defs>
          <pattern id="timeline-over" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="timeline-over-ground" />
            <rect width="2.4" height="6" className="timeline-over-stripe" />
          </pattern>
        </defs>
        {plan.ticks.map((tick) => {
          const y = base - (tick / plan.top) * height;
          return (
            <path
              key={tick}
              className="timeline-load-grid"
              data-zero={tick === 0 ? '' : undefined}
              d={`M${seen.left} ${y}H${seen.right}`}
            />
          );
        })}
        {shown.map(({ week, bar, x }) => (
          <g key={week.day}>
            <title>{`${hoursText(week.hours)} of ${hoursText(week.capacityHours)} h`}</title>
            <rect
              className="timeline-load-bar"
              data-past={week.day + 7 <= today ? '' : undefined}
              x={x + gap}
              width={Math.max(1, width - 2 * gap)}
              y={base - bar.within}
              height={bar.within}
            />
            {bar.over > 0 && (
              <>
                <rect
                  x={x + gap}
                  width={Math.max(1, width - 2 * gap)}
                  y={base - bar.within - bar.over}
                  height={bar.over}
                  fill="url(#timeline-over)"
                />
                {width > 40 && (
                  <text className="timeline-load-over" x={x + width / 2} y={base - bar.within - bar.over - 4}>
                    +{hoursText(bar.overHours)} h
                  </text>
                )}
              </>
            )}
          </g>
        ))}
        <path className="timeline-load-capacity" d={line} />
      </svg>
    </div>
  );
});
