/** Tells when a piece of long work has lasted long enough for others to have their turn. */
export class PieceClock {
  readonly #pieceTime: number;
  #begun = performance.now();

  /** `pieceTime` in milliseconds; infinite for work without pauses. */
  constructor(pieceTime: number) {
    this.#pieceTime = pieceTime;
  }

  /** Whether the piece is over; the next one has begun then. */
  get isOver(): boolean {
    const now = performance.now();
    if (now - this.#begun < this.#pieceTime) return false;
    this.#begun = now;
    return true;
  }
}
