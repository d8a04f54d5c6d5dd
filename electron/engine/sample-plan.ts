import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Result, success } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { JobValue } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { readPlanFile } from './file/read-plan-file.ts';

// Beside this file in a bundle, in docs/ in the source tree.
const places = ['./sample/', '../../docs/sample/'];

/**
 * Imports the sample plans when the workspace has no roadmap at all; otherwise, or where the samples are not there,
 * nothing happens. Answers how many roadmaps were added.
 */
export async function importSample(connection: Connection): Promise<Result<number, Problem>> {
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
  const done: Result<JobValue<'import-plan'>, Problem> = await connection.run('import-plan', { files });
  return done.ok ? success(done.value.roadmaps.length) : done;
}
