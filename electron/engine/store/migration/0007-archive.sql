-- A flag starts off and has no other default; lists are by name.
ALTER TABLE flag DROP COLUMN default_on;
ALTER TABLE flag DROP COLUMN rank;
