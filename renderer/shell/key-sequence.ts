// Turns key presses into calls of actions: one stroke, or `G` and then a letter.
import type { Action } from '#renderer/state/action.ts';

/** What is needed of a `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Names a stroke as actions write it: `mod+k`, `shift+s`, `?`, `ArrowDown`. Shift is not named where it only makes the character. */
export function strokeOf(press: KeyPress): string {
  const letter = /^[a-z]$/i.test(press.key);
  const named = press.key.length > 1 || press.key === ' ';
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) parts.push('mod');
  if (press.altKey) parts.push('alt');
  if (press.shiftKey && (letter || named)) parts.push('shift');
  parts.push(letter ? press.key.toLowerCase() : press.key === ' ' ? 'Space' : press.key);
  return parts.join('+');
}

/** How a stroke is written on a key cap: `Ctrl K`, `⇧ S`, `↓`. */
export function capOf(stroke: string, mac: boolean): string {
  const words: Readonly<Record<string, string>> = {
    mod: mac ? '⌘' : 'Ctrl',
    shift: '⇧',
    alt: mac ? '⌥' : 'Alt',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    Delete: 'Del',
    Enter: '↵',
    PageDown: 'PgDn',
    PageUp: 'PgUp',
  };
  return stroke
    .split('+')
    .map((part) => words[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}

/** The strokes of a sequence as caps, one cap a stroke. */
export function capsOf(sequence: readonly string[], mac: boolean): string[] {
  return sequence.map((stroke) => capOf(stroke, mac));
}

/** How long a started sequence waits for its next stroke, in milliseconds. */
export const sequencePause = 1_200;

/** What a press means: an action, the start of a longer sequence, or nothing. */
export interface KeyOutcome {
  readonly action: Action | null;
  /** Strokes so far, when a longer sequence may follow. */
  readonly pending: readonly string[];
}

/** Decides what `stroke` means after the strokes in `pending`. A stroke that does not continue a sequence begins anew. */
export function nextKey(actions: readonly Action[], pending: readonly string[], stroke: string): KeyOutcome {
  const typed = [...pending, stroke];
  const fits = (sequence: readonly string[]): boolean => typed.every((part, place) => sequence[place] === part);
  let longer = false;
  for (const action of actions) {
    for (const sequence of action.keys ?? []) {
      if (!fits(sequence)) continue;
      if (sequence.length === typed.length) return { action, pending: [] };
      longer = true;
    }
  }
  if (longer) return { action: null, pending: typed };
  return pending.length > 0 ? nextKey(actions, [], stroke) : { action: null, pending: [] };
}
