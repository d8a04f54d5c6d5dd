// One registry of everything that can be done here and now. The palette, the key sheet, the menus and the keyboard all
// read it, so that they can never disagree.
import { type ComponentType, useEffect, useId } from 'react';
import { createStore, useStore } from './store.ts';

/** Where an action stands in the palette and on the key sheet. */
export type ActionGroup = 'selection' | 'list' | 'issue' | 'edit' | 'create' | 'go' | 'view' | 'help';

/** Something that can be done. */
export interface Action {
  /** Stable name, unique in the registry. */
  readonly id: string;
  readonly group: ActionGroup;
  readonly title: string;
  /** One word for where there is little room: the bulk bar. */
  readonly short?: string;
  /**
   * Ways to call it by keyboard, each a sequence of strokes: `['g', 'i']`, `['mod+k']`, `['shift+s']`, `['Delete']`.
   * `mod` is Ctrl, and Command on a Mac. The first is the one shown.
   */
  readonly keys?: readonly (readonly string[])[];
  readonly icon?: ComponentType<{ readonly size?: number | string; readonly strokeWidth?: number | string }>;
  /** Other words that find it in the palette. */
  readonly words?: string;
  /** What it will do, when that is not plain from the title. */
  readonly effect?: string;
  /** False: it has keys but is not offered in the palette (moving up and down a list). */
  readonly listed?: boolean;
  run(): void;
}

const registered = createStore<ReadonlyMap<string, readonly Action[]>>(new Map());

/** Offers actions while the component is on screen. Pass a memoised array. */
export function useOfferedActions(actions: readonly Action[]): void {
  const owner = useId();
  useEffect(() => {
    registered.set(new Map(registered.get()).set(owner, actions));
    return () => {
      const rest = new Map(registered.get());
      rest.delete(owner);
      registered.set(rest);
    };
  }, [owner, actions]);
}

/** Everything that can be done now; of two actions with one id the later offer counts. */
export function allActions(): Action[] {
  const byId = new Map<string, Action>();
  for (const actions of registered.get().values()) for (const action of actions) byId.set(action.id, action);
  return [...byId.values()];
}

/** {@link allActions}; renders again when they change. */
export function useAllActions(): readonly Action[] {
  useStore(registered);
  return allActions();
}
