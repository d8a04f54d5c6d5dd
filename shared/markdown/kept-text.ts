// Lines of a plan that have no field of their own, on their way into a body or notes.

/** Collects lines and puts them together in the order of the file. */
export class KeptText {
  /** How the ledger names the place: `body of #5`. */
  readonly as: string;
  readonly #pieces: { readonly line: number; readonly text: string }[] = [];

  constructor(as: string) {
    this.as = as;
  }

  /** Adds the text of a line. */
  add(line: number, text: string): void {
    this.#pieces.push({ line, text });
  }

  /** The whole text: neighbouring lines stay together, any gap becomes one blank line. */
  compose(): string {
    const pieces = this.#pieces.toSorted((a, b) => a.line - b.line);
    const parts: string[] = [];
    let last = -1;
    for (const piece of pieces) {
      if (parts.length > 0) parts.push(piece.line <= last + 1 ? '\n' : '\n\n');
      parts.push(piece.text);
      last = piece.line;
    }
    return parts.join('');
  }
}
