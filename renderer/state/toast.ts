// The one message at the bottom left: what just happened, or why it did not.
import { createStore } from './store.ts';

/** A message to the person. */
export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'problem';
  readonly text: string;
  /** What else is to be known, a sentence each; a message with notes stays until it is closed. */
  readonly notes?: readonly string[];
  /** What can be done about it, if anything; the way back comes last. */
  readonly actions?: readonly { readonly label: string; readonly hint?: string; readonly run: () => void }[];
}

/** The message on screen; the shell shows it. */
export const currentToast = createStore<Toast | null>(null);

let lastId = 0;

/** Shows a message in place of the one before. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  currentToast.set({ ...toast, id: lastId });
}
