import { Check, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import './toast.css';
import { Icon } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';

/** What the one toast of the page says. */
export interface ToastMessage {
  /** Changes with every message, so that the same words twice start anew. */
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'problem';
  /** What takes the change back or puts the failure right. */
  readonly action?: { readonly label: string; readonly hint?: string; readonly run: () => void };
}

/** Milliseconds a toast stays; a failure stays until it is closed. */
const stay = 6000;

/** The place at the bottom left where one message at a time appears; it stays while the pointer or the focus is on it. */
export function Toast({ message, onClose }: { message: ToastMessage | null; onClose: () => void }) {
  const timer = useRef<number>(undefined);
  const failed = message?.tone === 'problem';
  const start = () => {
    window.clearTimeout(timer.current);
    if (message && !failed) timer.current = window.setTimeout(onClose, stay);
  };
  // The timer belongs to the message: a new message starts a new one.
  useEffect(() => {
    start();
    return () => window.clearTimeout(timer.current);
  }, [message?.id]);
  const hold = () => window.clearTimeout(timer.current);
  return (
    <div className="toast-place" role="status" aria-live={failed ? 'assertive' : 'polite'}>
      {message && (
        <div key={message.id} className="toast" onPointerEnter={hold} onPointerLeave={start} onFocus={hold} onBlur={start}>
          <ToastBody message={message} onClose={onClose} />
        </div>
      )}
    </div>
  );
}

/** What stands in a toast: sign, words, the way back. */
export function ToastBody({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const action = message.action;
  return (
    <>
      <span className="toast-sign" data-tone={message.tone}>
        <Icon of={message.tone === 'done' ? Check : TriangleAlert} />
      </span>
      <span className="toast-text">{message.text}</span>
      {action && (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            action.run();
            onClose();
          }}
        >
          {action.label}
          {action.hint && <KeyHint keys={action.hint} />}
        </button>
      )}
      {!action && message.tone === 'problem' && (
        <button type="button" className="toast-action" onClick={onClose}>
          Close
        </button>
      )}
    </>
  );
}
