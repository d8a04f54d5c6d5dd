-- The rows of a large new roadmap are made in pieces after its changes are stored; 0 while some are missing.
ALTER TABLE document ADD COLUMN projected INTEGER NOT NULL DEFAULT 1;
