-- What a schedule has to know beyond estimates, people and precedence: when work may start, has to be finished or stays put, who it needs,
-- what has gone into it; when people work and what they can do; which ends a dependency ties together.
ALTER TABLE workspace ADD COLUMN holidays TEXT NOT NULL DEFAULT '[]'; -- JSON: [{ first, last }] in days
ALTER TABLE person ADD COLUMN week TEXT; -- JSON: seven shares, Monday first
ALTER TABLE person ADD COLUMN days_off TEXT NOT NULL DEFAULT '[]'; -- JSON as holidays
ALTER TABLE person ADD COLUMN focus REAL NOT NULL DEFAULT 1;
ALTER TABLE person ADD COLUMN share REAL NOT NULL DEFAULT 1;
ALTER TABLE person ADD COLUMN skills TEXT NOT NULL DEFAULT '[]'; -- JSON: names
ALTER TABLE person ADD COLUMN units INTEGER NOT NULL DEFAULT 1;
ALTER TABLE person ADD COLUMN wip_limit INTEGER;
ALTER TABLE sprint ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN not_before TEXT;
ALTER TABLE issue ADD COLUMN deadline TEXT;
ALTER TABLE issue ADD COLUMN fixed_start TEXT; -- YYYY-MM-DDTHH:mm, local
ALTER TABLE issue ADD COLUMN fixed_duration INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN splits INTEGER NOT NULL DEFAULT 1;
ALTER TABLE issue ADD COLUMN needs TEXT; -- JSON: [{ anyOf, skill, count }]
ALTER TABLE issue ADD COLUMN spent_hours REAL;
ALTER TABLE issue ADD COLUMN remaining_hours REAL;
ALTER TABLE dependency ADD COLUMN kind TEXT NOT NULL DEFAULT 'finish-start';
ALTER TABLE dependency ADD COLUMN lag_minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE external ADD COLUMN expected_on TEXT;
-- Others of the team may have set these with a newer program before this one knew of them: everything is projected anew when the workspace
-- is opened, which the space document stands for.
UPDATE document SET projected = 0 WHERE kind = 'space';
