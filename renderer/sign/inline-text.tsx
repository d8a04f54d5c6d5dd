import { inlinePieces } from './inline-piece.ts';
import './sign.css';

/** One line of Markdown as text: bold and code keep their look, everything else is shown as written. */
export function InlineText({ text }: { text: string }) {
  return inlinePieces(text).map(({ kind, text: piece }, place) => {
    // A line is split the same way every time, so the place is a stable key.
    if (kind === 'strong') return <strong key={place}>{piece}</strong>;
    if (kind === 'code') {
      return (
        <code key={place} className="inline-code">
          {piece}
        </code>
      );
    }
    return piece;
  });
}
