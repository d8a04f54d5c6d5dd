import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { openEditor, pick, type PickedField } from '#renderer/state/editor-request.ts';
import { knownIssue, rememberIssues } from '#renderer/state/known-row.ts';
import { listQueryOf, windowArgs } from '#renderer/state/list-query.ts';
import { openIssue, useRoute } from '#renderer/state/navigation.ts';
import { selectIssues, targetIssues, toggleIssue, useSelection } from '#renderer/state/selection.ts';
import { useToday } from '#renderer/state/today.ts';
import { useAsk } from '#renderer/state/use-ask.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { IssueId } from '#shared/plan/identity.ts';
import { limit } from '#shared/plan/limit.ts';
import { pagesOf, useIssueWindow } from './issue-window.ts';
import { groupHeight, groupKeyOf, headHeight, listLayout, rowHeight } from './list-layout.ts';
import { GroupRow } from './parts/group-row.tsx';
import { IssueRow } from './parts/issue-row.tsx';
import { NoIssues } from './parts/no-issues.tsx';
import { SelectionBar } from './parts/selection-bar.tsx';
import { TableHead } from './parts/table-head.tsx';
import { ViewBar } from './parts/view-bar.tsx';
import { useForeignFlash } from './use-foreign-flash.ts';
import { usePresentRows } from './use-present-rows.ts';
import { useScrollPlace } from './use-scroll-place.ts';
import { useTableKeys } from './use-table-keys.ts';
import './issue-table.css';

/** Lines drawn beyond either edge of the screen. */
const overscan = 10;
/** Free space below the last row, for the bulk bar, in pixels. */
const footSpace = 64;
/** Rows that are asked for before the first answer says how many there are. */
const firstRows = 40;

const nothingCollapsed: ReadonlySet<string> = new Set();

/** The table of issues: grouped, sorted and narrowed as the address says, however many there are. */
export function IssueTableView(): ReactNode {
  const route = useRoute();
  const list = useMemo(() => listQueryOf(route), [route]);
  const ask = useAsk();
  const today = useToday();
  const { ids: selected } = useSelection();
  const people = useQuery('workspace', {}).result?.summary.people;
  const chain = useQuery('critical-path', { roadmapIds: list.filter.roadmapIds }).result?.rows;
  const critical = useMemo(() => new Set(chain?.map(({ id }) => id)), [chain]);
  const personIndex = useMemo(() => new Map(people?.map((person, index) => [person.id, index])), [people]);
  const present = usePresentRows(people);
  const [shownRange, setShownRange] = useState({ first: 0, last: firstRows });
  const [collapsedBy, setCollapsedBy] = useState<{ readonly group: string | null; readonly keys: ReadonlySet<string> }>({
    group: null,
    keys: nothingCollapsed,
  });

  const { window: seen, problem } = useIssueWindow(list, shownRange.first, shownRange.last);
  const group = seen?.list.group ?? null;
  const collapsed = collapsedBy.group === group ? collapsedBy.keys : nothingCollapsed;
  const groups = seen?.summary.groups;
  const total = seen?.summary.total ?? 0;
  const layout = useMemo(() => listLayout(group === null ? [] : (groups ?? []), total, collapsed), [group, groups, total, collapsed]);

  const scroller = useRef<HTMLDivElement>(null);
  const stickyHead = useRef<number | null>(null);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const head = layout.heads.findLast((place) => place <= range.startIndex) ?? null;
      stickyHead.current = head;
      const places = defaultRangeExtractor(range);
      return head === null || places.includes(head) ? places : [head, ...places];
    },
    [layout],
  );
  const virtual = useVirtualizer({
    count: layout.count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((place: number) => (layout.item(place).kind === 'group' ? groupHeight : rowHeight), [layout]),
    overscan,
    rangeExtractor,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight + groupHeight,
    scrollPaddingEnd: footSpace,
    paddingEnd: footSpace,
  });
  // Sizes are a function of the layout alone; the virtualiser keeps those it has seen until it is told.
  useEffect(() => virtual.measure(), [virtual, layout]);
  const lines = virtual.getVirtualItems();
  useEffect(() => {
    const rows = lines.flatMap(({ index }) => {
      const item = index < layout.count ? layout.item(index) : undefined;
      return item?.kind === 'row' ? [item.index] : [];
    });
    const [first] = rows;
    if (first === undefined) return;
    const last = rows.at(-1) ?? first;
    // Only another page is a reason to draw again: scrolling inside one is the virtualiser's own business.
    setShownRange((before) => (pagesOf(before.first, before.last).join() === pagesOf(first, last).join() ? before : { first, last }));
  }, [lines, layout]);

  useForeignFlash(seen?.rows, rowId);
  useScrollPlace(scroller, list);

  const selectAll = useCallback(async () => {
    const ids: IssueId[] = [];
    for (let offset = 0; offset === ids.length; offset += limit.window) {
      const answer = await ask('issue-list', windowArgs(list, offset, limit.window));
      if (!answer.ok || answer.value.rows.length === 0) break;
      rememberIssues(answer.value.rows);
      ids.push(...answer.value.rows.map((row) => row.id));
    }
    selectIssues(ids.slice(0, limit.bulk));
  }, [ask, list]);

  const cursor = useTableKeys({
    window: seen,
    layout,
    reveal(row) {
      const place = layout.placeOfRow(row);
      if (place !== null) virtual.scrollToIndex(place);
    },
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 3),
    selectAll: () => void selectAll(),
  });

  const toggleGroup = (key: string): void => {
    const keys = new Set(collapsed);
    if (!keys.delete(key)) keys.add(key);
    setCollapsedBy({ group, keys });
  };
  const onClick = (event: MouseEvent): void => {
    const pressed = pressedRow(event);
    if (pressed === null) return;
    const { id, index, field, check } = pressed;
    if (event.shiftKey) {
      cursor.extendTo(index);
      cursor.put(index);
    } else if (check || event.ctrlKey || event.metaKey) {
      cursor.put(index);
      toggleIssue(id);
    } else if (field !== null && field !== 'title') {
      cursor.put(index);
      pick(field, [id]);
    } else {
      cursor.put(index);
      openIssue(id, index);
    }
  };
  const onContextMenu = (event: MouseEvent): void => {
    const pressed = pressedRow(event);
    if (pressed === null) return;
    event.preventDefault();
    cursor.put(pressed.index);
    const issueIds = selected.has(pressed.id) ? targetIssues() : [pressed.id];
    openEditor.set({ kind: 'menu', issueIds, anchor: { x: event.clientX, y: event.clientY, width: 0, height: 0 } });
  };

  const activeRow = seen?.rowAt(cursor.row);
  return (
    <main className="issue-list" aria-label={route.place === 'ready' ? 'Ready to start' : 'Issues'}>
      <ViewBar route={route} list={list} summary={seen?.summary} stale={seen?.stale ?? false} />
      {problem !== null && (
        <div className="issue-table-problem">
          <ErrorNote title="The list could not be brought up to date">{problem.message}</ErrorNote>
        </div>
      )}
      <div
        className="issue-table"
        role="grid"
        aria-label={route.place === 'ready' ? 'Ready to start' : 'Issues'}
        aria-rowcount={total + 1}
        aria-multiselectable="true"
        aria-activedescendant={activeRow === undefined ? undefined : rowId(activeRow.id)}
        tabIndex={0}
        onClick={onClick}
        onContextMenu={onContextMenu}
      >
        <div ref={scroller} className="issue-scroll" data-selecting={selected.size > 0 ? '' : undefined}>
          <TableHead />
          {seen === undefined && <Waiting />}
          {seen !== undefined && total === 0 && <NoIssues route={route} filter={list.filter} />}
          <div className="issue-table-lines" style={{ height: virtual.getTotalSize() }}>
            {lines.map((line) => {
              const item = line.index < layout.count ? layout.item(line.index) : undefined;
              if (item === undefined) return null;
              if (item.kind === 'group') {
                const head = groups?.[item.index];
                if (head === undefined || group === null) return null;
                const sticky = stickyHead.current === line.index;
                return (
                  <div
                    key={`group ${groupKeyOf(head)}`}
                    className="group-line"
                    role="row"
                    data-sticky={sticky ? '' : undefined}
                    style={sticky ? undefined : { transform: `translateY(${line.start - headHeight}px)` }}
                  >
                    <span role="gridcell" className="group-cell">
                      <GroupRow
                        group={head}
                        grouping={group}
                        collapsed={collapsed.has(groupKeyOf(head))}
                        today={today}
                        onToggle={() => toggleGroup(groupKeyOf(head))}
                      />
                    </span>
                  </div>
                );
              }
              const row = seen?.rowAt(item.index);
              return (
                <IssueRow
                  key={`row ${item.index}`}
                  id={row === undefined ? '' : rowId(row.id)}
                  row={row}
                  index={item.index}
                  top={line.start - headHeight}
                  selected={row !== undefined && selected.has(row.id)}
                  current={cursor.row === item.index}
                  critical={row !== undefined && critical.has(row.id)}
                  longest={seen?.summary.longest ?? 0}
                  present={row === undefined ? undefined : present.get(row.id)}
                  personIndex={(row?.assigneeId ? personIndex.get(row.assigneeId) : undefined) ?? 0}
                />
              );
            })}
          </div>
        </div>
      </div>
      <SelectionBar />
    </main>
  );
}

function rowId(id: IssueId): string {
  return `issue-${id}`;
}

/** What of which row the pointer is on. */
function pressedRow(event: MouseEvent): { id: IssueId; index: number; field: PickedField | null; check: boolean } | null {
  const target = event.target instanceof Element ? event.target : null;
  const element = target?.closest<HTMLElement>('[data-issue]') ?? null;
  if (target === null || element === null) return null;
  // The row wrote its id and the field's name there itself.
  const id = element.dataset['issue'] as IssueId;
  const field = target.closest<HTMLElement>('[data-field]')?.dataset['field'] as PickedField | undefined; // as above
  if (knownIssue(id) === undefined) return null;
  return { id, index: Number(element.dataset['index']), field: field ?? null, check: target.closest('[data-check]') !== null };
}

/** The shape of the rows before the first answer. */
function Waiting(): ReactNode {
  return (
    <div className="issue-waiting">
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className="issue-row">
          <SkeletonRow widths={[0, 46, 14, 300, 30, 150]} />
        </div>
      ))}
    </div>
  );
}
