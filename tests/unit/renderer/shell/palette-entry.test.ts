import { describe, expect, test } from 'vitest';
import type { Action } from '#renderer/state/action.ts';
import { paletteSections, paletteText } from '#renderer/shell/palette-entry.ts';

const action = (id: string, group: Action['group'], title: string, listed = true): Action => ({ id, group, title, listed, run: () => {} });
const actions = [
  action('go', 'go', 'Sprint 3'),
  action('move', 'selection', 'Move 3 issues to sprint…'),
  action('new', 'create', 'New issue'),
  action('down', 'list', 'Down', false),
];
const titles = (typed: string) =>
  paletteSections(actions, paletteText(typed)).map((section) => [section.title, ...section.entries.map((entry) => entry.action.id)]);

describe('the palette', () => {
  test('shows what can be done to the selection first, then commands, then places', () => {
    expect(titles('')).toEqual([
      ['On the selection', 'move'],
      ['Commands', 'new'],
      ['Go to', 'go'],
    ]);
  });

  test('keeps what fits, in any order of the words, and nothing for a key of an issue', () => {
    expect(titles('spr mo')).toEqual([['On the selection', 'move']]);
    expect(titles('> spr')).toEqual([
      ['On the selection', 'move'],
      ['Go to', 'go'],
    ]);
    expect(titles('#12')).toEqual([]);
  });

  test('finds by another word too, after what is called so, and lights nothing then', () => {
    const trash: Action = { ...action('trash', 'go', 'Trash'), words: 'deleted restore' };
    const restore = action('restore', 'go', 'Restore a backup');
    const found = paletteSections([trash, restore], paletteText('rest')).flatMap(({ entries }) => entries);
    expect(found.map(({ action: { id }, ranges }) => [id, ranges.length])).toEqual([
      ['restore', 1],
      ['trash', 0],
    ]);
  });
});
