import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Result, success } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { giveSampleTeam } from '#shared/contract/sample-team.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import { readPlanFile } from './file/read-plan-file.ts';
import { isWorkspace } from './is-workspace.ts';

// Beside this file in a bundle, in docs/ in the source tree.
const places = ['./sample/', '../../docs/sample/'];

/** True while no workspace was ever made in this folder. */
export function isFirstRun(folder: string): boolean {
  return !isWorkspace(folder);
}

/**
 * Imports the sample plans when the workspace has no roadmap at all; otherwise, or where the samples are not there,
 * nothing happens. The first of its sprints starts on the Monday of the week that holds `today`. Answers how many roadmaps were added.
 */
export async function importSample(connection: Connection, today: IsoDate): Promise<Result<number, Problem>> {
  const workspace = await connection.query('workspace', {});
  if (!workspace.ok) return workspace;
  const folder = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((place) => existsSync(place));
  if (workspace.value.rows.length > 0 || folder === undefined) return success(0);
  const files = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    const file = readPlanFile(`${folder}/${name}`);
    if (!file.ok) return file;
    // Not where it lies on this machine, so that the page's own way to open the sample finds it again.
    files.push({ path: `sample/${name}`, text: file.value.text });
  }
  if (files.length === 0) return success(0);
  const done = await connection.run('import-plan', { files });
  if (!done.ok) return done;
  const team = await giveSampleTeam(connection, today);
  return team.ok ? success(done.value.roadmaps.length) : team;
}
