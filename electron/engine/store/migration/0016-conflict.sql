-- What several devices wrote without knowing of each other. A function of the documents and of the change log alone.
--
-- `field`: a value that stands in a field beside others; `wins` marks the one that is read until somebody chooses. `edit`: a
-- value that was set in a record without knowing that somebody else had deleted it, and `deletion`, who had.
CREATE TABLE conflict (
  record_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('field', 'edit', 'deletion')),
  field TEXT NOT NULL,
  -- `counter@actor`, as Automerge names the operation that wrote the value.
  operation TEXT NOT NULL,
  document_id TEXT NOT NULL,
  collection TEXT NOT NULL,
  -- JSON.
  value TEXT NOT NULL,
  wins INTEGER NOT NULL,
  -- Of values that differ; where all devices wrote the same there is nothing to show.
  author TEXT,
  device_id TEXT,
  at TEXT,
  PRIMARY KEY (record_id, kind, field, operation)
) STRICT, WITHOUT ROWID;

-- Dependencies that close a cycle are few; whoever looks for them need not read all.
CREATE INDEX dependency_set_aside ON dependency (id) WHERE set_aside = 1;
