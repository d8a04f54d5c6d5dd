-- The place of an entry in its change with leading zeros, so that entries sort as they were noted.
UPDATE activity SET id = substr(id, 1, 25) || printf('%06d', substr(id, 26)) WHERE length(id) < 31;

-- The feed is read newest first and narrowed on this index alone.
CREATE INDEX activity_by_change ON activity (change_seq, id, author, command, field, roadmap_id, at);

-- The audit link of each entry (see audit-link.ts); entries from before it get theirs in the same transaction.
ALTER TABLE change ADD COLUMN link TEXT NOT NULL DEFAULT '';

-- Bytes may be mended: their hash tells whether that was done well.
CREATE TRIGGER change_stays
BEFORE UPDATE OF seq, document_id, hash, device_id, signature, received_at, link ON change
WHEN old.link <> ''
BEGIN
  SELECT raise(ABORT, 'The change log is append-only.');
END;
CREATE TRIGGER change_remains BEFORE DELETE ON change
BEGIN
  SELECT raise(ABORT, 'The change log is append-only.');
END;
