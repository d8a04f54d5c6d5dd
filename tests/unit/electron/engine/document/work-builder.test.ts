import { expect, test } from 'vitest';
import { Step } from '#electron/engine/document/step.ts';
import { addPlan } from '#electron/engine/job/add-plan.ts';
import { createPersonFinder } from '#electron/engine/job/plan-people.ts';
import { readPlanFile } from '#electron/engine/job/plan-file.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { unrecorded } from '#tests/support/history-check.ts';
import { openStore } from '#tests/support/open-store.ts';

// Found by the law of history on a machine so busy that a pause came after the last edit of a new roadmap: its whole history
// was missing.

function planText(issues: number): string {
  const one = (key: number): string => `### Issue #${key}: Build part ${key}\n**Priority:** P1\n\n**Description:**\nText.\n\n---\n`;
  return `# Plan\n\n---\n\n${Array.from({ length: issues }, (_, index) => one(index + 1)).join('\n')}`;
}

test.for([1, 40, 400])('the history of a new roadmap of %i issues is whole, however often its making pauses', (issues) => {
  const open = openStore();
  const { store } = open;
  const before = { rows: open.rows(), revision: store.revision };
  const step = new Step('import-plan');
  const newId = (): string => store.source.newId();
  const person = createPersonFinder(store.rows, step, newId);
  const file = valueOf(readPlanFile('/plan.md', planText(issues)));
  Array.from(addPlan(file, { step, person, now: new Date(store.source.now()).toISOString(), rank: 'a', newId }));
  const pauses = [...store.commitInPieces(step, 0)];
  expect(pauses.length).toBeGreaterThan(issues);
  expect(unrecorded(before, open.rows())).toEqual([]);
  expect(open.reader.prepare(`SELECT count(*) FROM activity WHERE field = 'issue'`).pluck().get()).toBe(issues);
});
