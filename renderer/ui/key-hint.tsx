import './key-hint.css';

/** A key or chord as a cap: `C`, `Ctrl K`. Hidden from screen readers; controls announce theirs through `aria-keyshortcuts`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <kbd className="key-hint" aria-hidden="true">
      {keys}
    </kbd>
  );
}
