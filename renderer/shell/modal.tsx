import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import './modal.css';

/** Id of the element that everything else on the page stands in; it rests while a modal is open. */
export const frameId = 'frame';

/** What a {@link Modal} takes. */
export interface ModalProps {
  /** Name of the dialog, read aloud. */
  readonly label: string;
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog over the page: the page behind it rests, `Esc` and a press outside close it, and the focus goes back to where
 * it came from. The focus starts at the element marked `data-autofocus`.
 */
export function Modal({ label, className = '', onClose, children }: ModalProps): ReactNode {
  const dialog = useRef<HTMLDivElement>(null);
  // Before anything else can happen: a key pressed right after the dialog went belongs to the page again.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const frame = document.getElementById(frameId);
    if (frame !== null) frame.inert = true;
    const first = dialog.current?.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.current;
    first?.focus();
    return () => {
      if (frame !== null) frame.inert = false;
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  useEffect(() => {
    // On the window, so that it works wherever the focus is; what floats over the dialog closes first.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest('.layer') !== null) return;
      event.preventDefault();
      onClose();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <div className="modal-ground" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div ref={dialog} className={`modal ${className}`} role="dialog" aria-modal="true" aria-label={label} tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}
