-- Changes of the log that do not count, and are in no document: made by nobody who might, built on such, or a second one under the
-- number of another. A function of the log and of the membership chain in it; made anew whenever that says otherwise.
CREATE TABLE refused_change (
  hash TEXT PRIMARY KEY,
  document_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('refused', 'builds-on-refused', 'equivocation')),
  bytes INTEGER NOT NULL -- how many the change has
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_change_by_document ON refused_change (document_id);
CREATE INDEX refused_change_by_device ON refused_change (device_id, bytes);
