-- Who belongs to the workspace: made from the entries of the membership chain, which lie in the log. `position` is the order in
-- which they were taken in.
CREATE TABLE member (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  revoked INTEGER NOT NULL,
  position INTEGER NOT NULL,
  admitted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member_device (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  person_id TEXT NOT NULL,
  revoked INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX member_device_by_person ON member_device (person_id);
