import type { IssueState, PlanRows } from '#electron/engine/document/plan-rows.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type Edge, findPath } from '#shared/graph/find-path.ts';
import { type DependencyKind, type DependencyStrength, spellLag } from '#shared/plan/dependency.ts';
import { DependencyId } from '#shared/plan/identity.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** The dependencies that can be reached from an issue, from what waits to what it waits for. */
function* reachable(rows: PlanRows, start: string, hardOnly: boolean): Generator<Edge> {
  const seen = new Set([start]);
  for (const from of seen) {
    for (const to of rows.waitsFor(from, hardOnly)) {
      seen.add(to);
      yield { from, to };
    }
  }
}

/** What history says of a dependency beside the key of what is waited for. */
interface SpelledDependency {
  readonly strength: DependencyStrength;
  readonly note: string;
  readonly kind?: DependencyKind | null;
  readonly lagMinutes?: number | null;
}

/** A dependency as history spells it: the key of what is waited for, whether it is soft, which ends it ties together, how far apart, and why. */
export function spellDependency(key: string, { strength, note, kind, lagMinutes }: SpelledDependency): string {
  const ends = (kind ?? 'finish-start') === 'finish-start' ? '' : `, ${String(kind).replace('-', ' to ')}`;
  const lag = spellLag(lagMinutes ?? 0);
  return `${key}${strength === 'soft' ? ' (soft)' : ''}${ends}${lag === '' ? '' : `, ${lag}`}${note === '' ? '' : `: ${note}`}`;
}

/** The roadmap whose document holds the dependency; `null` when the two are in different ones: then it is the space document. */
export function homeOf(issue: IssueState, other: IssueState): string | null {
  return issue.roadmapId === other.roadmapId ? issue.roadmapId : null;
}

/**
 * Makes an issue wait for another. A cycle is refused with its path. A soft dependency must not close a cycle with any
 * other; a hard one only with hard ones, since it outweighs a preferred order.
 */
export const addDependency: CommandHandler<'add-dependency'> = (
  { issueId, dependsOnId, strength, note, kind, lagMinutes },
  { rows, step, newId },
) => {
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const dependsOn = rows.issue(dependsOnId);
  if (dependsOn === null) return notFound('issue', dependsOnId, 'dependsOnId');
  const known = rows.dependencyId(issueId, dependsOnId);
  if (known !== null) {
    return failure(problem('duplicate', `${issue.key} waits for ${dependsOn.key} already.`, 'dependsOnId', [known]));
  }
  const back = findPath(reachable(rows, dependsOnId, strength === 'hard'), dependsOnId, issueId);
  if (back !== null) {
    const keys = [issue.key, ...back.map((id) => rows.issue(id)?.key ?? id)];
    const message = `${issue.key} cannot wait for ${dependsOn.key}, because that would close a cycle: ${keys.join(' → ')}. Remove one of these dependencies first.`;
    return failure(problem('cycle', message, 'dependsOnId', keys));
  }
  const dependencyId = DependencyId.parse(newId());
  const home = homeOf(issue, dependsOn);
  // What is as it always was is not written, so that older programs write the same.
  const tie = { ...(kind === 'finish-start' ? {} : { kind }), ...(lagMinutes === 0 ? {} : { lagMinutes }) };
  step.create(home, 'dependency', dependencyId, { issueId, dependsOnId, strength, note, ...tie });
  step.note(home, { issueId, field: 'dependency', before: null, after: spellDependency(dependsOn.key, { strength, note, ...tie }) });
  return success({ dependencyId });
};
