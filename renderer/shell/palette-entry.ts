// Which lines the palette shows for what was typed, in their order.
import type { Action, ActionGroup } from '#renderer/state/action.ts';
import { wordMatch } from './word-match.ts';

/** One line of an action section. */
interface PaletteEntry {
  readonly action: Action;
  /** Letters to light, as half-open spans of the title. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** A heading with its lines. */
export interface PaletteSection {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

/** What the text asks for: everything, `>` commands only, `#` issues only. */
export interface PaletteText {
  readonly mode: 'all' | 'commands' | 'issues';
  readonly text: string;
}

/** Reads the prefix. */
export function paletteText(typed: string): PaletteText {
  if (typed.startsWith('>')) return { mode: 'commands', text: typed.slice(1).trim() };
  if (typed.startsWith('#')) {
    // Before a number the sign is part of the key as plans write it; before a word it only says "issues".
    const rest = typed.slice(1).trim();
    return { mode: 'issues', text: /^\d/.test(rest) ? `#${rest}` : rest };
  }
  return { mode: 'all', text: typed.trim() };
}

const sections: readonly { readonly title: string; readonly groups: readonly ActionGroup[] }[] = [
  { title: 'On the selection', groups: ['selection', 'issue'] },
  { title: 'Commands', groups: ['edit', 'create', 'view', 'help'] },
  { title: 'Go to', groups: ['go'] },
];

/** Lines shown of one section while something is typed. */
const most = 8;

/** The sections of actions: what is done to the selection first, then commands, then places. Empty ones are left out. */
export function paletteSections(actions: readonly Action[], wanted: PaletteText): PaletteSection[] {
  if (wanted.mode === 'issues') return [];
  return sections.flatMap(({ title, groups }) => {
    const fitting = actions
      .filter((action) => action.listed !== false && groups.includes(action.group))
      .flatMap((action) => {
        const match = wordMatch(action.title, wanted.text);
        if (match !== null) return [{ action, ranges: match.ranges, score: match.score }];
        // Found by another word: after everything that is called so, and with nothing to light.
        const meant = action.words === undefined ? null : wordMatch(`${action.title} ${action.words}`, wanted.text);
        return meant === null ? [] : [{ action, ranges: [], score: meant.score - 100 }];
      });
    if (wanted.text !== '') fitting.sort((one, other) => other.score - one.score);
    const entries = wanted.text === '' ? fitting : fitting.slice(0, most);
    return entries.length === 0 ? [] : [{ title, entries }];
  });
}
