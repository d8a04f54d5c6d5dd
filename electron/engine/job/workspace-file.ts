// Reads an exported workspace: JSON, shape, ids. What is wrong is said with its line or path.
import { readFileSync, statSync } from 'node:fs';
import { findIllFormed } from '#shared/base/ill-formed.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { WorkspaceFile } from '#shared/contract/workspace-file.ts';
import { limit } from '#shared/plan/limit.ts';

/** Refuses a file at a place in it. */
export function refuseFile(name: string, place: string, message: string): Result<never, Problem> {
  const where = `${name}:${place}`;
  return failure(problem('unreadable-file', `${where}: ${message}`, where));
}

function readText(path: string): Result<string, Problem> {
  try {
    const { size } = statSync(path);
    if (size > limit.exportBytes) {
      return failure(problem('limit', `${path} has ${size} bytes; at most ${limit.exportBytes} can be imported.`, path));
    }
    return success(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    return failure(problem('unreadable-file', `${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`, path));
  }
}

function parseJson(name: string, text: string): Result<unknown, Problem> {
  try {
    return success(JSON.parse(text));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line = String(text.split('\n').length)] = /\(line (\d+) column \d+\)/u.exec(message) ?? [];
    return refuseFile(name, line, `This is no JSON (${message}).`);
  }
}

/** Ids that are given twice in one collection, or stand for something else than the record that has them. */
function wrongId(file: WorkspaceFile): [place: string, message: string] | null {
  const lists: [place: string, ids: string[]][] = [
    ...Object.entries(file.space).map(([name, records]): [string, string[]] => [`space.${name}`, records.map(({ id }) => id)]),
    ['roadmaps', file.roadmaps.map(({ id }) => id)],
    ...file.roadmaps.flatMap(({ id: _id, ...collections }, index) =>
      Object.entries(collections).map(([name, records]): [string, string[]] => [`roadmaps.${index}.${name}`, records.map(({ id }) => id)]),
    ),
    ['archives', file.archives.map(({ roadmapId }) => roadmapId)],
    ...file.archives.map(({ archivedIssue }, index): [string, string[]] => [
      `archives.${index}.archivedIssue`,
      archivedIssue.map(({ id }) => id),
    ]),
  ];
  for (const [place, ids] of lists) {
    const seen = new Set<string>();
    for (const [index, id] of ids.entries()) {
      if (seen.has(id)) return [`${place}.${index}`, `The id ${id} was given before.`];
      seen.add(id);
    }
  }
  const known = new Set(file.space.roadmapEntry.map(({ id }) => id));
  for (const [index, { id, roadmap }] of file.roadmaps.entries()) {
    if (roadmap.length !== 1 || roadmap[0]?.id !== id) return [`roadmaps.${index}.roadmap`, `Expected one record, with the id ${id}.`];
    if (!known.has(id)) return [`roadmaps.${index}.id`, 'space.roadmapEntry does not list this roadmap.'];
  }
  return null;
}

/** Reads the workspace in a text, or in the file at `path`; refuses with `unreadable-file` and the place. */
export function readWorkspaceFile(path: string | undefined, given: string | undefined): Result<WorkspaceFile, Problem> {
  if ((path === undefined) === (given === undefined)) {
    return failure(problem('invalid-argument', 'Expected a path or a text, and not both.', path === undefined ? 'path' : 'text'));
  }
  const name = path ?? 'text';
  const text = given === undefined ? readText(name) : success(given);
  if (!text.ok) return text;
  const json = parseJson(name, text.value);
  if (!json.ok) return json;
  const { value } = json;
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== 'sextant-workspace') {
    return refuseFile(name, 'format', 'This is no workspace that Sextant exported (sextant export json).');
  }
  if ('version' in value && typeof value.version === 'number' && value.version > 1) {
    return refuseFile(name, 'version', 'This was exported by a newer Sextant; update Sextant to import it.');
  }
  const illFormed = findIllFormed(value);
  if (illFormed !== null) return refuseFile(name, illFormed, 'A half of a surrogate pair is no character and cannot be stored.');
  const parsed = WorkspaceFile.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuseFile(name, issue?.path.join('.') ?? '', issue?.message ?? 'Not valid.');
  }
  const wrong = wrongId(parsed.data);
  return wrong === null ? success(parsed.data) : refuseFile(name, ...wrong);
}
