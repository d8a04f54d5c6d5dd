import { expect, test } from 'vitest';
import { checkUndoBetweenTwo } from '#tests/support/law/undo-between-two.ts';
import { checkUndo } from '#tests/support/law/undo.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test('undo restores every row of the plan, redo brings it back, and undoing everything ends where it began', () => {
  const seen = checkUndo({ runs: 7, seed: 3 });
  expect(seen.missing).toEqual([]);
  expect(seen.undone).toBeGreaterThan(40);
});

test('undo and redo never change what somebody else has written, nor take away what they work on', () => {
  const seen = checkUndoBetweenTwo({ runs: 11, seed: 5 });
  expect(seen.missing).toEqual([]);
  expect(seen.undone).toBeGreaterThan(10);
  expect(seen.kept).toBeGreaterThan(2);
});
