-- Local to this device, never synced: what each person did here and how to take it back. `side` is 'undo' for what can
-- be taken back and 'redo' for what was taken back; ids are in the order in which the steps were first carried out.
-- `content` is compressed JSON (electron/engine/document/step-content.ts), `seq` the last change of the step.
CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  author TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('undo', 'redo')),
  command TEXT NOT NULL,
  label TEXT NOT NULL,
  at TEXT NOT NULL,
  seq INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE INDEX undo_step_by_author ON undo_step (author, side, id);

-- Which Automerge actors of this device wrote for whom: what they wrote last is that person's to take back.
CREATE TABLE own_actor (
  actor TEXT PRIMARY KEY,
  author TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Operations by which an undo brought back what somebody else had written: still theirs.
CREATE TABLE returned_operation (
  document_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  PRIMARY KEY (document_id, operation)
) STRICT, WITHOUT ROWID;

-- Who works here now; queries of one person's steps ask it.
CREATE TABLE present_author (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  author TEXT NOT NULL
) STRICT;

-- From here on: more of the projection.
-- Records that are alive and hang on something that is not: a row for each thing that they hang on. When that comes back
-- to life, this says which records come with it.
CREATE TABLE dormant (
  anchor_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  collection TEXT NOT NULL,
  document_id TEXT NOT NULL,
  PRIMARY KEY (anchor_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dormant_by_record ON dormant (record_id);
CREATE INDEX dormant_by_document ON dormant (document_id);

-- What was deleted and can be restored. What is in a deleted roadmap comes back with it and is not listed. `owner_id` and
-- `other_id` are what the record hung on: without it nothing can be restored.
CREATE TABLE trash (
  record_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  roadmap_id TEXT,
  owner_id TEXT,
  other_id TEXT,
  key TEXT,
  title TEXT NOT NULL,
  deleted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trash_by_roadmap ON trash (roadmap_id);
CREATE INDEX trash_by_time ON trash (deleted_at);
