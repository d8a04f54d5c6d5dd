// A scenario as something to ask and to change: a workspace of its own, in a folder of the one that it was forked from.
import { existsSync, rmSync } from 'node:fs';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { newScenarioFolder, scenarioFolder } from './store/scenario-place.ts';
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

/**
 * Removes a fork that was not finished, and what was discarded for good. A folder that no record speaks of stays: its record
 * may be in a workspace that was put aside, and what was changed in it was acknowledged.
 */
export function sweepScenarios(folder: string, discarded: ReadonlySet<string>): void {
  for (const id of discarded) rmSync(scenarioFolder(folder, id), { recursive: true, force: true });
  rmSync(newScenarioFolder(folder), { recursive: true, force: true });
}
