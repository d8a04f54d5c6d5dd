// The keys of the table: move, select, extend, open. What is done to issues comes from the shell's registry.
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Action, useOfferedActions } from '#renderer/state/action.ts';
import { openIssue } from '#renderer/state/navigation.ts';
import { clearSelection, selection, selectIssues, setCurrentIssue, toggleIssue, useSelection } from '#renderer/state/selection.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import type { IssueWindow } from './issue-window.ts';
import type { ListLayout } from './list-layout.ts';

/** What the table's keys need. */
export interface TableKeysOptions {
  readonly window: IssueWindow | undefined;
  readonly layout: ListLayout;
  /** Brings a row into view. */
  readonly reveal: (row: number) => void;
  /** Rows that fit on the screen, for the page keys. */
  readonly pageRows: () => number;
  readonly selectAll: () => void;
}

/** Where the keyboard is in the list. */
export interface TableCursor {
  /** Row over all windows; -1 before the first press. */
  readonly row: number;
  /** Puts the keyboard on a row without moving the picture. */
  put(row: number): void;
  /** Selects everything between the anchor of the selection and `row`. */
  extendTo(row: number): void;
}

/** Offers the table's actions, and keeps the keyboard on its issue while rows come and go. */
export function useTableKeys(options: TableKeysOptions): TableCursor {
  const { window, layout } = options;
  const { current } = useSelection();
  const [row, setRow] = useState(-1);
  const anchor = useRef<number | null>(null);
  const latest = useRef({ ...options, row });
  useLayoutEffect(() => {
    latest.current = { ...options, row };
  });

  // The keyboard stays on its issue: when that moved in the list, the place follows it.
  const found = current === null || window === undefined ? undefined : window.indexOf(current);
  const at = found ?? (window !== undefined && window.rowAt(row) === undefined ? Math.min(row, window.summary.total - 1) : row);
  if (at !== row) setRow(at);

  const cursor = useMemo(() => {
    const idAt = (index: number): IssueId | undefined => latest.current.window?.rowAt(index)?.id;
    const put = (index: number): void => {
      setRow(index);
      setCurrentIssue(idAt(index) ?? null);
    };
    const extendTo = (index: number): void => {
      const from = anchor.current ?? Math.max(0, latest.current.row);
      anchor.current = from;
      const ids = new Set(selection.get().ids);
      for (let place = Math.min(from, index); place <= Math.max(from, index); place += 1) {
        const id = idAt(place);
        if (id !== undefined) ids.add(id);
      }
      selectIssues(ids);
    };
    return { idAt, put, extendTo };
  }, []);

  const actions = useMemo(() => {
    const move = (to: number): void => {
      cursor.put(to);
      latest.current.reveal(to);
    };
    const step = (direction: 1 | -1): number => {
      const { row: from, layout: lines } = latest.current;
      return from < 0 ? lines.neighbour(-1, 1) : lines.neighbour(from, direction);
    };
    const page = (direction: 1 | -1): number => {
      let to = latest.current.row;
      for (let count = latest.current.pageRows(); count > 0; count -= 1) to = latest.current.layout.neighbour(to, direction);
      return to;
    };
    const extend = (direction: 1 | -1): void => {
      const to = step(direction);
      cursor.extendTo(to);
      move(to);
    };
    const free = (to: number): void => {
      anchor.current = null;
      move(to);
    };
    const toggle = (): void => {
      const id = cursor.idAt(latest.current.row);
      if (id === undefined) return;
      anchor.current = latest.current.row;
      toggleIssue(id);
    };
    const offered: Action[] = [
      { id: 'list-down', group: 'list', title: 'Down', keys: [['j'], ['ArrowDown']], listed: false, run: () => free(step(1)) },
      { id: 'list-up', group: 'list', title: 'Up', keys: [['k'], ['ArrowUp']], listed: false, run: () => free(step(-1)) },
      { id: 'list-page-down', group: 'list', title: 'A page down', keys: [['PageDown']], listed: false, run: () => free(page(1)) },
      { id: 'list-page-up', group: 'list', title: 'A page up', keys: [['PageUp']], listed: false, run: () => free(page(-1)) },
      {
        id: 'list-first',
        group: 'list',
        title: 'First',
        keys: [['Home']],
        listed: false,
        run: () => free(latest.current.layout.neighbour(-1, 1)),
      },
      {
        id: 'list-last',
        group: 'list',
        title: 'Last',
        keys: [['End']],
        listed: false,
        run: () => free(latest.current.layout.neighbour(latest.current.window?.summary.total ?? 0, -1)),
      },
      { id: 'list-select', group: 'list', title: 'Select', keys: [['x'], ['Space']], listed: false, run: toggle },
      {
        id: 'list-extend-down',
        group: 'list',
        title: 'Select downwards',
        keys: [['shift+ArrowDown'], ['shift+j']],
        listed: false,
        run: () => extend(1),
      },
      {
        id: 'list-extend-up',
        group: 'list',
        title: 'Select upwards',
        keys: [['shift+ArrowUp'], ['shift+k']],
        listed: false,
        run: () => extend(-1),
      },
      { id: 'list-select-all', group: 'list', title: 'Select all in the list', keys: [['mod+a']], run: () => latest.current.selectAll() },
      { id: 'list-clear', group: 'list', title: 'Clear the selection', keys: [['Escape']], listed: false, run: clearSelection },
      {
        id: 'list-open',
        group: 'list',
        title: 'Open',
        keys: [['Enter'], ['o']],
        listed: false,
        run() {
          const id = cursor.idAt(latest.current.row);
          if (id !== undefined) openIssue(id, latest.current.row);
        },
      },
    ];
    return offered;
  }, [cursor]);
  useOfferedActions(actions);

  return { row: layout.count === 0 ? -1 : at, put: cursor.put, extendTo: cursor.extendTo };
}
