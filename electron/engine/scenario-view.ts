// A scenario as something to ask and to change: a workspace of its own, in a folder of the one that it was forked from.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { scenarioFolder, scenariosFolder } from './document/scenario-place.ts';
import type { OpenView } from './past-view.ts';
import { createReader } from './query/reader.ts';
import { databasePath, openReader } from './store/connection.ts';

/** Opens the workspace in a folder as the whole one is opened, and calls `onCommit` after each transaction of it. */
export type OpenNested = (folder: string, onCommit: () => void) => Promise<Result<Connection, Problem>>;

/** Opens a scenario. Refuses one whose changes are kept by another device. */
export async function openScenario(
  { folder, me }: { readonly folder: string; readonly me: string },
  scenarioId: string,
  openNested: (folder: string) => Promise<Result<Connection, Problem>>,
): Promise<Result<OpenView, Problem>> {
  const place = scenarioFolder(folder, scenarioId);
  if (!existsSync(databasePath(place))) {
    return failure(
      problem('unavailable', 'What was changed in this scenario is not on this device; open it on the device where it was made.', 'view'),
    );
  }
  const nested = await openNested(place);
  if (!nested.ok) return nested;
  const connection = openReader(place);
  if (!connection.ok) {
    await nested.value.close();
    return connection;
  }
  const close = async (): Promise<void> => {
    connection.value.close();
    await nested.value.close();
  };
  return success({ connection: { ...nested.value, close }, reader: createReader(connection.value, place, me) });
}

/** Removes what is no scenario (any more): a fork that was not finished, one that was discarded. `kept` are the ids of those to keep. */
export function sweepScenarios(folder: string, kept: ReadonlySet<string>): void {
  const all = scenariosFolder(folder);
  if (!existsSync(all)) return;
  for (const name of readdirSync(all)) if (!kept.has(name)) rmSync(join(all, name), { recursive: true, force: true });
}
