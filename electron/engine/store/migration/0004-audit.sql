-- The place of an entry in its change with leading zeros, so that entries sort as they were noted.
UPDATE activity SET id = substr(id, 1, 25) || printf('%06d', substr(id, 26)) WHERE length(id) < 31;

-- The feed is read newest first and narrowed on this index alone.
CREATE INDEX activity_by_change ON activity (change_seq, id, author, command, field, roadmap_id, at);
