import { fitText, safeLine } from './text-width.ts';

const everyMilliseconds = 50;

/** One line on a terminal that says how far long work is and is wiped when the work is done. Silent without a terminal. */
export class ProgressLine {
  readonly #write: ((text: string) => void) | null;
  readonly #columns: number;
  #shown = false;
  #last = Number.NEGATIVE_INFINITY;

  constructor(write: ((text: string) => void) | null, columns: number) {
    this.#write = write;
    this.#columns = columns;
  }

  /** Shows a text in place of the last one; at most twenty a second. */
  show(text: string): void {
    if (this.#write === null || performance.now() - this.#last < everyMilliseconds) return;
    this.#last = performance.now();
    this.#write(`\r\u001B[K${fitText(safeLine(text), this.#columns - 1)}`);
    this.#shown = true;
  }

  /** Wipes the line. */
  clear(): void {
    if (this.#shown) this.#write?.('\r\u001B[K');
    this.#shown = false;
  }
}
