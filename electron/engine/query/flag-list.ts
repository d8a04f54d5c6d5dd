// Feature flags with what hangs on them, and what to look at in them.
import type { FlagRow, FlagWarning } from '#shared/contract/flag.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { FlagId, MilestoneId } from '#shared/plan/identity.ts';
import { isOpen } from '#shared/plan/status.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { type StatusColumn, statusOf } from './status-column.ts';

type Linked = FlagRow['issues'][number];

interface FlagColumn {
  readonly flagId: FlagId;
  readonly name: string;
  readonly description: string;
  readonly isOn: number;
  readonly rolloutPercent: number;
  readonly milestoneId: MilestoneId | null;
  readonly milestone: string | null;
}

/** The query `flag-list`. */
export const flagList: QueryDefinition<'flag-list'> = {
  tables: new Set(['flag', 'issue', 'roadmap', 'milestone']),
  answer(reader): QueryResult<'flag-list'> {
    const linked = linkedIssues(reader);
    const flags = reader.rows<FlagColumn>(
      `SELECT flag.id AS flagId, flag.name AS name, flag.description AS description, flag.is_on AS isOn,
         flag.rollout_percent AS rolloutPercent, milestone.id AS milestoneId, milestone.key AS milestone
       FROM flag LEFT JOIN milestone ON milestone.id = flag.milestone_id`,
    );
    const times = new Map<string, number>();
    for (const { name } of flags) times.set(name, (times.get(name) ?? 0) + 1);
    const declared = flags.map(({ isOn, ...flag }) =>
      row({ ...flag, id: flag.flagId, on: isOn === 1 }, linked.get(flag.name) ?? [], (times.get(flag.name) ?? 0) > 1),
    );
    const undeclared = [...linked]
      .filter(([name, issues]) => !times.has(name) && issues.some(({ status }) => isOpen(status.category)))
      .map(([name, issues]) =>
        row(
          { id: `name ${name}`, flagId: null, name, description: '', on: false, rolloutPercent: 100, milestoneId: null, milestone: null },
          issues,
          false,
        ),
      );
    const rows = [...declared, ...undeclared].toSorted((one, other) => naturalOrder(one.name, other.name) || (one.id < other.id ? -1 : 1));
    return {
      summary: {
        flags: declared.length,
        on: declared.filter(({ on }) => on).length,
        warnings: rows.filter(({ warnings }) => warnings.length > 0).length,
      },
      rows,
    };
  },
};

function linkedIssues(reader: Reader): Map<string, Linked[]> {
  const linked = new Map<string, Linked[]>();
  const rows = reader.rows<Omit<Linked, 'status'> & StatusColumn & { flag: string }>(
    `SELECT issue.id AS id, issue.key AS key, issue.title AS title, coalesce(roadmap.title, '') AS roadmap, issue.flag AS flag,
       issue.status_category AS statusCategory, issue.status_name AS statusName, issue.status_verified AS statusVerified
     FROM issue LEFT JOIN roadmap ON roadmap.id = issue.roadmap_id WHERE issue.flag IS NOT NULL
     ORDER BY roadmap.rank, issue.roadmap_id, issue.rank, issue.id`,
  );
  for (const { flag, id, key, title, roadmap, ...status } of rows) {
    const issues = linked.get(flag) ?? [];
    issues.push({ id, key, title, roadmap, status: statusOf(status) });
    linked.set(flag, issues);
  }
  return linked;
}

function row(flag: Omit<FlagRow, 'issues' | 'openIssues' | 'warnings'>, issues: Linked[], repeated: boolean): FlagRow {
  const openIssues = issues.filter(({ status }) => isOpen(status.category)).length;
  const warnings: FlagWarning[] = [];
  if (flag.flagId === null) warnings.push('undeclared');
  else if (issues.length === 0) warnings.push('unused');
  else if (openIssues === 0) warnings.push('done');
  else if (flag.on && flag.rolloutPercent > 0) warnings.push('on-but-open');
  if (repeated) warnings.push('repeated');
  return { ...flag, issues, openIssues, warnings };
}
