-- Documents may hold archives, and say which version of their shape they have (see document-version.ts).
CREATE TABLE document_next (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('space', 'roadmap', 'text', 'archive')),
  roadmap_id TEXT,
  heads TEXT NOT NULL,
  snapshot BLOB,
  snapshot_seq INTEGER NOT NULL DEFAULT 0,
  schema_version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
INSERT INTO document_next (id, kind, roadmap_id, heads, snapshot, snapshot_seq)
  SELECT id, kind, roadmap_id, heads, snapshot, snapshot_seq FROM document;
DROP TABLE document;
ALTER TABLE document_next RENAME TO document;

-- What an entry is about when it is not about an issue: `flag:<id>`, `milestone:<id>` …
ALTER TABLE activity ADD COLUMN subject TEXT;
CREATE INDEX activity_by_subject ON activity (subject, change_seq) WHERE subject IS NOT NULL;

-- From here on: more of the projection.
CREATE TABLE baseline (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  heads TEXT NOT NULL -- JSON: document id to hashes
) STRICT, WITHOUT ROWID;

CREATE TABLE scenario (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roadmap_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  author TEXT NOT NULL,
  device_id TEXT NOT NULL,
  state TEXT NOT NULL,
  heads TEXT NOT NULL -- JSON: document id to hashes, at the fork
) STRICT, WITHOUT ROWID;

CREATE TABLE flag (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  default_on INTEGER NOT NULL,
  is_on INTEGER NOT NULL,
  rollout_percent REAL NOT NULL,
  milestone_id TEXT,
  created_at TEXT NOT NULL,
  rank TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  "group" TEXT,
  "order" TEXT,
  author TEXT NOT NULL,
  rank TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE retention_rule (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roadmap_id TEXT,
  statuses TEXT NOT NULL, -- JSON array of status categories
  days INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  enabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
