-- The sums above a list and of each roadmap, from indexes alone: the rows of 100,000 issues with their bodies are 60 MB.
CREATE INDEX issue_by_sum ON issue (readiness, ready, blocked, open, estimate_likely, estimate_pessimistic);
DROP INDEX issue_by_roadmap;
CREATE INDEX issue_by_roadmap ON issue (roadmap_id, rank, id, status_category, open, estimate_likely);
