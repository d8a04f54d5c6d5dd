-- The text of a plan file is kept deflated (plan-file-table.ts packs it, in the same transaction, and takes the plain column
-- away): 7.6 MB of Markdown were half of what the transaction of an import of 10,000 issues had to bring to disk.
ALTER TABLE plan_file ADD COLUMN packed BLOB NOT NULL DEFAULT x'';
