// A value that several components share, outside React.
import { useSyncExternalStore } from 'react';

/** A shared value: read it, replace it, hear of it. */
export interface Store<Value> {
  get(): Value;
  /** Listeners hear of it unless the value is the same by `Object.is`. */
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
}

/** Makes a {@link Store} that holds `value`. */
export function createStore<Value>(value: Value): Store<Value> {
  let current = value;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(next) {
      if (Object.is(current, next)) return;
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value; renders again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}
