// All live queries by name, and the way to ask one: arguments are validated here, whoever asks.
import { findIllFormed } from '#shared/base/ill-formed.ts';
import { type Result, failure, success } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { type QueryName, type QueryResult, queries } from '#shared/contract/query.ts';
import { activity } from './activity.ts';
import { baselineList } from './baseline-list.ts';
import { compare } from './compare.ts';
import { archiveList } from './archive-list.ts';
import { conflictList } from './conflict-list.ts';
import { quarantine } from './quarantine.ts';
import { criticalPath } from './critical-path.ts';
import { dependencyGraph } from './dependency-graph.ts';
import { effortArea } from './effort-area.ts';
import { effortBreakdown } from './effort-breakdown.ts';
import { findIssue } from './find-issue.ts';
import { flagList } from './flag-list.ts';
import { issueDetail } from './issue-detail.ts';
import { issueList } from './issue-list.ts';
import { momentAt } from './moment-at.ts';
import { momentList } from './moment-list.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { sharedFolder } from './shared-folder.ts';
import { retentionList } from './retention-list.ts';
import { roadmapOutline } from './roadmap-outline.ts';
import { scenarioList } from './scenario-list.ts';
import { placeReason } from './place-reason.ts';
import { schedule } from './schedule.ts';
import { portfolioIssues } from './portfolio-issues.ts';
import { portfolio } from './portfolio.ts';
import { savedViewList } from './saved-view-list.ts';
import { search } from './search.ts';
import { trash } from './trash.ts';
import { undoState } from './undo-state.ts';
import { storeStatus } from './store-status.ts';
import { syncStatus } from './sync-status.ts';
import { team } from './team.ts';
import { workspace } from './workspace.ts';

const definitions = {
  workspace,
  'issue-list': issueList,
  'issue-detail': issueDetail,
  'find-issue': findIssue,
  search,
  'saved-view-list': savedViewList,
  portfolio,
  'portfolio-issues': portfolioIssues,
  'dependency-graph': dependencyGraph,
  'effort-breakdown': effortBreakdown,
  'effort-area': effortArea,
  'critical-path': criticalPath,
  schedule,
  'place-reason': placeReason,
  'roadmap-outline': roadmapOutline,
  activity,
  'flag-list': flagList,
  'undo-state': undoState,
  trash,
  'moment-list': momentList,
  'moment-at': momentAt,
  compare,
  'baseline-list': baselineList,
  'scenario-list': scenarioList,
  'archive-list': archiveList,
  'retention-list': retentionList,
  'conflict-list': conflictList,
  'shared-folder': sharedFolder,
  quarantine,
  'store-status': storeStatus,
  team,
  'sync-status': syncStatus,
} as const satisfies { [Name in QueryName]: QueryDefinition<Name> };

/** A query with arguments that passed their schema, ready to be asked as often as needed. */
export interface PreparedQuery {
  /** Equal for equal questions. */
  readonly key: string;
  readonly tables: ReadonlySet<string>;
  /** It also reads workspaces that other programs may write at any time. */
  readonly readsOthers: boolean;
  answer(reader: Reader): QueryResult<QueryName>;
}

/** Checks name and arguments. Refuses with `invalid-argument` that names the argument; never throws. */
export function prepareQuery(name: string, args: unknown): Result<PreparedQuery, Problem> {
  if (!isQueryName(name)) {
    return failure(problem('invalid-argument', `There is no query "${name}". Known are: ${Object.keys(queries).join(', ')}.`, 'name'));
  }
  return prepare(name, args);
}

function prepare(name: QueryName, args: unknown): Result<PreparedQuery, Problem> {
  const illFormed = findIllFormed(args);
  if (illFormed !== null) {
    const message = 'a text holds half a surrogate pair, which is no character, or the arguments are nested too deeply';
    return failure(
      problem('invalid-argument', `The query "${name}" cannot be asked like this: ${message}.`, illFormed === '' ? 'args' : illFormed),
    );
  }
  const parsed = queries[name].args.safeParse(args ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'args' : issue.path.join('.');
    return failure(
      problem('invalid-argument', `The query "${name}" cannot be asked like this: ${where}: ${issue?.message ?? 'not valid'}.`, where),
    );
  }
  const valid = parsed.data;
  // What the schema of `name` gave is what the definition of `name` takes.
  const definition: QueryDefinition<QueryName> = definitions[name];
  return success({
    key: `${name} ${JSON.stringify(valid)}`,
    tables: definition.tables,
    readsOthers: definition.readsOthers === true,
    answer: (reader) => reader.snapshot(() => definition.answer(reader, valid)),
  });
}

function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(queries, name);
}
