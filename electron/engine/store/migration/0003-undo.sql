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
