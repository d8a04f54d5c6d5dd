/** Collects the lines of a file and tells where each went. */
export class LineWriter {
  readonly #lines: string[] = [];

  /** Adds lines and gives the 1-based number of the first of them. */
  add(...lines: readonly string[]): number {
    const first = this.#lines.length + 1;
    this.#lines.push(...lines);
    return first;
  }

  /** The whole file, ended by a line end. */
  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
