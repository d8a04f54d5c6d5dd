import { ArrowLeftRight } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { InPresent } from '#renderer/state/engine-context.tsx';
import { setSearch, useRoute } from '#renderer/state/navigation.ts';
import { dayOf, useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Chip, ChipButton } from '#renderer/ui/chip.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { ToolBar, ToolBarSpace } from '#renderer/ui/tool-bar.tsx';
import { IsoDate } from '#shared/plan/quantity.ts';
import { viewPlace } from '#shared/contract/view.ts';
import { isSame, type Kind, kinds, kindsOf, sidesOf } from './compare-state.ts';
import { ComparedIssues } from './parts/compared-issues.tsx';
import { ComparedTotals } from './parts/compared-totals.tsx';
import { MergeBar } from './parts/merge-bar.tsx';
import { SidePicker } from './parts/side-picker.tsx';
import './compare.css';

/** Two plans side by side: what was added, what is gone, what changed, and what it does to effort and dates. */
export function CompareView(): ReactNode {
  return (
    <InPresent>
      <Comparison />
    </InPresent>
  );
}

function Comparison(): ReactNode {
  const route = useRoute();
  const today = IsoDate.parse(useToday());
  const { from, to } = useMemo(() => sidesOf(route), [route]);
  const wanted = useMemo(() => kindsOf(route), [route]);
  const first = useQuery('compare', { from, to, day: today, differences: wanted, limit: 1 });
  // What was planned then is placed from that day on, so that work which did not progress since shows as slipped.
  const past = from !== null && viewPlace(from).kind !== 'scenario' ? (first.result?.summary.from.at ?? null) : null;
  const fromDay = past === null ? null : (IsoDate.safeParse(dayOf(new Date(past))).data ?? null);
  const { result, problem, stale } = useQuery('compare', { from, to, day: today, fromDay, differences: wanted });
  const summary = result?.summary;
  const toggle = (kind: Kind): void =>
    setSearch({ kind: wanted.includes(kind) ? wanted.filter((one) => one !== kind) : [...wanted, kind] });
  return (
    <main className="compare" aria-label="Compare" aria-busy={stale || summary === undefined}>
      <h1 className="unseen">Compare</h1>
      <ToolBar wraps>
        <SidePicker label="Before" parameter="from" view={from} named={summary?.from} />
        <IconButton
          icon={ArrowLeftRight}
          label="Exchange the two"
          onClick={() => setSearch({ from: to === null ? [] : [to], to: from === null ? [] : [from] })}
        />
        <SidePicker label="After" parameter="to" view={to} named={summary?.to} />
        <ToolBarSpace />
        {summary !== undefined &&
          kinds.map(({ kind, name, sign }) => (
            <Chip key={kind} label={name}>
              <ChipButton strong={wanted.includes(kind)} aria-pressed={wanted.includes(kind)} onClick={() => toggle(kind)}>
                {sign} {summary[kind]} {name}
              </ChipButton>
            </Chip>
          ))}
      </ToolBar>
      <div className="compare-scroll">
        {problem !== null && <ErrorNote title="These plans could not be compared">{problem.message}</ErrorNote>}
        {summary === undefined && problem === null && (
          <div>
            {[320, 260, 380].map((width) => (
              <SkeletonRow key={width} widths={[24, width, 0]} />
            ))}
          </div>
        )}
        {summary !== undefined && to !== null && viewPlace(to).kind === 'scenario' && (
          <MergeBar scenario={viewPlace(to)} name={summary.to.label} />
        )}
        {summary !== undefined && from === to && (
          <EmptyState title="Choose two plans">
            A day, a baseline or a scenario on one side, and what to compare it with on the other.
          </EmptyState>
        )}
        {summary !== undefined && from !== to && isSame(summary) && wanted.length === 0 && (
          <EmptyState title="The two plans are the same">No issue, milestone or date differs.</EmptyState>
        )}
        {summary !== undefined && from !== to && !isSame(summary) && <ComparedTotals comparison={summary} />}
        {result !== undefined && from !== to && result.rows.length > 0 && (
          <ComparedIssues rows={result.rows} total={result.summary.total} />
        )}
      </div>
    </main>
  );
}
