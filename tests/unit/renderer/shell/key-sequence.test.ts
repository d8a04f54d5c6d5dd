import { describe, expect, test } from 'vitest';
import type { Action } from '#renderer/state/action.ts';
import { capsOf, nextKey, strokeOf } from '#renderer/shell/key-sequence.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  strokeOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

const action = (id: string, ...keys: string[][]): Action => ({ id, group: 'go', title: id, keys, run: () => {} });
const actions = [action('issues', ['g', 'i']), action('settings', ['g', 's']), action('status', ['s']), action('sprint', ['shift+s'])];

describe('strokes', () => {
  test('name shift only where it is not part of the character', () => {
    expect([press('s'), press('S', { shiftKey: true }), press('?', { shiftKey: true }), press('ArrowDown', { shiftKey: true })]).toEqual([
      's',
      'shift+s',
      '?',
      'shift+ArrowDown',
    ]);
    expect([press('k', { ctrlKey: true }), press('k', { metaKey: true }), press(' ')]).toEqual(['mod+k', 'mod+k', 'Space']);
    expect(press('S')).toBe('s');
  });

  test('are shown as caps', () => {
    expect(capsOf(['g', 'i'], false)).toEqual(['G', 'I']);
    expect(capsOf(['mod+k'], true)).toEqual(['⌘ K']);
    expect(capsOf(['shift+s'], false)).toEqual(['⇧ S']);
  });
});

describe('sequences', () => {
  test('a letter alone is its action, and after G another one', () => {
    expect(nextKey(actions, [], 's').action?.id).toBe('status');
    const started = nextKey(actions, [], 'g');
    expect(started).toEqual({ action: null, pending: ['g'] });
    expect(nextKey(actions, started.pending, 's').action?.id).toBe('settings');
  });

  test('a stroke that does not continue begins anew, and an unknown one means nothing', () => {
    expect(nextKey(actions, ['g'], 'shift+s').action?.id).toBe('sprint');
    expect(nextKey(actions, ['g'], 'g').pending).toEqual(['g']);
    expect(nextKey(actions, [], 'q')).toEqual({ action: null, pending: [] });
  });
});
