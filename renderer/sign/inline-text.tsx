import { inlinePieces } from './inline-piece.ts';
import './sign.css';

/** One line of Markdown as text: bold and code keep their look, everything else is shown as written. */
export function InlineText({ text }: { text: string }) {
  return inlinePieces(text).map(({ kind, text: piece, at }) => {
    if (kind === 'strong') return <strong key={at}>{piece}</strong>;
    if (kind === 'code') {
      return (
        <code key={at} className="inline-code">
          {piece}
        </code>
      );
    }
    return piece;
  });
}
