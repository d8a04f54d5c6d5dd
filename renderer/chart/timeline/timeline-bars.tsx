import { memo, useMemo } from 'react';
import { arrowRoute } from '#shared/layout/timeline/arrow.ts';
import { barHeight, barsBetween, type LanePlan, type PlacedBar, rowHeight } from '#shared/layout/timeline/lane.ts';
import { cornerPath } from './corner-path.ts';
import type { BarLook, SeenPart, TimelineLink } from './timeline-look.ts';

/** More arrows than this on screen say nothing any more; only the critical ones stay. */
const mostLinks = 400;

/** Bars and arrows of the seen part. */
export const TimelineBars = memo(function TimelineBars({
  plan,
  seen,
  links,
  lookOf,
  idOf,
  current,
  opened,
}: {
  readonly plan: LanePlan;
  readonly seen: SeenPart;
  readonly links: readonly TimelineLink[];
  readonly lookOf: (barId: string) => BarLook;
  readonly idOf: (barId: string) => string;
  readonly current: string | null;
  readonly opened: string | null;
}) {
  const byId = useMemo(() => new Map(plan.bars.map((bar, index) => [bar.id, { bar, index }])), [plan]);
  const bars = useMemo(
    () =>
      barsBetween(plan, seen.top, seen.bottom).filter(
        (bar) => bar.x < seen.right && bar.x + bar.width + (bar.wordsOutside ? 320 : 0) > seen.left,
      ),
    [plan, seen],
  );
  const arrows = useMemo(() => seenLinks(links, byId, seen), [links, byId, seen]);
  return (
    <>
      <svg className="timeline-arrows" width="1" height="1" aria-hidden="true">
        {arrows.map(({ link, from, to, clear }) => {
          const route = arrowRoute(from, to, clear);
          const path = cornerPath(route, 4, 5);
          const x = to.x;
          const y = to.y + rowHeight / 2;
          return (
            <g key={`${link.from} ${link.to}`} data-look={link.look} data-lit={link.from === opened || link.to === opened ? '' : undefined}>
              <path className="timeline-arrow-halo" d={path} />
              <path className="timeline-arrow" d={path} />
              <path className="timeline-arrow-head" d={`M${x} ${y}l-6 -3v6Z`} />
            </g>
          );
        })}
      </svg>
      {bars.map((bar) => (
        <Bar key={bar.id} id={idOf(bar.id)} bar={bar} look={lookOf(bar.id)} current={current === bar.id} opened={opened === bar.id} />
      ))}
    </>
  );
});

function seenLinks(
  links: readonly TimelineLink[],
  byId: ReadonlyMap<string, { readonly bar: PlacedBar; readonly index: number }>,
  seen: SeenPart,
): { link: TimelineLink; from: PlacedBar; to: PlacedBar; clear: boolean }[] {
  const found = links.flatMap((link) => {
    const source = byId.get(link.from);
    const target = byId.get(link.to);
    if (source === undefined || target === undefined) return [];
    const from = source.bar;
    const to = target.bar;
    const isSeen =
      Math.min(from.y, to.y) < seen.bottom &&
      Math.max(from.y, to.y) + rowHeight > seen.top &&
      Math.min(from.x + from.width, to.x) < seen.right &&
      Math.max(from.x + from.width, to.x) > seen.left;
    return isSeen ? [{ link, from, to, clear: target.index === source.index + 1 && !from.wordsOutside }] : [];
  });
  const drawn = found.length > mostLinks ? found.filter(({ link }) => link.look === 'critical').slice(0, mostLinks) : found;
  return drawn.sort((a, b) => Number(a.link.look === 'critical') - Number(b.link.look === 'critical'));
}

const Bar = memo(function Bar({
  id,
  bar,
  look,
  current,
  opened,
}: {
  readonly id: string;
  readonly bar: PlacedBar;
  readonly look: BarLook;
  readonly current: boolean;
  readonly opened: boolean;
}) {
  const words = (
    <>
      <span className="timeline-bar-key">{look.short}</span>
      <span className="timeline-bar-title">{look.title}</span>
      {look.note !== '' && <span className="timeline-bar-note">{look.note}</span>}
    </>
  );
  return (
    <div
      id={id}
      className="timeline-bar"
      role="button"
      aria-pressed={opened}
      aria-label={look.label}
      data-bar={bar.id}
      data-tone={look.tone}
      data-critical={look.critical ? '' : undefined}
      data-placed={look.placed ? '' : undefined}
      data-tick={look.tick ? '' : undefined}
      data-current={current ? '' : undefined}
      style={{ left: bar.x, top: bar.y + (rowHeight - barHeight) / 2, width: bar.width, height: barHeight }}
    >
      {bar.wordsOutside ? (
        <span className="timeline-bar-beside">{words}</span>
      ) : (
        <span className="timeline-bar-inside ellipsis">{words}</span>
      )}
    </div>
  );
});
