import type { WriteConnection } from './connection.ts';

/** One of the values that people wrote beside each other, or a deletion that others did not know of. */
interface ConflictState {
  readonly kind: 'field' | 'deletion';
  readonly operation: string;
  readonly documentId: string;
  readonly collection: string;
  /** JSON. */
  readonly value: string;
  readonly wins: number;
}

/** Look-ups of conflicts. */
// The type of what is returned is the list of look-ups itself, as in row-reader.ts.
export function createConflictReader(connection: WriteConnection) {
  const values = connection.prepare<[string, string], ConflictState>(
    `SELECT kind, operation, document_id AS documentId, collection, value, wins FROM conflict
     WHERE record_id = ? AND field = ? AND (kind = 'deletion' OR kind = 'field' AND field <> 'deletedAt')`,
  );
  const givenKey = connection.prepare<[string], { readonly key: string }>('SELECT key FROM key_alias WHERE issue_id = ?');
  return {
    /** The values that stand in a field of a record, where there are several, or its deletion, where others did not know of that. */
    conflict: (recordId: string, field: string) => values.all(recordId, field),
    /** The key that an issue was given, where it is read with another because that was given twice; `null` elsewhere. */
    givenKey: (issueId: string) => givenKey.get(issueId)?.key ?? null,
  };
}
