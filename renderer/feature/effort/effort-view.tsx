import { type ReactNode, useMemo, useState } from 'react';
import { Treemap } from '#renderer/chart/treemap.tsx';
import type { TreemapGroup } from '#renderer/chart/treemap-layout.ts';
import { categoryColours } from '#renderer/sign/category-colour.ts';
import { countText, hoursNumber, hoursText } from '#renderer/sign/hours-text.ts';
import { type Action, useOfferedActions } from '#renderer/state/action.ts';
import { hashOf, useRoute, useScope } from '#renderer/state/navigation.ts';
import { clearSelection, selection, setCurrentIssue, toggleIssue, useSelection } from '#renderer/state/selection.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { downloadText } from '#renderer/ui/download-text.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { Grouping, QueryResult } from '#shared/contract/query.ts';
import { IssueId } from '#shared/plan/identity.ts';
import './effort.css';
import { effortCsv } from './effort-csv.ts';
import {
  type EffortChoice,
  effortChoiceOf,
  effortTable,
  type EffortTable,
  groupingName,
  groupName,
  settledChoice,
} from './effort-state.ts';
import { EffortBar } from './parts/effort-bar.tsx';
import { EffortMatrix } from './parts/effort-matrix.tsx';
import { EffortShares } from './parts/effort-shares.tsx';

interface Shown {
  readonly result: QueryResult<'effort-breakdown'>;
  readonly choice: EffortChoice;
  readonly scope: readonly string[];
}

/** Where the hours are: exact values in a matrix, proportions as areas, every group in a table. */
export function EffortView(): ReactNode {
  const route = useRoute();
  const scope = useScope();
  const roadmapIds = useMemo(() => [...scope], [scope]);
  const asked = useMemo(() => effortChoiceOf(route), [route]);
  const first = useQuery('effort-breakdown', { roadmapIds, rows: asked.rows, columns: asked.columns });
  const known = first.stale ? undefined : first.result;
  const choice = useMemo(() => settledChoice(asked, route, known), [asked, route, known]);
  const breakdown = useQuery('effort-breakdown', { roadmapIds, rows: choice.rows, columns: choice.columns });
  const area = useQuery('effort-area', { roadmapIds, group: choice.columns ?? choice.rows });
  const fresh = breakdown.stale ? undefined : breakdown.result;
  // What is shown stays, with the rows and columns that it answers, until the answer to the new ones is there.
  const [shown, setShown] = useState<Shown | null>(null);
  if (fresh !== undefined && (shown?.result !== fresh || shown.choice !== choice)) setShown({ result: fresh, choice, scope });
  const table = useMemo(() => (shown === null ? null : effortTable(shown.result, shown.choice, shown.scope)), [shown]);
  const save = () => {
    if (table !== null) downloadText(`effort-by-${choice.rows}.csv`, effortCsv(table, groupingName[choice.rows]), 'text/csv');
  };
  return (
    <main className="effort" aria-label="Effort">
      <EffortBar choice={choice} table={table} onExport={save} />
      {breakdown.problem !== null && <ErrorNote title="The effort could not be read">{breakdown.problem.message}</ErrorNote>}
      {table === null || shown === null ? (
        <Loading />
      ) : table.issues === 0 ? (
        <div className="effort-empty">
          <EmptyState title="There are no issues here">Import a plan, or create an issue, and its hours appear on this page.</EmptyState>
        </div>
      ) : (
        <Pictures table={table} choice={shown.choice} area={area.result} />
      )}
    </main>
  );
}

interface PicturesProps {
  table: EffortTable;
  choice: EffortChoice;
  area: QueryResult<'effort-area'> | undefined;
}

/** The three pictures of one breakdown, with the same colours. */
function Pictures({ table, choice, area }: PicturesProps) {
  const rowTitle = groupingName[choice.rows];
  const columnTitle = choice.columns === null ? null : groupingName[choice.columns];
  const colourOf = useMemo(
    () => categoryColours(choice.columns === null ? table.lines.map(({ name }) => name) : table.columns.map(({ key }) => key)),
    [table, choice],
  );
  const selected = useAreaSelection();
  const grouping = choice.columns ?? choice.rows;
  const groups = useMemo(
    () => areaGroups(area, grouping, (name) => colourOf(choice.columns === null ? groupName(grouping, name) : name)),
    [area, grouping, colourOf, choice],
  );
  return (
    <>
      {table.total === 0 ? (
        <div className="effort-empty">
          <EmptyState title="Nothing here has an estimate">
            {`${countText(table.unestimated)} issues have no hours, so there is nothing to draw. The table below counts them.`}
          </EmptyState>
        </div>
      ) : (
        <div className="effort-pictures">
          <section className="effort-pane" aria-labelledby="effort-matrix-title">
            <h2 className="effort-title" id="effort-matrix-title">
              <span className="text-section">
                {columnTitle === null ? `By ${rowTitle.toLowerCase()}` : `${rowTitle} by ${columnTitle.toLowerCase()}`}
              </span>
              <span className="effort-caption">hours</span>
            </h2>
            <div className="effort-scroll">
              <EffortMatrix table={table} rowTitle={rowTitle} colourOf={colourOf} />
            </div>
          </section>
          <section className="effort-pane" aria-labelledby="effort-area-title">
            <h2 className="effort-title" id="effort-area-title">
              <span className="text-section">Where the hours are</span>
              <span className="effort-caption effort-caption-end">area: hours · pale: done</span>
            </h2>
            <Treemap
              label={`Hours as areas, by ${groupingName[grouping].toLowerCase()}; the table below has the same numbers`}
              groups={groups}
              total={table.total}
              amountText={hoursText}
              amountNumber={hoursNumber}
              selected={selected}
              onCurrent={(id) => setCurrentIssue(IssueId.parse(id))}
              onToggle={(id) => toggleIssue(IssueId.parse(id))}
            />
          </section>
        </div>
      )}
      <section className="effort-pane effort-table" aria-labelledby="effort-table-title">
        <h2 className="effort-title" id="effort-table-title">
          <span className="text-section">Every {rowTitle.toLowerCase()}</span>
        </h2>
        <div className="effort-scroll">
          <EffortShares table={table} rowTitle={rowTitle} columnTitle={columnTitle} colourOf={colourOf} />
        </div>
      </section>
    </>
  );
}

/** The selection that all views share, with the keys that change it here. */
function useAreaSelection(): ReadonlySet<IssueId> {
  const { ids } = useSelection();
  useOfferedActions(
    useMemo((): Action[] => {
      const toggle = (): void => {
        const { current } = selection.get();
        if (current !== null) toggleIssue(current);
      };
      return [
        { id: 'list-select', group: 'list', title: 'Select the area', keys: [['x']], listed: false, run: toggle },
        { id: 'list-clear', group: 'list', title: 'Clear the selection', keys: [['Escape']], listed: false, run: clearSelection },
      ];
    }, []),
  );
  return ids;
}

/** The answer of the engine as groups of areas. Groups of one name (the `M1` of two plans) are drawn as one. */
function areaGroups(
  area: QueryResult<'effort-area'> | undefined,
  grouping: Grouping,
  colourOf: (name: string | null) => string,
): TreemapGroup[] {
  const cellsOf = Map.groupBy(area?.rows ?? [], ({ group }) => group);
  return [...Map.groupBy(area?.summary.groups ?? [], ({ name }) => name)].map(([name, parts]) => {
    const sum = (amount: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + amount(part), 0);
    const restIssues = sum((part) => part.restIssues);
    const rest = {
      id: `rest ${name ?? ''}`,
      title: `${countText(restIssues)} more`,
      amount: sum((part) => part.restHours),
      pale: false,
      href: null,
    };
    const cells = (cellsOf.get(name) ?? []).map(({ id, title, hours, done }) => ({
      id,
      title,
      amount: hours,
      pale: done,
      href: hashOf('issue', id),
    }));
    return {
      name: groupName(grouping, name),
      colour: colourOf(name),
      amount: sum((part) => part.hours),
      cells: restIssues > 0 ? [...cells, rest] : cells,
    };
  });
}

function Loading() {
  return (
    <div className="effort-empty" aria-busy="true" aria-label="Loading">
      {[160, 120, 190, 140].map((width) => (
        <SkeletonRow key={width} widths={[width, 0]} />
      ))}
    </div>
  );
}
