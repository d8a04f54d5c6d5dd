import { resolve } from 'node:path';
import { type PlanFile, readPlanFile } from '#electron/engine/file/read-plan-file.ts';
import { isWorkspaceFile } from '#electron/engine/file/is-workspace-file.ts';
import type { ImportReport } from '#shared/contract/job.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { showProgress } from '../terminal/show-progress.ts';

/** `sextant import FILE…`: reads plans; a plan that is there already, by path, is updated. All files or none. */
export const importVerb: Verb = {
  name: 'import',
  summary: 'read Markdown plans into the workspace; a plan that is there already is updated',
  operands: 'FILE…',
  words: [1, 1000],
  options: {},
  examples: ['sextant import ROADMAP.md ISSUES.md', 'sextant import workspace.json --workspace NEW-FOLDER'],
  begins: true,
  run,
};

async function run(call: Call): Promise<Report> {
  // Every file is read before anything is changed, so that a bad one leaves the workspace as it was.
  const paths = [...new Set(call.words.map((word) => resolve(call.host.cwd, word)))];
  const workspaceFile = paths.find((path) => isWorkspaceFile(path));
  if (workspaceFile !== undefined) return importWorkspace(call, paths, workspaceFile);
  const files = paths.map((path): PlanFile => take(readPlanFile(path)));
  const connection = await call.open();
  const { roadmaps } = take(await connection.run('import-plan', { files }, { onProgress: showProgress(call) }));
  return {
    json: { roadmaps },
    text: (paint, columns) => describe(roadmaps, paint, columns),
    hint: 'See what can start now: sextant ready',
  };
}

/** An exported workspace, which goes into an empty one and comes alone. */
async function importWorkspace(call: Call, paths: readonly string[], path: string): Promise<Report> {
  if (paths.length > 1) throw misuse(`${path} is an exported workspace; it is imported alone, into an empty workspace.`, path);
  const connection = await call.open();
  const taken = take(await connection.run('import-json', { path }, { onProgress: showProgress(call) }));
  const { roadmaps, issues, changes } = taken;
  const history = changes > 0 ? `with ${countText(changes, 'change')}` : 'without history';
  return {
    json: taken,
    text: () => `The whole workspace: ${countText(roadmaps, 'roadmap')}, ${countText(issues, 'issue')}, ${history}.`,
    hint: 'See what can start now: sextant ready',
  };
}

function describe(roadmaps: readonly ImportReport[], paint: Paint, columns: number | null): string {
  const summary = table(
    [
      { head: 'Roadmap', flexible: true },
      { head: 'Outcome' },
      { head: 'Issues', align: 'right' },
      { head: 'Milestones', align: 'right' },
      { head: 'Dependencies', align: 'right' },
      { head: 'Checklist', align: 'right' },
      { head: 'Lines understood', align: 'right' },
      { head: 'kept as text', align: 'right' },
      { head: 'lost', align: 'right' },
    ],
    roadmaps.map((roadmap) => [
      roadmap.title,
      roadmap.outcome,
      String(roadmap.issues),
      String(roadmap.milestones),
      String(roadmap.dependencies),
      roadmap.checklistItems > 0 ? `${roadmap.checklistItemsDone}/${roadmap.checklistItems}` : '0',
      String(roadmap.lines.understood),
      String(roadmap.lines.kept),
      String(roadmap.lines.lost),
    ]),
    paint,
    columns,
  );
  const remarks = roadmaps.flatMap((roadmap) =>
    roadmap.remarks.map((remark) => `  ${paint('quiet', `${roadmap.path}:${remark.line}`)}  ${safeLine(remark.text)}`),
  );
  if (remarks.length === 0) return summary;
  return [summary, '', paint('doubt', `${countText(remarks.length, 'remark')} on what the files say:`), ...remarks].join('\n');
}
