-- A flag starts off and has no other default; lists are by name.
ALTER TABLE flag DROP COLUMN default_on;
ALTER TABLE flag DROP COLUMN rank;

-- One row an issue that was moved to an archive file. `archived`: it is still as it was then, and therefore in no table of
-- live issues; otherwise somebody changed it since and it is in the plan again. `text` is what is searched, `parts` what
-- hung on it (JSON); both are of its present content, and empty while it is not archived.
CREATE TABLE archived_issue (
  issue_id TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  archived INTEGER NOT NULL,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT,
  status_category TEXT,
  status_name TEXT,
  status_verified INTEGER,
  estimate_likely REAL,
  text TEXT NOT NULL,
  parts TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  device_id TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT; -- With row numbers: rows of over a quarter of a page would each take a whole one otherwise.
CREATE INDEX archived_issue_by_key ON archived_issue (roadmap_id, key) WHERE archived = 1;

-- Local to this device, never synced: its own id, where it archives to by itself and when it last did.
CREATE TABLE archive_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
