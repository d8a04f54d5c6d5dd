import type { PlanNames } from '#shared/schedule/explain/issue-explanation.ts';
import { isoDate } from '#shared/plan/quantity.ts';

/** Issues and people by their ids. */
export const plainNames: PlanNames = { issue: (id) => `#${id}`, person: (id) => id, today: isoDate('2026-03-02') };
