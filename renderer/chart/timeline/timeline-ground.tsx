import { memo } from 'react';
import { closedDays } from '#shared/layout/timeline/axis.ts';
import { type TimelineScale, xOfDay } from '#shared/layout/timeline/scale.ts';
import { type NamedStretch, seenDays, type SeenPart } from './timeline-look.ts';

/** Closed days are hatched from this width on; narrower stripes would be noise. */
const hatchFrom = 12;

/** What lies behind the bars: every second sprint, the present one, closed days. */
export const TimelineGround = memo(function TimelineGround({
  scale,
  seen,
  stretches,
}: {
  readonly scale: TimelineScale;
  readonly seen: SeenPart;
  readonly stretches: readonly NamedStretch[];
}) {
  const { from, to } = seenDays(scale, seen);
  const box = (start: number, end: number) => ({ left: xOfDay(scale, start), width: (end - start) * scale.pixelsPerDay });
  return (
    <div className="timeline-ground" aria-hidden="true">
      {stretches.map((stretch, index) =>
        (index % 2 === 1 || stretch.current) && stretch.end > from && stretch.start < to ? (
          <i
            key={`${stretch.name} ${stretch.start}`}
            className="timeline-band"
            data-current={stretch.current ? '' : undefined}
            style={box(stretch.start, stretch.end)}
          />
        ) : null,
      )}
      {scale.pixelsPerDay >= hatchFrom &&
        closedDays(from, to).map((days) => <i key={days.start} className="timeline-closed" style={box(days.start, days.end)} />)}
    </div>
  );
});
