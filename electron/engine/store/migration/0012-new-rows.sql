-- Rows that older versions did not make (trash, what hangs on something deleted, words) are missing: everything is projected anew when
-- the workspace is opened, which the space document stands for.
UPDATE document SET projected = 0 WHERE kind = 'space';
