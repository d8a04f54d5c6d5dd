import { issueLimit } from '#electron/engine/command/issue-limit.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { Step } from '#electron/engine/document/step.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { ImportReport } from '#shared/contract/job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { RoadmapId } from '#shared/plan/identity.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import { rankAt } from '#shared/plan/rank.ts';
import { addPlan } from './add-plan.ts';
import type { JobHandler, JobProgress } from './job-run.ts';
import type { PlanReading } from './read-beside.ts';
import { createPersonFinder } from './plan-people.ts';
import { type PlanFile, readPlanFile, type Remark } from './plan-file.ts';
import { updatePlan } from './update-plan.ts';

/** Longest piece of work between two pauses, in milliseconds. */
const pieceTime = 20;

/** From this many characters on reading takes longer than a piece may. */
const large = 300_000;

/** How many issues plans bring, at least: those of a plan that was imported before count by how many more it has. */
function newIssues({ rows }: PlanStore, files: readonly PlanFile[]): number {
  const known = ({ path }: PlanFile): number => {
    const before = rows.planFile(path);
    return before === null ? 0 : rows.issuesOf(before.roadmapId).length;
  };
  return files.reduce((sum, file) => sum + Math.max(0, file.draft.issues.length - known(file)), 0);
}

function* readLarge(reading: PlanReading, progress: JobProgress): Generator<JobProgress, Result<PlanFile, Problem>, void> {
  try {
    while (reading.result === null) yield { ...progress, until: reading.next() };
    return reading.result;
  } finally {
    reading.end();
  }
}

/** What the report says of a file, whatever becomes of it. */
type FileFacts = Omit<ImportReport, 'id' | 'outcome'>;

/** A file that was taken, without what was read from it: 10,000 issues are some sixty megabytes that nobody needs any more. */
interface Imported {
  /** Place among the files. */
  readonly position: number;
  readonly facts: FileFacts;
  readonly dependencies: PlanDraft['dependencies'];
  readonly roadmapId: string;
  readonly outcome: ImportReport['outcome'];
  readonly remarks: readonly Remark[];
}

/** The same file given twice counts once; two texts for one path are a mistake. */
function distinctFiles(files: readonly { path: string; text: string }[]): Result<{ path: string; text: string }[], Problem> {
  const byPath = new Map<string, { path: string; text: string }>();
  for (const file of files) {
    const known = byPath.get(file.path);
    if (known !== undefined && known.text !== file.text) {
      return failure(problem('invalid-argument', `${file.path} is given twice with different texts; give it once.`, file.path));
    }
    byPath.set(file.path, file);
  }
  return success([...byPath.values()]);
}

/** Dependencies of the file that are set aside, told at their lines. */
function cycleRemarks(store: PlanStore, { dependencies, roadmapId }: Imported): Remark[] {
  return store.rows.setAside(roadmapId).map(({ key, dependsOnKey }) => {
    const stated = dependencies.find((dependency) => dependency.key === key && dependency.dependsOnKey === dependsOnKey);
    return {
      line: stated?.line ?? 1,
      text: `${key} waits for ${dependsOnKey}, which closes a cycle; the dependency is kept but does not block until the cycle is resolved.`,
    };
  });
}

function factsOf({ draft, count, path, remarks }: PlanFile): FileFacts {
  return {
    title: draft.title,
    path,
    dialect: draft.dialect,
    issues: draft.issues.length,
    milestones: draft.milestones.length,
    dependencies: draft.dependencies.length,
    softDependencies: draft.dependencies.filter((dependency) => dependency.strength === 'soft').length,
    externalTargets: draft.externals.filter((external) => external.kind === 'target').length,
    externalBlockers: draft.externals.filter((external) => external.kind === 'blocker').length,
    checklistItems: draft.checklist.filter((item) => item.done !== null).length,
    checklistItemsDone: draft.checklist.filter((item) => item.done === true).length,
    lines: { ...count },
    remarks: [...remarks],
  };
}

function reportOf(store: PlanStore, imported: Imported): ImportReport {
  const { facts, roadmapId, outcome, remarks } = imported;
  return {
    id: RoadmapId.parse(roadmapId),
    ...facts,
    title: store.rows.roadmap(roadmapId)?.title ?? facts.title,
    outcome,
    remarks: [...facts.remarks, ...remarks, ...cycleRemarks(store, imported)].toSorted((one, other) => one.line - other.line),
  };
}

/**
 * Reads plans and adds each as a roadmap; one whose path is known is updated instead, by what differs between its old
 * and its new text. All files are one step: all or none.
 */
export const importPlan: JobHandler<'import-plan'> = function* (args, store, help) {
  const files = distinctFiles(args.files);
  if (!files.ok) return files;
  const total = files.value.length;
  const read: PlanFile[] = [];
  for (const { path, text } of files.value) {
    const progress = { step: `Reading ${path}`, done: read.length, total };
    yield progress;
    const file =
      help === undefined || text.length < large ? readPlanFile(path, text) : yield* readLarge(help.readBeside(path, text), progress);
    if (!file.ok) return file;
    read.push(file.value);
  }
  const full = issueLimit(store.rows, newIssues(store, read), 'files');
  if (full !== null) return failure(full);
  const step = new Step('import-plan');
  const newId = (): string => store.source.newId();
  const person = createPersonFinder(store.rows, step, newId);
  const now = new Date(store.source.now()).toISOString();
  const imported: Imported[] = [];
  const take = (file: PlanFile, position: number, roadmapId: string, outcome: Imported['outcome'], remarks: readonly Remark[] = []): void =>
    void imported.push({ position, facts: factsOf(file), dependencies: file.draft.dependencies, roadmapId, outcome, remarks });
  const later: [position: number, file: PlanFile][] = [];
  let rank = store.rows.lastRoadmapRank();
  function* add(file: PlanFile, position: number): Generator<void, void, void> {
    rank = rankAt(0, rank);
    take(file, position, yield* addPlan(file, { step, person, now, rank, newId }), 'added');
  }
  for (const [position, file] of read.splice(0).entries()) {
    if (store.rows.planFile(file.path) !== null) later.push([position, file]);
    else for (const _ of add(file, position)) yield { step: `Adding ${file.path}`, done: 0, total: 0 };
  }
  // What is compared with the plan as it stands is compared last, so that no other command comes in between.
  const update = (): void => {
    for (const [position, file] of later.splice(0)) {
      const known = store.rows.planFile(file.path);
      if (known === null) {
        // Deleted while the new plans were being built.
        Array.from(add(file, position));
        continue;
      }
      const { roadmapId } = known;
      if (known.text === file.text) take(file, position, roadmapId, 'unchanged');
      else take(file, position, roadmapId, 'updated', updatePlan(file, known, { store, step, person, now, newId }));
    }
  };
  let pieces = 0;
  for (const piece of store.commitInPieces(step, pieceTime, update)) {
    yield { step: 'Writing', done: (pieces += 1), total: 0, kept: piece === 'kept' };
  }
  const inOrder = imported.toSorted((one, other) => one.position - other.position);
  return success({ roadmaps: inOrder.map((one) => reportOf(store, one)) });
};
