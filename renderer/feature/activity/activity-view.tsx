import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { sayDay } from '#renderer/sign/time-text.ts';
import { hashOf, navigate, useRoute } from '#renderer/state/navigation.ts';
import { dayOf, useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { activityArgsOf, useActivityFeed } from './activity-state.ts';
import { activitySteps, feedLines, type FeedLine } from './feed.ts';
import { ActivityBar } from './parts/activity-bar.tsx';
import { AuditButtons, AuditNote } from './parts/audit-note.tsx';
import { EntryLine, StepLine } from './parts/step-line.tsx';
import { useAudit } from './use-audit.ts';
import { useFeedKeys } from './use-feed-keys.ts';
import './activity.css';

/** Heights of the lines in pixels. */
const heights: Readonly<Record<FeedLine['kind'], number>> = { day: 34, step: 30, entry: 26 };
/** Lines drawn beyond either edge of the screen; within this many of the end the next page is loaded. */
const overscan = 12;

const localDay = (at: string): string => {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? '' : dayOf(when);
};

/** Everything that was changed in the workspace, newest first: by day, one line a command. */
export function ActivityView(): ReactNode {
  const route = useRoute();
  const today = useToday();
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const args = useMemo(() => activityArgsOf(route), [route]);
  const feed = useActivityFeed(args);
  const audit = useAudit();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const steps = useMemo(() => activitySteps(feed.rows), [feed.rows]);
  const lines = useMemo(() => feedLines(steps, open, localDay), [steps, open]);
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);

  const scroller = useRef<HTMLDivElement>(null);
  const sticky = useRef<number | null>(null);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const place = lines.findLastIndex((line, index) => index <= range.startIndex && line.kind === 'day');
      sticky.current = place < 0 ? null : place;
      const places = defaultRangeExtractor(range);
      return place < 0 || places.includes(place) ? places : [place, ...places];
    },
    [lines],
  );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((place: number) => heights[lines[place]?.kind ?? 'step'], [lines]),
    getItemKey: useCallback((place: number) => lines[place]?.key ?? place, [lines]),
    overscan,
    rangeExtractor,
    scrollPaddingStart: heights.day,
  });
  useEffect(() => virtual.measure(), [virtual, lines]);
  const drawn = virtual.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? 0;
  const { loadMore } = feed;
  useEffect(() => {
    if (lastDrawn >= lines.length - overscan) loadMore();
  }, [lastDrawn, lines.length, loadMore]);
  const current = useFeedKeys({ lines, reveal: (place) => virtual.scrollToIndex(place), toggle });

  const narrowed = [...route.search.keys()].length > 0;
  const last = steps.at(-1);
  return (
    <main className="activity" aria-label="Activity">
      <h1 className="unseen">Activity</h1>
      <ActivityBar route={route} feed={feed} audit={<AuditButtons audit={audit} />} />
      <AuditNote audit={audit} />
      {feed.problem !== null && (
        <div className="activity-note">
          <ErrorNote title="The activity could not be read">{feed.problem.message}</ErrorNote>
        </div>
      )}
      {feed.summary === undefined && feed.problem === null && (
        <div className="activity-note" aria-busy="true">
          {Array.from({ length: 10 }, (_, index) => (
            <SkeletonRow key={index} widths={[40, 14, 90, 220, 0]} />
          ))}
        </div>
      )}
      {feed.summary?.total === 0 && (
        <div className="activity-note">
          {narrowed ? (
            <EmptyState
              title="No change fits these filters"
              action={<Button onClick={() => navigate(hashOf('activity'))}>Show everything</Button>}
            >
              Take a filter away, or choose more values in one.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing has been changed yet">
              Whatever anybody changes in this workspace appears here, with who, when, and what it was before.
            </EmptyState>
          )}
        </div>
      )}
      <div ref={scroller} className="activity-scroll">
        <div className="activity-lines" role="list" aria-label="Changes, newest first" style={{ height: virtual.getTotalSize() }}>
          {drawn.map(({ index, start, key }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const stuck = sticky.current === index;
            return (
              <div
                key={key}
                role="listitem"
                className={`activity-line activity-${line.kind}`}
                data-line={index}
                data-current={current === index ? '' : undefined}
                data-sticky={stuck ? '' : undefined}
                style={stuck ? undefined : { transform: `translateY(${start}px)` }}
              >
                {line.kind === 'day' && <h2>{sayDay(line.at, today)}</h2>}
                {line.kind === 'step' && (
                  <StepLine
                    step={line.step}
                    open={line.open}
                    unfinished={!feed.complete && line.step === last}
                    personIndex={authorIndex(line.step.author, people)}
                    onToggle={() => toggle(line.step.id)}
                  />
                )}
                {line.kind === 'entry' && <EntryLine entry={line.entry} />}
              </div>
            );
          })}
        </div>
        {!feed.complete && feed.rows.length > 0 && <SkeletonRow widths={[40, 14, 90, 220, 0]} />}
      </div>
    </main>
  );
}
