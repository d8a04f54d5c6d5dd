/** What has arrived and nobody has taken yet, for one who takes it one after another until the queue is ended. */
export class ArrivalQueue<Value> {
  readonly #waiting: Value[] = [];
  #ended = false;
  #wake = Promise.withResolvers<void>();

  /** How many nobody has taken. */
  get length(): number {
    return this.#waiting.length;
  }

  push(value: Value): void {
    this.#waiting.push(value);
    this.#wake.resolve();
  }

  /** Ends it, whatever is in it. */
  end(): void {
    this.#ended = true;
    this.#wake.resolve();
  }

  async *values(): AsyncGenerator<Value, void, void> {
    while (!this.#ended) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else {
        this.#wake = Promise.withResolvers();
        await this.#wake.promise;
      }
    }
  }
}
