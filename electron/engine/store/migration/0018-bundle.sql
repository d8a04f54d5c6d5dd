-- What this device alone knows about working together without a network. Neither journal nor peers have it.
-- What a device had when it made a bundle: heads of each document, separated by spaces.
CREATE TABLE bundle_document (
  device_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  heads TEXT NOT NULL,
  PRIMARY KEY (device_id, document_id)
) STRICT, WITHOUT ROWID;

-- A folder that others keep alike on several machines: where it is (`folder`), and how far this device is with it.
CREATE TABLE folder_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Files in it that were read, or written by this device, by device and number.
CREATE TABLE folder_file (
  device_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (device_id, number)
) STRICT, WITHOUT ROWID;

-- What the files in it bring to a member who reads them all: heads of each document, separated by spaces.
CREATE TABLE folder_document (
  device_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  heads TEXT NOT NULL,
  PRIMARY KEY (device_id, document_id)
) STRICT, WITHOUT ROWID;
