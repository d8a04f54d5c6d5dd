// The way into a workspace beside the own one: reading only, and never a reason for the own one to fail.
import { createReader, type OtherWorkspace } from './query/reader.ts';
import { openReader } from './store/connection.ts';
import { damageProblem } from './store/damage.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';

/** Opens the workspace in `folder` beside the own one, for reading only. */
export function openOther(folder: string): Result<OtherWorkspace, Problem> {
  const opened = openReader(folder);
  if (!opened.ok) return opened;
  const connection = opened.value;
  try {
    const version = Number(connection.pragma('user_version', { simple: true }));
    return success({ reader: createReader(connection, folder), version, close: () => void connection.close() });
  } catch (error) {
    connection.close();
    const reason = error instanceof Error ? error.message : String(error);
    return failure(
      damageProblem(folder, error) ?? problem('storage', `What lies in ${folder} cannot be read as a workspace (${reason}).`, folder),
    );
  }
}
