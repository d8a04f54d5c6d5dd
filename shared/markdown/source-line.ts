// The lines of a plan file as they stand in the file. Reading and patching both start here, so that a line number means
// the same in both. Must never change a byte: joining the lines gives the text back.

/** One line of a text with the line end that closes it: `\n`, `\r\n`, `\r`, or nothing at the end of the text. */
interface SourceLine {
  readonly text: string;
  readonly end: string;
}

/** A text cut into lines; `mark` is its byte order mark or empty. */
export interface SourceText {
  readonly mark: string;
  readonly lines: readonly SourceLine[];
}

const byteOrderMark = '\uFEFF';

/** Cuts a text into lines. A line end closes a line, so that `a\n` is one line and an empty text has none. */
export function splitSource(text: string): SourceText {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const lines: SourceLine[] = [];
  const lineEnd = /\r\n|\r|\n/g;
  let from = mark.length;
  lineEnd.lastIndex = from;
  for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
    lines.push({ text: text.slice(from, match.index), end: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) lines.push({ text: text.slice(from), end: '' });
  return { mark, lines };
}

/** Puts a text together again: the inverse of {@link splitSource}. */
export function joinSource(source: SourceText): string {
  const parts = [source.mark];
  for (const line of source.lines) parts.push(line.text, line.end);
  return parts.join('');
}
