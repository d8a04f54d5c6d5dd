import { expect, test } from 'vitest';
import { presenceWords } from '#renderer/state/presence.ts';

test('where somebody is, in words', () => {
  const at = { roadmapId: null, issueId: 'i', field: null, cursor: null, idle: false };
  expect(presenceWords({ ...at, issueId: null }, null)).toBe('here');
  expect(presenceWords(at, 'SX-1')).toBe('on SX-1');
  expect(presenceWords({ ...at, field: 'status' }, 'SX-1')).toBe('at the status of SX-1');
  expect(presenceWords({ ...at, field: 'body', cursor: 3 }, null)).toBe('writing the description of an issue');
  expect(presenceWords({ ...at, idle: true }, 'SX-1')).toBe('away from the keyboard');
});
