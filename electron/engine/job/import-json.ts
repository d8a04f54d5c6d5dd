import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { spaceId, workspaceRecordId } from '#electron/engine/document/place.ts';
import { Step } from '#electron/engine/document/step.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { JobValue } from '#shared/contract/job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { WorkspaceFile } from '#shared/contract/workspace-file.ts';
import { spellStatus } from '#shared/plan/status.ts';
import type { JobHandler } from './job-run.ts';
import { collectionsOf } from './workspace-record.ts';
import { readWorkspaceFile } from './workspace-file.ts';
import { checkLog } from './workspace-log.ts';

/** Longest piece of work between two pauses, in milliseconds. */
const pieceTime = 20;

/** Refuses a workspace in which something was done: an import replaces what there is, and must not replace anybody's work. */
function refuseFull(store: PlanStore): Result<never, Problem> | null {
  if (store.team.membership.workspaceId !== null) {
    const message =
      'This workspace belongs to a team, and an exported workspace takes the place of all there is: sextant import FILE --workspace NEW-FOLDER';
    return failure(problem('duplicate', message, 'workspace'));
  }
  const space = store.document(spaceId);
  const used = space !== null && collectionsOf.space.some((name) => name !== 'workspace' && !space.records(name).next().done);
  if (!used) return null;
  const message =
    'This workspace holds something already, and an exported workspace can be imported only into an empty one: sextant import FILE --workspace NEW-FOLDER';
  return failure(problem('duplicate', message, 'workspace'));
}

function countOf(file: WorkspaceFile): JobValue<'import-json'> {
  const listed = [file.space, ...file.roadmaps, ...file.archives].flatMap((part) =>
    Object.values(part).filter((value) => Array.isArray(value)),
  );
  return {
    roadmaps: file.roadmaps.filter(({ roadmap }) => roadmap[0]?.deletedAt === null).length,
    issues: file.roadmaps.reduce((sum, { issue }) => sum + issue.filter(({ deletedAt }) => deletedAt === null).length, 0),
    records: listed.reduce((sum, records) => sum + records.length, 0),
    changes: file.log?.length ?? 0,
  };
}

function takeSpace({ space }: WorkspaceFile, step: Step): void {
  const { workspace, ...collections } = space;
  for (const { id: _id, ...record } of workspace) {
    step.set(null, 'workspace', workspaceRecordId, record);
    step.note(null, { issueId: null, subject: `workspace:${workspaceRecordId}`, field: 'workspace', before: null, after: record.name });
  }
  for (const name of collectionsOf.space) {
    if (name === 'workspace') continue;
    for (const { id, ...record } of collections[name]) step.take(null, name, id, record);
  }
}

function takeRoadmap({ id: roadmapId, issue, ...collections }: WorkspaceFile['roadmaps'][number], step: Step): void {
  for (const name of collectionsOf.roadmap) {
    if (name === 'issue') continue;
    for (const { id, ...record } of collections[name]) step.take(roadmapId, name, id, record);
  }
  const title = collections.roadmap[0]?.title ?? '';
  step.note(roadmapId, { issueId: null, subject: `roadmap:${roadmapId}`, field: 'roadmap', before: null, after: title });
  for (const { id, body, ...record } of issue) {
    step.take(roadmapId, 'issue', id, record);
    step.createText(roadmapId, id, body);
    step.note(roadmapId, { issueId: id, field: 'issue', before: null, after: record.title });
    step.note(roadmapId, { issueId: id, field: 'status', before: null, after: spellStatus(record.status) });
  }
}

/**
 * Fills an empty workspace from an exported one. With its log, the changes themselves are taken over, so that history,
 * hashes and signatures are those of the original; without, the records are created anew, as one step.
 */
export const importJson: JobHandler<'import-json'> = function* ({ path, text }, store) {
  yield { step: 'Reading the workspace', done: 0, total: 0 };
  const read = readWorkspaceFile(path, text);
  if (!read.ok) return read;
  const file = read.value;
  const refused = refuseFull(store);
  if (refused !== null) return refused;
  if (file.log !== null) {
    const changes = yield* checkLog(path ?? 'text', file, file.log);
    if (!changes.ok) return changes;
    // Another command may have come in a pause.
    const late = refuseFull(store);
    if (late !== null) return late;
    store.replace(changes.value, file.planFiles);
    return success(countOf(file));
  }
  const step = new Step('import-json');
  takeSpace(file, step);
  for (const roadmap of file.roadmaps) takeRoadmap(roadmap, step);
  for (const { roadmapId, archivedIssue } of file.archives) {
    for (const { id, ...record } of archivedIssue) step.take(roadmapId, 'archivedIssue', id, record);
  }
  for (const { path: from, ...row } of file.planFiles) step.planFiles.push({ path: from, row });
  let pieces = 0;
  for (const piece of store.commitInPieces(step, pieceTime)) {
    yield { step: 'Writing', done: (pieces += 1), total: 0, kept: piece === 'kept' };
  }
  return success(countOf(file));
};
