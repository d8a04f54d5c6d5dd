/** After how long a file that could not be read is tried again though it has not changed, in milliseconds. */
const retryTime = 10 * 60_000;

interface Attempt {
  readonly state: string;
  readonly at: number;
  /** The round in which it waited for what has not come; `null` where nothing else helps than another file. */
  readonly round: number | null;
}

/** What passes over the shared folder remember of each other. Forgetting it costs only that files are tried once more. */
export class FolderMemory {
  readonly #attempts = new Map<string, Attempt>();
  /** Files that another version wrote. */
  readonly #foreign = new Map<string, string>();
  #round = 0;
  /** Since when something that others made is not in the folder, in milliseconds since 1970; `null` when all is. */
  lackingSince: number | null = null;

  /** Something came: what waits may go on. */
  advance(): void {
    this.#round += 1;
  }

  /** Notes that a file could not be taken in. */
  failed(path: string, state: string, at: number, waits: boolean): void {
    this.#attempts.set(path, { state, at, round: waits ? this.#round : null });
  }

  /** Notes that a file has the form of another version. */
  hasOtherForm(path: string, state: string): void {
    this.#foreign.set(path, state);
  }

  /** Whether a file was found to have the form of another version. */
  isOfOtherForm(path: string, state: string): boolean {
    return this.#foreign.get(path) === state;
  }

  /** Notes that a file was taken in. */
  done(path: string): void {
    this.#foreign.delete(path);
    this.#attempts.delete(path);
  }

  /** Whether a file is worth a try. */
  isDue(path: string, state: string, now: number): boolean {
    const attempt = this.#attempts.get(path);
    if (attempt === undefined || attempt.state !== state || now - attempt.at >= retryTime) return true;
    return attempt.round !== null && attempt.round < this.#round;
  }
}
