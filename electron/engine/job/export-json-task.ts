// What the store's worker thread does for `export-json`: everything in the database as one JSON text, a record a line.
import { PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { Watch } from '#electron/engine/store/database-copy.ts';
import type { ReadConnection } from '#electron/engine/store/connection.ts';
import { NewFile } from '#electron/engine/store/new-file.ts';
import { filedChanges, readState, storedDocuments, storedPlanFiles } from '#electron/engine/store/read-state.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { LoggedChange, WorkspaceFile } from '#shared/contract/workspace-file.ts';
import { limit } from '#shared/plan/limit.ts';
import { addBodies, collectionsOf, exportedRecords } from './workspace-record.ts';

/** What an export answers. */
export interface ExportedWorkspace {
  readonly text: string | null;
  readonly records: number;
  readonly changes: number;
}

/** Who reads documents changes nothing, so it needs no name of its own. */
const reader = '00'.repeat(16);

/** Writes JSON that is too long to be held at once. */
class JsonWriter {
  readonly #out: NewFile;
  records = 0;

  constructor(out: NewFile) {
    this.#out = out;
  }

  raw(text: string): void {
    this.#out.write(text);
  }

  /** A list with an element a line. */
  list(name: string, elements: Iterable<unknown>): void {
    this.#out.write(`${JSON.stringify(name)}: [`);
    let separator = '\n';
    for (const element of elements) {
      this.#out.write(`${separator}${JSON.stringify(element)}`);
      separator = ',\n';
      this.records++;
    }
    this.#out.write(separator === '\n' ? ']' : '\n]');
  }

  /** Members of an object, each written by its function. */
  members(writes: readonly (() => void)[]): void {
    for (const [index, write] of writes.entries()) {
      this.#out.write(index === 0 ? '{\n' : ',\n');
      write();
    }
    this.#out.write('\n}');
  }

  /** Whole objects in a list, each written by its function. */
  objects(name: string, writes: readonly (() => void)[]): void {
    this.#out.write(`${JSON.stringify(name)}: [`);
    for (const [index, write] of writes.entries()) {
      this.#out.write(index === 0 ? '\n' : ',\n');
      write();
    }
    this.#out.write(']');
  }
}

type Loaded = { readonly id: string; readonly roadmapId: string | null; readonly load: () => PlanDocument };

function documentsOf(connection: ReadConnection): Record<'space' | 'roadmap' | 'text' | 'archive', Loaded[]> {
  const kinds: Record<'space' | 'roadmap' | 'text' | 'archive', Loaded[]> = { space: [], roadmap: [], text: [], archive: [] };
  for (const { id, kind, roadmapId, snapshot, tail } of storedDocuments(connection)) {
    kinds[kind].push({ id, roadmapId, load: () => PlanDocument.load(reader, snapshot, tail) });
  }
  return kinds;
}

function bodiesOf(texts: readonly Loaded[], roadmapId: string): Map<string, string> {
  const bodies = new Map<string, string>();
  for (const text of texts) {
    if (text.roadmapId !== roadmapId) continue;
    const document = text.load();
    addBodies(document, bodies);
    document.free();
  }
  return bodies;
}

function* logOf(connection: ReadConnection, watch: Watch): Generator<LoggedChange> {
  for (const { documentId, deviceId, receivedAt, signature, bytes, ...same } of filedChanges(connection)) {
    if (same.seq % 100 === 0) watch.tell('Exporting changes', same.seq, 0);
    yield {
      seq: same.seq,
      document: documentId,
      kind: same.kind,
      roadmapId: same.roadmapId,
      hash: same.hash,
      device: deviceId,
      signature: signature.toString('base64'),
      at: receivedAt,
      link: same.link,
      bytes: bytes.toString('base64'),
    };
  }
}

function writeAll(json: JsonWriter, connection: ReadConnection, withLog: boolean, watch: Watch): number {
  const kinds = documentsOf(connection);
  const noBody = (): string => '';
  let changes = 0;
  const facts: Pick<WorkspaceFile, 'format' | 'version' | 'exportedAt'> = {
    format: 'sextant-workspace',
    version: 1,
    exportedAt: new Date().toISOString(),
  };
  json.members([
    ...Object.entries(facts).map(
      ([name, value]) =>
        () =>
          json.raw(`${JSON.stringify(name)}: ${JSON.stringify(value)}`),
    ),
    () => {
      json.raw('"space": ');
      const space = kinds.space[0]?.load();
      json.members(
        collectionsOf.space.map((name) => () => json.list(name, space === undefined ? [] : exportedRecords(space, name, noBody))),
      );
      space?.free();
    },
    () =>
      json.objects(
        'roadmaps',
        kinds.roadmap.map(({ id, load }, index) => () => {
          watch.tell('Exporting roadmaps', index, kinds.roadmap.length);
          const document = load();
          const bodies = bodiesOf(kinds.text, id);
          json.members([
            () => json.raw(`"id": ${JSON.stringify(id)}`),
            ...collectionsOf.roadmap.map(
              (name) => () =>
                json.list(
                  name,
                  exportedRecords(document, name, (issueId) => bodies.get(issueId) ?? ''),
                ),
            ),
          ]);
          document.free();
        }),
      ),
    () =>
      json.objects(
        'archives',
        kinds.archive.map(({ roadmapId, load }) => () => {
          const document = load();
          json.members([
            () => json.raw(`"roadmapId": ${JSON.stringify(roadmapId)}`),
            ...collectionsOf.archive.map((name) => () => json.list(name, exportedRecords(document, name, noBody))),
          ]);
          document.free();
        }),
      ),
    () => json.list('planFiles', storedPlanFiles(connection)),
    () => {
      const before = json.records;
      if (withLog) json.list('log', logOf(connection, watch));
      else json.raw('"log": null');
      changes = json.records - before;
    },
  ]);
  json.raw('\n');
  return changes;
}

/** Writes everything to the new file `path`, or gives the text when there is no path. */
export function exportJson(folder: string, path: string | null, withLog: boolean, watch: Watch): Result<ExportedWorkspace, Problem> {
  return readState(folder, (connection) => {
    const file = NewFile.open(path);
    if (!file.ok) return file;
    const { value: out } = file;
    try {
      const json = new JsonWriter(out);
      const changes = writeAll(json, connection, withLog, watch);
      if (path === null && out.length > limit.answerText) {
        const message = `The export is longer than ${limit.answerText} characters; name a file for it (path, or --to FILE).`;
        return failure(problem('limit', message, 'path'));
      }
      return success({ text: out.finish(), records: json.records - changes, changes });
    } finally {
      out.close();
    }
  });
}
