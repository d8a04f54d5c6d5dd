import { describe, expect, test } from 'vitest';
import { fakeConnection } from '#renderer/connection/fake.ts';
import { currentToast } from '#renderer/state/toast.ts';
import { newestStep, type StepRow, undoAction } from '#renderer/state/undo.ts';
import { must } from '#shared/base/must.ts';
import { success } from '#shared/base/result.ts';

const step = (id: string, undone = false): StepRow => ({ id, label: `Step ${id}`, command: 'set-status', at: '', undone });

/** An engine with these steps, newest first, that remembers whether it was asked to undo. */
function engineWith(rows: readonly StepRow[], kept: readonly string[] = []) {
  const asked: string[] = [];
  const { connection } = fakeConnection({
    queries: { 'undo-state': () => ({ summary: { undo: null, redo: null }, rows }) },
    commands: {
      undo() {
        asked.push('undo');
        return success({
          label: must(newestStep({ summary: { undo: null, redo: null }, rows }), 'a step').label,
          command: '',
          kept: [...kept],
        });
      },
    },
  });
  return { connection, asked };
}

describe('the way back in a toast', () => {
  test('is about the newest step that was not undone', () => {
    const rows = [step('3', true), step('2'), step('1')];
    expect(newestStep({ summary: { undo: null, redo: null }, rows })?.id).toBe('2');
    expect(newestStep(undefined)).toBeNull();
  });

  test('takes its own step back, and says what stayed because somebody else changed it', async () => {
    const { connection, asked } = engineWith([step('2'), step('1')], ['#4 keeps its title: Bo has changed it since.']);
    undoAction(connection, step('2')).run();
    await expect.poll(() => currentToast.get()?.text).toBe('Undone: Step 2');
    expect(asked).toEqual(['undo']);
    expect(currentToast.get()).toMatchObject({ notes: ['#4 keeps its title: Bo has changed it since.'], actions: [{ label: 'Redo' }] });
  });

  test('never takes back something else that was done since', async () => {
    const { connection, asked } = engineWith([step('3'), step('2')]);
    undoAction(connection, step('2')).run();
    await expect.poll(() => currentToast.get()?.tone).toBe('problem');
    expect(asked).toEqual([]);
    expect(currentToast.get()?.text).toContain('Step 2');
  });
});
