-- What a change that does not count says about itself: who made it, when, by which command, and what it did (JSON: [issue id, field,
-- before, after, subject] …). Shown to people; the rows that there are get it when they are made anew.
ALTER TABLE refused_change ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE refused_change ADD COLUMN command TEXT NOT NULL DEFAULT '';
ALTER TABLE refused_change ADD COLUMN at TEXT NOT NULL DEFAULT '';
ALTER TABLE refused_change ADD COLUMN entries TEXT NOT NULL DEFAULT '[]';
