// Listens to the keyboard for the whole page and runs the action that a stroke means.
import { useEffect, useRef } from 'react';
import { allActions } from '#renderer/state/action.ts';
import { frameId } from './modal.tsx';
import { nextKey, sequencePause, strokeOf } from './key-sequence.ts';

/** Elements in which a plain key belongs to what is typed or chosen there. */
const takesText = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
/** Strokes that reach the page even from what is typed or chosen in. */
const fromText = new Set(['mod+k']);
/** Those that reach it from what is chosen in: nothing is typed there that they could take back. */
const fromChoice = new Set(['mod+k', 'mod+z', 'mod+shift+z', 'mod+y']);
const takesKeys = '[role="menu"], [role="listbox"], [role="dialog"], [role="tablist"]';
/** A floating part that is on its way out. */
const leaving = '[data-ending-style], [data-closed]';
/** Elements for which these keys mean "press me". */
const pressable = 'button, a[href], [role="checkbox"], [role="option"]';

/** True when the element under the keyboard has its own use for the stroke. */
function belongsTo(target: EventTarget | null, stroke: string): boolean {
  // What is fading out has had its key already; the next one is for the page.
  if (!(target instanceof Element) || target.closest(leaving) !== null) return false;
  if (target.closest(takesText) !== null) return !fromText.has(stroke);
  if (target.closest(takesKeys) !== null) return !fromChoice.has(stroke);
  if (stroke === 'Enter' || stroke === 'Space') return target.closest(pressable) !== null;
  return false;
}

/** Runs actions by their keys for as long as the component is on screen. */
export function useKeyboard(): void {
  const pending = useRef<{ strokes: readonly string[]; until: number }>({ strokes: [], until: 0 });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      // While a dialog is open the page behind it rests, and so do its keys.
      if (document.getElementById(frameId)?.inert === true) return;
      const stroke = strokeOf(event);
      if (belongsTo(event.target, stroke)) return;
      const started = event.timeStamp <= pending.current.until ? pending.current.strokes : [];
      const outcome = nextKey(allActions(), started, stroke);
      pending.current = { strokes: outcome.pending, until: event.timeStamp + sequencePause };
      if (outcome.action === null && outcome.pending.length === 0) return;
      event.preventDefault();
      outcome.action?.run();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
