// What people did beside each other and what waits for a choice: one list of everything of the kind.
import type { QueryResult } from '#shared/contract/query.ts';
import { subjectTables } from './conflict-subject.ts';
import type { QueryDefinition } from './query-definition.ts';
import { capacityConflicts, cycleConflicts, keyConflicts } from './rule-conflict.ts';
import { valueConflicts } from './value-conflict.ts';

/** The query `conflict-list`. */
export const conflictList: QueryDefinition<'conflict-list'> = {
  tables: new Set(['conflict', 'trash', 'key_alias', 'activity', ...subjectTables]),
  answer(reader, { issueId, offset, limit }): QueryResult<'conflict-list'> {
    // Every list that is open asks for the same after each change.
    const all = reader.remember(`conflict-list ${issueId ?? ''}`, () => [
      ...valueConflicts(reader, issueId),
      ...keyConflicts(reader, issueId),
      ...cycleConflicts(reader, issueId),
      ...(issueId === null ? capacityConflicts(reader) : []),
    ]);
    return { summary: { total: all.length }, rows: all.slice(offset, offset + limit) };
  },
};
