// Whole numbers of a text, one after the other, each with its line. Serves the readers of project files.
import type { InstanceProblem } from './project-instance.ts';

/** What ends the reading; caught by the readers. */
export class Unexpected extends Error {
  readonly problem: InstanceProblem;

  constructor(line: number, message: string) {
    super(message);
    this.problem = { line, message };
  }
}

/** Largest number that is meant as one: longer plans than any file has. */
const largest = 1_000_000;

/** Reads numbers of some lines in the order in which they stand. */
export class NumberReader {
  readonly #words: { readonly text: string; readonly line: number }[] = [];
  readonly #lastLine: number;
  #at = 0;

  /** `first`: number of the first line. */
  constructor(lines: readonly string[], first: number) {
    this.#lastLine = first + Math.max(0, lines.length - 1);
    for (const [at, line] of lines.entries())
      for (const text of line.split(/\s+/).filter((word) => word !== '')) this.#words.push({ text, line: first + at });
  }

  /** Line of the next number; the last line when there is none. */
  get line(): number {
    return this.#words[this.#at]?.line ?? this.#lastLine;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#words.length;
  }

  /** The next number. @throws {Unexpected} when it is none, or not within the bounds. */
  next(what: string, least = 0, most = largest): number {
    const word = this.#words[this.#at];
    const expected = `Expected ${what}, a whole number from ${least} to ${most}`;
    if (word === undefined) throw new Unexpected(this.#lastLine, `${expected}, but the text ends here. Is the file cut off?`);
    const value = Number(word.text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new Unexpected(word.line, `${expected}, but found "${word.text.slice(0, 40)}".`);
    this.#at += 1;
    return value;
  }

  /** @throws {Unexpected} when something is left. */
  end(after: string): void {
    const word = this.#words[this.#at];
    if (word !== undefined) throw new Unexpected(word.line, `Expected nothing more after ${after}, but found "${word.text.slice(0, 40)}".`);
  }
}
