import { Check, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import './toast.css';
import { Icon } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';

/** What the one toast of the page says. */
export interface ToastMessage {
  /** Changes with every message, so that the same words twice start anew. */
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'problem';
  /** What else is to be known, a sentence each; a message with notes stays until it is closed. */
  readonly notes?: readonly string[];
  /** What takes the change back or puts the failure right. */
  readonly actions?: readonly { readonly label: string; readonly hint?: string; readonly run: () => void }[];
}

/** Milliseconds a toast stays; a failure stays until it is closed. */
const stay = 6000;

/** The place at the bottom left where one message at a time appears; it stays while the pointer or the focus is on it. */
export function Toast({ message, onClose }: { message: ToastMessage | null; onClose: () => void }) {
  return (
    <div className="toast-place" role="status" aria-live={message?.tone === 'problem' ? 'assertive' : 'polite'}>
      {message && <PassingToast key={message.id} message={message} onClose={onClose} />}
    </div>
  );
}

/** A toast that closes itself once nothing has held it for {@link stay}. */
function PassingToast({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const [held, setHeld] = useState(false);
  const passes = !stays(message) && !held;
  useEffect(() => {
    if (!passes) return undefined;
    const timer = window.setTimeout(onClose, stay);
    return () => window.clearTimeout(timer);
  }, [passes, onClose]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <div className="toast" onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
      <ToastBody message={message} onClose={onClose} />
    </div>
  );
}

/** Notes shown; of more the rest is counted. */
const shownNotes = 3;

function stays(message: ToastMessage): boolean {
  return message.tone === 'problem' || (message.notes ?? []).length > 0;
}

/** What stands in a toast: sign, words, the way back. */
export function ToastBody({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const actions = message.actions ?? [];
  const notes = message.notes ?? [];
  return (
    <>
      <span className="toast-sign" data-tone={message.tone}>
        <Icon of={message.tone === 'done' ? Check : TriangleAlert} />
      </span>
      <span className="toast-text">
        {message.text}
        {notes.length > 0 && (
          <ul className="toast-notes">
            {notes.slice(0, shownNotes).map((note) => (
              <li key={note}>{note}</li>
            ))}
            {notes.length > shownNotes && <li>and {notes.length - shownNotes} more</li>}
          </ul>
        )}
      </span>
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          className="toast-action"
          onClick={() => {
            onClose();
            action.run();
          }}
        >
          {action.label}
          {action.hint && <KeyHint keys={action.hint} />}
        </button>
      ))}
      {stays(message) && (actions.length === 0 || notes.length > 0) && (
        <button type="button" className="toast-action" onClick={onClose}>
          Close
        </button>
      )}
    </>
  );
}
