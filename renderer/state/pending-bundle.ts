// A bundle that somebody chose or dropped, and that is being taken in: the shell shows how far it is, whatever place the page is at.
import { createStore } from './store.ts';

/** How the names of bundles end. */
const ending = '.sextant';

/** The bundle that is being taken in; `null`: none. */
export const pendingBundle = createStore<File | null>(null);

/** Whether a file that was dropped is a bundle, by its name. */
export function isBundle({ name }: Pick<File, 'name'>): boolean {
  return name.toLowerCase().endsWith(ending);
}
