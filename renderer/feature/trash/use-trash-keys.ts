// The keys of the trash: move from line to line, choose, restore.
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Action, useOfferedActions } from '#renderer/state/action.ts';
import type { TrashRow } from '#shared/contract/trash.ts';
import type { TrashChoice, TrashWindow } from './trash-state.ts';

/** What the keys need. */
export interface TrashKeysOptions {
  readonly trash: TrashWindow;
  readonly choice: TrashChoice;
  /** Brings a line into view. */
  readonly reveal: (place: number) => void;
  readonly chooseAll: () => void;
  readonly restore: (rows: readonly TrashRow[]) => void;
  /** Nothing can be restored in the plan that is looked at. */
  readonly readOnly: boolean;
}

/** Where the keyboard is in the trash. */
export interface TrashCursor {
  /** Line over all windows; -1 before the first press. */
  readonly place: number;
  /** Chooses everything between the line chosen last and `place`; without one, `place` alone. */
  extendTo(place: number): void;
  /** Chooses or lets go of one line, from which the next range is drawn. */
  toggle(place: number): void;
}

/** Offers the keys. The keyboard keeps its place when lines come and go, as a list of equals does. */
export function useTrashKeys(options: TrashKeysOptions): TrashCursor {
  const [wanted, setPlace] = useState(-1);
  const place = Math.min(wanted, (options.trash.total ?? 0) - 1);
  const anchor = useRef<number | null>(null);
  const latest = useRef({ ...options, place });
  useLayoutEffect(() => {
    latest.current = { ...options, place };
  });
  const cursor = useMemo(() => {
    const toggle = (at: number): void => {
      const row = latest.current.trash.rowAt(at);
      if (row === undefined) return;
      anchor.current = at;
      latest.current.choice.toggle(row);
    };
    const extendTo = (at: number): void => {
      anchor.current ??= Math.max(0, latest.current.place);
      const [from, to] = [Math.min(anchor.current, at), Math.max(anchor.current, at)];
      const rows = Array.from({ length: to - from + 1 }, (_, step) => latest.current.trash.rowAt(from + step));
      latest.current.choice.add(rows.filter((row) => row !== undefined));
    };
    return { toggle, extendTo };
  }, []);
  const actions = useMemo(() => {
    const move = (direction: 1 | -1): number => {
      const to = Math.min(Math.max(0, latest.current.place + direction), Math.max(0, (latest.current.trash.total ?? 0) - 1));
      setPlace(to);
      latest.current.reveal(to);
      return to;
    };
    const free = (direction: 1 | -1): void => {
      anchor.current = null;
      move(direction);
    };
    const extend = (direction: 1 | -1): void => {
      anchor.current ??= Math.max(0, latest.current.place);
      cursor.extendTo(move(direction));
    };
    const moves: Action[] = [
      { id: 'list-down', group: 'list', title: 'Down', keys: [['j'], ['ArrowDown']], listed: false, run: () => free(1) },
      { id: 'list-up', group: 'list', title: 'Up', keys: [['k'], ['ArrowUp']], listed: false, run: () => free(-1) },
    ];
    const extendKeys = { down: [['shift+ArrowDown'], ['shift+j']], up: [['shift+ArrowUp'], ['shift+k']] };
    const choices: Action[] = [
      {
        id: 'list-select',
        group: 'list',
        title: 'Select',
        keys: [['x'], ['Space']],
        listed: false,
        run: () => cursor.toggle(latest.current.place),
      },
      { id: 'list-extend-down', group: 'list', title: 'Select downwards', keys: extendKeys.down, listed: false, run: () => extend(1) },
      { id: 'list-extend-up', group: 'list', title: 'Select upwards', keys: extendKeys.up, listed: false, run: () => extend(-1) },
      { id: 'list-select-all', group: 'list', title: 'Select all in the list', keys: [['mod+a']], run: () => latest.current.chooseAll() },
      {
        id: 'list-clear',
        group: 'list',
        title: 'Clear the selection',
        keys: [['Escape']],
        listed: false,
        run: () => latest.current.choice.clear(),
      },
      {
        id: 'list-open',
        group: 'list',
        title: 'Restore from the trash',
        keys: [['Enter'], ['r']],
        run() {
          const { choice, trash, place: at, restore } = latest.current;
          const row = trash.rowAt(at);
          if (choice.rows.size > 0) restore([...choice.rows.values()]);
          else if (row !== undefined) restore([row]);
        },
      },
    ];
    return options.readOnly ? moves : [...moves, ...choices];
  }, [cursor, options.readOnly]);
  useOfferedActions(actions);
  return { place, ...cursor };
}
