-- The change log: the truth. Append-only; `bytes` is one Automerge change, `signature` is the device's ed25519
-- signature over `hash`.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  device_id TEXT NOT NULL,
  signature BLOB NOT NULL,
  received_at TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX change_by_document ON change (document_id, seq);

-- One row a document: its kind, its compacted state, and the heads that the projection reflects.
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('space', 'roadmap', 'text')),
  roadmap_id TEXT,
  heads TEXT NOT NULL,
  snapshot BLOB,
  snapshot_seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- From here on: the projection. It can be dropped and rebuilt from the documents at any time.
CREATE TABLE workspace (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  hours_per_week REAL NOT NULL,
  sprint_weeks INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hours_per_week REAL
) STRICT, WITHOUT ROWID;

CREATE TABLE sprint (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  goal TEXT NOT NULL,
  start TEXT NOT NULL,
  finish TEXT NOT NULL,
  capacity_hours REAL
) STRICT, WITHOUT ROWID;

CREATE TABLE roadmap (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  goal TEXT NOT NULL,
  status_category TEXT,
  status_name TEXT,
  status_verified INTEGER,
  current_milestone TEXT,
  generated_on TEXT,
  notes TEXT NOT NULL,
  source_path TEXT,
  dialect TEXT,
  rank TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE milestone (
  id TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  goal TEXT NOT NULL,
  status_category TEXT,
  status_name TEXT,
  status_verified INTEGER,
  implied INTEGER NOT NULL,
  target TEXT,
  notes TEXT NOT NULL,
  rank TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX milestone_by_roadmap ON milestone (roadmap_id, rank);

-- Sprint names as a plan file uses them, before they are mapped to dated sprints.
CREATE TABLE named_sprint (
  roadmap_id TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  rank TEXT NOT NULL,
  PRIMARY KEY (roadmap_id, name)
) STRICT, WITHOUT ROWID;

-- `waits_for`, `waits_for_external`, `unblocks`, `checklist_done` and `checklist_total` are counted when the rows
-- they depend on change, so that a list of 100,000 issues sorts by readiness without visiting dependencies.
CREATE TABLE issue (
  id TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  parent_id TEXT,
  milestone_id TEXT,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  status_category TEXT NOT NULL,
  status_name TEXT NOT NULL,
  status_verified INTEGER NOT NULL,
  priority TEXT,
  severity TEXT,
  component TEXT,
  category TEXT,
  flag TEXT,
  assignee_id TEXT,
  sprint TEXT,
  estimate_likely REAL,
  estimate_optimistic REAL,
  estimate_pessimistic REAL,
  points REAL,
  hold_reason TEXT,
  rank TEXT NOT NULL,
  source_line INTEGER,
  waits_for INTEGER NOT NULL DEFAULT 0,
  waits_for_external INTEGER NOT NULL DEFAULT 0,
  unblocks INTEGER NOT NULL DEFAULT 0,
  checklist_done INTEGER NOT NULL DEFAULT 0,
  checklist_total INTEGER NOT NULL DEFAULT 0,
  open INTEGER NOT NULL GENERATED ALWAYS AS (status_category NOT IN ('done', 'cancelled')) STORED,
  blocked INTEGER NOT NULL GENERATED ALWAYS AS (
    status_category NOT IN ('done', 'cancelled') AND (waits_for > 0 OR waits_for_external > 0 OR hold_reason IS NOT NULL)
  ) STORED,
  ready INTEGER NOT NULL GENERATED ALWAYS AS (
    status_category IN ('backlog', 'planned') AND waits_for = 0 AND waits_for_external = 0 AND hold_reason IS NULL
  ) STORED,
  -- 0 in progress, 1 ready, 2 blocked, 3 done, 4 cancelled
  readiness INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE
      WHEN status_category = 'done' THEN 3
      WHEN status_category = 'cancelled' THEN 4
      WHEN status_category = 'in-progress' THEN 0
      WHEN waits_for > 0 OR waits_for_external > 0 OR hold_reason IS NOT NULL THEN 2
      ELSE 1
    END
  ) STORED
) STRICT;
CREATE INDEX issue_by_roadmap ON issue (roadmap_id, rank);
CREATE INDEX issue_by_key ON issue (roadmap_id, key);
CREATE INDEX issue_by_readiness ON issue (readiness, priority, rank, id);
CREATE INDEX issue_by_milestone ON issue (milestone_id);
CREATE INDEX issue_by_parent ON issue (parent_id);

CREATE TABLE issue_label (
  issue_id TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (issue_id, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE checklist_item (
  id TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  issue_id TEXT,
  milestone_id TEXT,
  parent_id TEXT,
  kind TEXT NOT NULL,
  "group" TEXT NOT NULL,
  text TEXT NOT NULL,
  done INTEGER,
  rank TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX checklist_item_by_issue ON checklist_item (issue_id, rank);
CREATE INDEX checklist_item_by_roadmap ON checklist_item (roadmap_id, rank);

-- `set_aside`: closes a cycle that came in by import or merge; derived, equal on every device, never blocking.
CREATE TABLE dependency (
  id TEXT PRIMARY KEY,
  issue_id TEXT NOT NULL,
  depends_on_id TEXT NOT NULL,
  strength TEXT NOT NULL,
  note TEXT NOT NULL,
  set_aside INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dependency_by_issue ON dependency (issue_id);
CREATE INDEX dependency_by_depends_on ON dependency (depends_on_id);

CREATE TABLE external (
  id TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  resolved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX external_by_issue ON external (issue_id);

CREATE TABLE risk (
  id TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  title TEXT NOT NULL,
  "group" TEXT NOT NULL,
  likelihood TEXT NOT NULL,
  impact TEXT NOT NULL,
  mitigations TEXT NOT NULL, -- JSON array of text
  rank TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE risk_issue (
  risk_id TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  PRIMARY KEY (risk_id, issue_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stated_total (
  roadmap_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  name TEXT NOT NULL,
  issues INTEGER,
  hours REAL,
  PRIMARY KEY (roadmap_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE contradiction (
  issue_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (issue_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE comment (
  id TEXT PRIMARY KEY,
  issue_id TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_by_issue ON comment (issue_id, at);

-- What each change did, for people and for statistics; derived from the changes themselves.
CREATE TABLE activity (
  id TEXT PRIMARY KEY,
  change_seq INTEGER NOT NULL,
  roadmap_id TEXT,
  issue_id TEXT,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  device_id TEXT NOT NULL,
  command TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_by_issue ON activity (issue_id, change_seq);

-- Local to this device, never synced: the text of each plan file as of its last import, which the next import compares with.
CREATE TABLE plan_file (
  path TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
