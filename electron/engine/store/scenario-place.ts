import { constants, cpSync, existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { databasePath } from './connection.ts';
import { syncFile } from './sync-file.ts';
import { syncFolder } from './sync-folder.ts';

/** Name of the folder of all scenarios in that of their workspace. */
export const scenariosName = 'scenario';

/** The folder of all scenarios of the workspace in `folder`. */
export function scenariosFolder(folder: string): string {
  return join(folder, scenariosName);
}

/** The folder of one scenario: a workspace of its own. */
export function scenarioFolder(folder: string, scenarioId: string): string {
  return join(scenariosFolder(folder), scenarioId);
}

/** Whether a folder is that of a scenario in another workspace. */
export function isScenarioFolder(folder: string): boolean {
  const scenarios = dirname(folder);
  return basename(scenarios) === scenariosName && existsSync(databasePath(dirname(scenarios)));
}

/** Where a fork is made before it has its id and its record. No id begins with a dot. */
export function newScenarioFolder(folder: string): string {
  return join(scenariosFolder(folder), '.new');
}

/** Copies what was changed in scenarios of the workspace in `folder` into the folder `target`, but for those that are there already. */
export function copyScenarios(folder: string, target: string): void {
  const from = scenariosFolder(folder);
  for (const id of existsSync(from) ? readdirSync(from) : []) {
    const to = join(target, id);
    if (id.startsWith('.') || existsSync(to)) continue;
    cpSync(join(from, id), to, { recursive: true, mode: constants.COPYFILE_FICLONE });
    for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) syncFile(path);
      else if (entry.isDirectory()) syncFolder(path);
    }
    syncFolder(to);
  }
  if (existsSync(target)) syncFolder(target);
}
