// What a query file consists of: the tables that it reads, and a function from arguments to an answer.
import type { QueryArgs, QueryName, QueryResult } from '#shared/contract/query.ts';
import type { Reader } from './reader.ts';

/** Stands among the tables of a query that reads other views of the plan: rows that no commit of the workspace names. */
export const otherView = 'other view';

/** Tables of the projection, and others that queries read. A commit names those that it touched. */
export type ProjectionTable =
  | 'workspace'
  | 'person'
  | 'sprint'
  | 'roadmap'
  | 'milestone'
  | 'named_sprint'
  | 'issue'
  | 'issue_label'
  | 'key_alias'
  | 'checklist_item'
  | 'dependency'
  | 'external'
  | 'risk'
  | 'risk_issue'
  | 'stated_total'
  | 'contradiction'
  | 'comment'
  | 'activity'
  | 'baseline'
  | 'scenario'
  | 'flag'
  | 'saved_view'
  | 'retention_rule'
  | 'issue_text'
  | 'search_word'
  | 'issue_time'
  | 'archived_issue'
  | 'archive_setting'
  | 'workspace_link'
  | 'plan_file'
  | 'change'
  /** Written with every change. */
  | 'document'
  | 'member'
  | 'member_device'
  | 'invitation'
  | 'sync_setting'
  | 'peer'
  | 'peer_document'
  | 'trash'
  | 'conflict'
  | 'refused_change'
  | 'undo_step'
  | 'present_author'
  | 'folder_setting'
  | 'folder_file'
  | typeof otherView
  /** No table: what is known about sync at this moment. */
  | 'live_sync'
  /** No table: what is known about the files, kept in a file beside the database. */
  | 'store_report';

/** One live query. */
export interface QueryDefinition<Name extends QueryName> {
  /** A commit that touches none of these cannot change the answer. */
  readonly tables: ReadonlySet<ProjectionTable>;
  /** It also reads workspaces that other programs may write at any time. */
  readonly readsOthers?: true;
  /** Depends on the database and `args` only; runs inside one snapshot. */
  answer(reader: Reader, args: QueryArgs<Name>): QueryResult<Name>;
}
