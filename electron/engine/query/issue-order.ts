// The orders of issue lists as SQL. Each ends in the id, so that windows never overlap.
import type { IssueOrder } from '#shared/contract/query.ts';

const keyText = `rtrim(issue.key, '0123456789')`;
const keyNumber = `CAST(substr(issue.key, length(${keyText}) + 1) AS INTEGER)`;
const roadmapRank = '(SELECT roadmap.rank FROM roadmap WHERE roadmap.id = issue.roadmap_id)';

/** `ORDER BY` terms. A priority or estimate that is not set stands last; estimates stand largest first; keys by their number. */
export const issueOrder: Readonly<Record<IssueOrder, string>> = {
  readiness: 'issue.readiness, issue.priority NULLS LAST, issue.rank, issue.id',
  rank: `${roadmapRank}, issue.roadmap_id, issue.rank, issue.id`,
  key: `${keyText} COLLATE NOCASE, ${keyNumber}, issue.key, issue.id`,
  title: 'issue.title COLLATE NOCASE, issue.title, issue.id',
  priority: 'issue.priority NULLS LAST, issue.readiness, issue.rank, issue.id',
  estimate: 'issue.estimate_likely DESC NULLS LAST, issue.rank, issue.id',
};

/** The order inside one readiness class, which the index `issue_by_readiness` serves. */
export const orderInReadiness = 'issue.priority NULLS LAST, issue.rank, issue.id';
