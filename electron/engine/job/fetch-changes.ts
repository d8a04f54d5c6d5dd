import { keepFetched } from '#electron/engine/store/fetched-changes.ts';
import { ChangeSearch } from '#electron/engine/sync/change-search.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';

/** How often it is looked whether something has come, and how long nothing may come before nobody is asked any more, in milliseconds. */
const times = { look: 50, wait: 3000 } as const;

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, times.look));

/**
 * The job `fetch-changes`: asks those who are connected for changes by name, and keeps what comes and is genuine for the next repair. The
 * log is left as it is.
 */
export const fetchChanges: JobHandler<'fetch-changes'> = function* ({ wanted }, store, help) {
  const team = help?.peers ?? null;
  if (team === null) return failure(problem('unavailable', 'A scenario is on this device alone; open the workspace itself.'));
  const anew = team.beginAnew();
  const search = new ChangeSearch(wanted, store.team.entries()[0]?.author ?? '');
  const total = search.left;
  let [left, since] = [total, performance.now()];
  try {
    team.seek(search);
    while (search.left > 0 && performance.now() - since < times.wait) {
      yield { step: 'Asking the other devices', done: total - search.left, total, until: pause() };
      if (search.left !== left) [left, since] = [search.left, performance.now()];
    }
  } finally {
    team.seek(null);
  }
  if (search.found.size > 0) keepFetched(store.folder, [...search.found.values()]);
  return success({ fetched: search.found.size, missing: search.left, asked: team.talks().length, anew });
};
