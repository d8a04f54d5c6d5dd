import { constants, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of all scenarios of the workspace in `folder`. */
export function scenariosFolder(folder: string): string {
  return join(folder, 'scenario');
}

/** The folder of one scenario: a workspace of its own. */
export function scenarioFolder(folder: string, scenarioId: string): string {
  return join(scenariosFolder(folder), scenarioId);
}

/** Where a fork is made before it has its id and its record. No id begins with a dot. */
export function newScenarioFolder(folder: string): string {
  return join(scenariosFolder(folder), '.new');
}

/** Copies what was changed in scenarios of the workspace in `folder` to another one, which has none. */
export function copyScenarios(folder: string, target: string): void {
  const from = scenariosFolder(folder);
  if (existsSync(from)) cpSync(from, scenariosFolder(target), { recursive: true, mode: constants.COPYFILE_FICLONE });
}
