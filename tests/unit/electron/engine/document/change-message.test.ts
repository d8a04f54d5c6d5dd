import { expect, test } from 'vitest';
import { readChangeMessage, writeChangeMessage } from '#electron/engine/document/change-message.ts';

const message = {
  command: 'set-status',
  author: 'Ann',
  at: '2026-01-05T09:00:00.000Z',
  entries: [{ issueId: 'i1', field: 'status', before: null, after: 'Done' }],
};

test('what was written is read', () => {
  expect(readChangeMessage(writeChangeMessage(message))).toEqual(message);
});

test('long values are cut', () => {
  const entries = [{ issueId: null, field: 'goal', before: null, after: 'x'.repeat(10_000) }];
  expect(readChangeMessage(writeChangeMessage({ ...message, entries }))?.entries[0]?.after?.length).toBe(500);
});

test('beyond the most entries those of the status stay', () => {
  const entry = (field: string) => ({ issueId: 'i1', field, before: null, after: null });
  const entries = [...Array.from({ length: 50_000 }, () => entry('title')), entry('status')];
  expect(readChangeMessage(writeChangeMessage({ ...message, entries }))?.entries).toEqual([entry('status')]);
});

test('a message that is not ours says nothing', () => {
  for (const text of ['', 'hello', '{}', '{"c":1}', '[]']) expect(readChangeMessage(text)).toBeNull();
});
