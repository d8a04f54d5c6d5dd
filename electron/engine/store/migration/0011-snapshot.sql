-- Compacted documents in a table of their own: beside the heads, a snapshot of megabytes was written anew by every command.
CREATE TABLE document_snapshot (
  document_id TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
INSERT INTO document_snapshot (document_id, bytes) SELECT id, snapshot FROM document WHERE snapshot IS NOT NULL;
ALTER TABLE document DROP COLUMN snapshot;
