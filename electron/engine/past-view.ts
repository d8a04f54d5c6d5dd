// A past as something to ask: its database is made by a worker in the cache of the workspace, and goes with the view.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { View } from '#shared/contract/view.ts';
import type { Moment } from './document/moment.ts';
import type { EngineJobControl } from './job/engine-job.ts';
import { LiveQueries } from './live-query.ts';
import { prepareQuery } from './query/answer-query.ts';
import { createReader, type Reader } from './query/reader.ts';
import { readCopy } from './store/database-copy.ts';
import { startStoreTask } from './job/store-task.ts';

/** A view that can be asked. */
export interface OpenView {
  readonly connection: Omit<Connection, 'in'>;
  readonly reader: Reader;
}

/** What it takes to open a past. */
export interface PastOptions {
  readonly folder: string;
  readonly me: string;
  readonly storeWorkerUrl: URL;
  readonly view: View;
  readonly moment: Moment;
  /** How people know it. */
  readonly name: string;
}

/** Where the pasts of a workspace are kept while they are open. It may be removed whenever the workspace is closed. */
export function cacheFolder(folder: string): string {
  return join(folder, 'cache');
}

/** Makes a past ready to be asked. What does not get that far leaves nothing behind. */
export async function openPast(
  { folder, me, storeWorkerUrl, view, moment, name }: PastOptions,
  control: EngineJobControl,
): Promise<Result<OpenView, Problem>> {
  const file = join(cacheFolder(folder), `${view.replace(':', '-')}.sqlite`);
  const part = `${file}.part`;
  try {
    mkdirSync(cacheFolder(folder), { recursive: true });
    rmSync(part, { force: true });
    const made = await startStoreTask({ storeWorkerUrl }, { type: 'view', folder, path: part, moment }, control);
    if (!made.ok) {
      rmSync(part, { force: true });
      return made;
    }
    renameSync(part, file);
    const database = readCopy(file);
    const reader = createReader(database, folder, me);
    const close = async (): Promise<void> => {
      database.close();
      rmSync(file, { force: true });
    };
    return success({ connection: pastConnection(reader, name, close), reader });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(problem('storage', `The view could not be prepared (${reason}). Check free space and access.`, file));
  }
}

function pastConnection(reader: Reader, name: string, close: () => Promise<void>): OpenView['connection'] {
  const live = new LiveQueries(reader);
  const refusal = (): Problem =>
    problem(
      'read-only',
      `This is the plan as it was (${name}), which nobody can change. Go back to the present, or begin a scenario.`,
      'view',
    );
  return {
    command: async () => failure(refusal()),
    run: async () => failure(refusal()),
    async query(queryName, args) {
      const query = prepareQuery(queryName, args);
      // `prepareQuery` checked the name, so the answer is that query's.
      return query.ok ? live.ask(query.value) : query;
    },
    subscribe(queryName, args, listener) {
      const query = prepareQuery(queryName, args);
      if (query.ok) {
        // As above.
        return live.subscribe(query.value, (answer) => listener(answer));
      }
      let wanted = true;
      queueMicrotask(() => {
        if (wanted) listener(query);
      });
      return () => {
        wanted = false;
      };
    },
    async close() {
      live.clear();
      await close();
    },
  };
}
