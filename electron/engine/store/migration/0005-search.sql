-- Search: an index over the words of each issue, kept with its rows in the same transaction. It holds no text of its own
-- (`content=''`); its row ids are those of `issue`. Filled by the projection; a database that had none is indexed when it is opened.
CREATE VIRTUAL TABLE issue_text USING fts5 (
  title, key, label, body, checklist, comment,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Words of titles and labels, in lower case without accents: what a mistyped or half-typed word may mean.
CREATE TABLE search_word (
  word TEXT PRIMARY KEY,
  issues INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When an issue came, was last changed, and last had its status changed; from what the changes say.
CREATE TABLE issue_time (
  issue_id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  status_at TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO issue_time (issue_id, created_at, updated_at, status_at)
  SELECT issue_id, min(at), max(at), max(CASE WHEN field = 'status' THEN at END) FROM activity WHERE issue_id IS NOT NULL GROUP BY issue_id;

CREATE INDEX issue_time_by_update ON issue_time (updated_at, issue_id);
CREATE INDEX issue_time_by_creation ON issue_time (created_at, issue_id);
CREATE INDEX issue_label_by_label ON issue_label (label COLLATE NOCASE, issue_id);

-- In the order of lists, with every column that a search asks for: a condition that few issues meet is found without
-- reading their bodies.
DROP INDEX issue_by_readiness;
CREATE INDEX issue_by_readiness ON issue (
  readiness, priority, rank, id, roadmap_id, status_category, blocked, ready, open, estimate_likely, points, component,
  milestone_id, sprint, assignee_id, kind, category, flag, status_name, waits_for, unblocks, checklist_total, key
);
