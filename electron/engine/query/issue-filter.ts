// Turns the filter of the contract, with the search in its text, into SQL over the table `issue`.
import type { IssueFilter } from '#shared/contract/query.ts';
import { readSearch } from './read-search.ts';
import type { Bindable, Reader } from './reader.ts';
import { searchCondition } from './search-condition.ts';

/** A condition and what its parameters stand for. */
export interface Condition {
  /** Without `WHERE`; `1` when nothing narrows. */
  readonly sql: string;
  readonly parameters: Readonly<Record<string, Bindable>>;
}

/** Tables that the condition of a filter may ask, beside those of the rows. */
export const filterTables = ['issue_text', 'search_word', 'issue_time', 'sprint', 'comment', 'dependency', 'external'] as const;

/** The condition that `filter` puts on the table `issue`; its text is in the search language. @throws {QueryRefusal} when it is not. */
export function issueCondition(reader: Reader, filter: IssueFilter): Condition {
  const conditions: string[] = [];
  const parameters: Record<string, Bindable> = {};
  const oneOf = (column: string, name: string, values: readonly (string | null)[]): void => {
    if (values.length === 0) return;
    const listed = values.filter((value) => value !== null);
    parameters[name] = JSON.stringify(listed);
    const among = `${column} IN (SELECT value FROM json_each(@${name}))`;
    conditions.push(listed.length === values.length ? among : `(${column} IS NULL OR ${among})`);
  };
  const isTrue = (column: string, wanted: boolean | null): void => {
    if (wanted !== null) conditions.push(`${column} = ${wanted ? 1 : 0}`);
  };
  oneOf('issue.roadmap_id', 'roadmapIds', filter.roadmapIds);
  oneOf('issue.status_category', 'status', filter.status);
  oneOf('issue.priority', 'priority', filter.priority);
  oneOf('issue.component', 'component', filter.component);
  oneOf('issue.milestone_id', 'milestoneIds', filter.milestoneIds);
  oneOf('issue.sprint', 'sprint', filter.sprint);
  oneOf('issue.assignee_id', 'assigneeIds', filter.assigneeIds);
  if (filter.label.length > 0) {
    parameters['label'] = JSON.stringify(filter.label);
    conditions.push(`issue.id IN (SELECT issue_id FROM issue_label WHERE label IN (SELECT value FROM json_each(@label)))`);
  }
  isTrue('issue.ready', filter.ready);
  isTrue('issue.blocked', filter.blocked);
  const search = searchCondition({ reader, today: filter.today }, readSearch(filter.text));
  if (search.sql !== '1') conditions.push(search.sql);
  Object.assign(parameters, search.parameters);
  return { sql: conditions.length === 0 ? '1' : conditions.join(' AND '), parameters };
}

/** The condition that only narrows to roadmaps. */
export function roadmapCondition(roadmapIds: readonly string[], column = 'issue.roadmap_id'): Condition {
  if (roadmapIds.length === 0) return { sql: '1', parameters: {} };
  return {
    sql: `${column} IN (SELECT value FROM json_each(@roadmapIds))`,
    parameters: { roadmapIds: JSON.stringify(roadmapIds) },
  };
}

/** A pattern for `LIKE … ESCAPE '\'` that finds `text` anywhere. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;
}
