import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { fingerprintOf, type IssueContent, readContent } from '#electron/engine/document/issue-content.ts';
import { archiveDocumentId } from '#electron/engine/document/place.ts';
import type { IssueState } from '#electron/engine/document/plan-rows.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { Step } from '#electron/engine/document/step.ts';
import { ArchiveLine, ArchiveTrailer, ArchiveWriter, type WrittenArchive } from '#electron/engine/store/archive-file.ts';
import { must } from '#shared/base/must.ts';
import { failure, type Failure, success } from '#shared/base/result.ts';
import type { ArchiveReport } from '#shared/contract/archive.ts';
import type { Progress } from '#shared/contract/job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { type ArchiveChoice, chooseIssues, judge } from './archive-choice.ts';
import type { JobHandler } from './job-run.ts';

/** Issues in one piece of work between two pauses. */
const piece = 25;

/** An issue that lies in the file. */
interface Packed {
  readonly issue: IssueState;
  readonly content: IssueContent;
  readonly fingerprint: string;
}

type Pieces<Value> = Generator<Progress, Value, void>;

/**
 * Moves finished issues into a new archive file. The order is what keeps them safe: the file is written, forced to disk,
 * named, read back and compared with what the documents hold; only then one step says that they are archived. Whatever
 * fails before that leaves the plan as it was and no file behind.
 */
export const archive: JobHandler<'archive'> = function* (args, store) {
  yield { step: 'Choosing', done: 0, total: 0 };
  const chosen = chooseIssues(store, args);
  if (!chosen.ok) return chosen;
  const { issues } = chosen.value;
  if (args.dryRun || issues.length === 0) return success(reportOf(chosen.value, issues, args.dryRun, null));
  const folder = must(args.folder, 'a folder, which the contract asks for');
  if (!isAbsolute(folder))
    return failure(problem('invalid-argument', `Expected an absolute path of a folder, but got "${folder}".`, 'folder'));
  let writer: ArchiveWriter | null = null;
  let archived = false;
  try {
    const begun = beginFile(store, folder);
    if (!begun.ok) return begun;
    writer = begun.value;
    const revision = store.revision;
    const packed: Packed[] = [];
    const written = yield* pack(store, writer, issues, packed);
    if ('ok' in written) return written;
    yield { step: 'Reading back', done: 0, total: issues.length };
    const fault = yield* readBack(writer, written, packed);
    if (fault !== null) return unwritten(folder, fault);
    yield { step: 'Moving', done: 0, total: issues.length };
    const moved = move(store, packed, written, revision);
    archived = moved.issues.length > 0;
    const choice = { ...chosen.value, kept: [...chosen.value.kept, ...moved.kept] };
    return success(reportOf(choice, moved.issues, false, archived ? written : null));
  } finally {
    if (!archived) writer?.abandon();
  }
};

function reportOf(
  { kept, left }: ArchiveChoice,
  moved: readonly IssueState[],
  dryRun: boolean,
  file: WrittenArchive | null,
): ArchiveReport {
  return {
    dryRun,
    moved: moved.map(({ id, key, title }) => ({ id: IssueId.parse(id), key, title })),
    kept: [...kept],
    left,
    path: file?.path ?? null,
    bytes: file?.bytes ?? 0,
    sha256: file?.sha256 ?? null,
  };
}

function unwritten(folder: string, error: unknown): Failure<Problem> {
  const reason = error instanceof Error ? error.message : String(error);
  return failure(
    problem('storage', `The archive file could not be written and read back (${reason}); nothing was moved. Check the folder.`, folder),
  );
}

function beginFile(store: PlanStore, folder: string) {
  const at = new Date(store.source.now()).toISOString();
  // Sorts by time, is taken by every file system, and no other device gives the same.
  const name = `sextant-${at.slice(0, 19).replaceAll(':', '-')}-${store.source.newId().slice(-8)}.jsonl.gz`;
  try {
    const workspace = store.rows.workspace()?.name ?? '';
    const header = { format: 'sextant-archive', version: 1, workspace, deviceId: store.deviceId, author: store.author, at } as const;
    return success(new ArchiveWriter(folder, name, header));
  } catch (error) {
    return unwritten(folder, error);
  }
}

function contentOf(store: PlanStore, { id, roadmapId }: IssueState): IssueContent {
  const document = must(store.document(roadmapId), 'the document of a roadmap with issues');
  const content = readContent(document, { id, roadmapId }, () => store.body(roadmapId, id), store.rows.partsOf(id));
  return must(content, 'the record of an issue that has a row');
}

/** What a reader of the file wants to know beside the content: names for ids, and what hangs on others as well. */
function context({ rows }: PlanStore, issue: IssueState): object {
  const { milestoneId, assigneeId, parentId } = issue;
  return {
    roadmap: rows.roadmap(issue.roadmapId)?.title ?? null,
    milestone: milestoneId === null ? null : (rows.milestone(milestoneId)?.key ?? null),
    assignee: assigneeId === null ? null : (rows.person(assigneeId)?.name ?? null),
    parent: parentId === null ? null : (rows.issue(parentId)?.key ?? null),
    dependencies: rows.dependenciesOf(issue.id),
    contradictions: rows.contradictionsOf(issue.id),
    history: rows.historyOf(issue.id),
  };
}

/** Writes the file; what lies in it goes into `packed`. */
function* pack(
  store: PlanStore,
  writer: ArchiveWriter,
  issues: readonly IssueState[],
  packed: Packed[],
): Pieces<WrittenArchive | Failure<Problem>> {
  try {
    for (const [index, issue] of issues.entries()) {
      if (index > 0 && index % piece === 0) yield { step: 'Writing', done: index, total: issues.length };
      // Deleted or archived by somebody in a pause.
      if (store.rows.issue(issue.id) === null) continue;
      const content = contentOf(store, issue);
      const fingerprint = fingerprintOf(content);
      writer.add({ content: { ...content }, fingerprint, context: context(store, issue) });
      packed.push({ issue, content, fingerprint });
    }
    return writer.finish();
  } catch (error) {
    return unwritten('', error);
  }
}

/** Compares the file on disk with what the documents held; what differs, or `null`. */
function* readBack(writer: ArchiveWriter, written: WrittenArchive, packed: readonly Packed[]): Pieces<string | null> {
  const hash = createHash('sha256');
  let line = 0;
  let trailer: unknown = null;
  try {
    const members = writer.readBack();
    for (;;) {
      const { done, value } = members.next();
      if (done === true) {
        const stated = ArchiveTrailer.parse(trailer);
        const whole = value === written.sha256 && stated.issues === packed.length && stated.sha256 === hash.digest('hex');
        return whole && line === packed.length + 2 ? null : 'its checksum or its number of issues differs from what was written';
      }
      for (const text of value) {
        const expected = packed[line - 1];
        const last = line === packed.length + 1;
        if (last) trailer = JSON.parse(text);
        else hash.update(`${text}\n`);
        if (expected !== undefined) {
          const { content } = ArchiveLine.parse(JSON.parse(text));
          if (content.id !== expected.issue.id || fingerprintOf(content) !== expected.fingerprint) {
            return `line ${line + 1} differs from the issue ${expected.issue.key}`;
          }
        }
        line += 1;
      }
      yield { step: 'Reading back', done: line, total: packed.length };
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The one step that moves what is still as it is in the file and can still go. @throws when the disk refuses; nothing has moved then. */
function move(store: PlanStore, packed: readonly Packed[], written: WrittenArchive, revision: number): Omit<ArchiveChoice, 'left'> {
  const untouched = store.revision === revision;
  const changed: IssueState[] = [];
  const same = packed.filter(({ issue, fingerprint }) => {
    const isSame = untouched || (store.rows.issue(issue.id) !== null && fingerprintOf(contentOf(store, issue)) === fingerprint);
    if (!isSame) changed.push(issue);
    return isSame;
  });
  const { issues, kept } = judge(
    store.rows,
    same.map(({ issue }) => issue),
  );
  const packedById = new Map(packed.map((one) => [one.issue.id, one]));
  const step = new Step('archive');
  const at = new Date(store.source.now()).toISOString();
  const file = written.path.slice(written.path.lastIndexOf('sextant-'));
  for (const { id, roadmapId, key, title } of issues) {
    const { content, fingerprint } = must(packedById.get(id), 'what was packed of an issue');
    // Equal to what the documents hold: its fingerprint was compared, or nothing was changed since it was read.
    step.contents.set(id, content);
    const entry = { key, title, fingerprint, file, sha256: written.sha256, deviceId: store.deviceId, author: store.author, at };
    const before = store.document(archiveDocumentId(roadmapId))?.read('archivedIssue', id) ?? null;
    if (before === null) step.create(roadmapId, 'archivedIssue', id, entry);
    else step.set(roadmapId, 'archivedIssue', id, { ...entry, deletedAt: null });
    step.note(roadmapId, { issueId: id, field: 'archived', before: null, after: file }, 'archivedIssue');
  }
  if (issues.length > 0) store.commit(step);
  const meanwhile = changed.map(({ id, key, title }) => ({ id: IssueId.parse(id), key, title, reason: 'changed' as const, keys: [] }));
  return { issues, kept: [...kept, ...meanwhile] };
}
