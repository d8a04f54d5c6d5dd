-- Issues that were given a key which another issue of their roadmap has: two devices did so at the same time. `issue.key` is then one that
-- nothing else has; here is the one that was given. A function of the documents alone.
CREATE TABLE key_alias (
  issue_id TEXT PRIMARY KEY,
  roadmap_id TEXT NOT NULL,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX key_alias_by_key ON key_alias (roadmap_id, key);

-- Keys that were given twice before have yet to be found: as in 0012.
UPDATE document SET projected = 0 WHERE kind = 'space';
