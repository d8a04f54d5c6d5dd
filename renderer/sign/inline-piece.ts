/** A run of text with one look. */
export interface InlinePiece {
  readonly kind: 'plain' | 'strong' | 'code';
  readonly text: string;
  /** Where it starts in the line. */
  readonly at: number;
}

const mark = /\*\*(?=\S)(.+?)(?<=\S)\*\*|`([^`]+)`|\[([^\]]+)\]\([^)\s]*\)/g;

/** Splits one line of Markdown into runs: bold, code and the words of links. Anything else stays as it was written. */
export function inlinePieces(line: string): InlinePiece[] {
  const pieces: InlinePiece[] = [];
  let at = 0;
  for (const match of line.matchAll(mark)) {
    if (match.index > at) pieces.push({ kind: 'plain', text: line.slice(at, match.index), at });
    const [all, strong, code, link] = match;
    if (strong !== undefined) pieces.push({ kind: 'strong', text: strong, at: match.index });
    else if (code !== undefined) pieces.push({ kind: 'code', text: code, at: match.index });
    else pieces.push({ kind: 'plain', text: link ?? all, at: match.index });
    at = match.index + all.length;
  }
  if (at < line.length) pieces.push({ kind: 'plain', text: line.slice(at), at });
  return pieces;
}

/** Splits `**Lead**: the rest` into its two halves; without a bold lead the whole line is the lead. */
export function leadAndRest(line: string): { readonly lead: string; readonly rest: string } {
  const match = /^\*\*(.+?)(:?)\*\*(:?)\s*[-–—]?\s*(.*)$/s.exec(line);
  return match === null ? { lead: line, rest: '' } : { lead: match[1] ?? '', rest: match[4] ?? '' };
}
