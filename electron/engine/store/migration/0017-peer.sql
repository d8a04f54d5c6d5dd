-- What this device alone knows about working with others. Neither journal nor peers have it.
CREATE TABLE sync_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Other devices of the workspace: where they were reached last (JSON list of host:port), and when they were heard last (ISO).
CREATE TABLE peer (
  device_id TEXT PRIMARY KEY,
  addresses TEXT NOT NULL,
  heard_at TEXT
) STRICT, WITHOUT ROWID;

-- How much of a document another device is known to have: everything up to the change `seq` of the log, when its heads were these.
CREATE TABLE peer_document (
  device_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  heads TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (device_id, document_id)
) STRICT, WITHOUT ROWID;

-- Invitations that this device issued; with it alone they are redeemed, once.
CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  -- A role for somebody new, or the person whose device it will be.
  role TEXT,
  person_id TEXT,
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  -- Wrong proofs so far.
  tries INTEGER NOT NULL DEFAULT 0,
  -- The device that redeemed it.
  device_id TEXT
) STRICT, WITHOUT ROWID;
