-- What this device alone knows about working together without a network. Neither journal nor peers have it.
-- What a device had when it made a bundle: heads of each document, separated by spaces.
CREATE TABLE bundle_document (
  device_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  heads TEXT NOT NULL,
  PRIMARY KEY (device_id, document_id)
) STRICT, WITHOUT ROWID;
