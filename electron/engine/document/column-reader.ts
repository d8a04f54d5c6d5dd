// Reads the columns that column-writer.ts writes, as Automerge does too. A row can be asked for alone or, where it repeats,
// together with those that are like it: a body is a run of a thousand rows of which nothing but the letter differs.
// https://automerge.org/automerge-binary-format-spec/#column-encodings

/** Bytes that are read from their front. @throws {RangeError} when there are no more. */
export class ByteReader {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isDone(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('Expected more bytes in a snapshot.');
    return byte;
  }

  /** Unsigned LEB128. */
  unsigned(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
      byte = this.byte();
      value += (byte & 0x7f) * unit;
    }
    return value;
  }

  /** Signed LEB128. */
  signed(): number {
    let value = 0;
    let unit = 1;
    let byte = this.byte();
    for (; byte >= 0x80; unit *= 0x80) {
      value += (byte & 0x7f) * unit;
      byte = this.byte();
    }
    // The sign is that of the last byte alone, so that no sum on the way is larger than a double holds.
    return value + ((byte & 0x40) === 0 ? byte : byte - 0x80) * unit;
  }

  /** Leaves out bytes: taking them makes an object of them. */
  pass(length: number): void {
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError('Expected more bytes in a snapshot.');
  }

  take(length: number): Buffer {
    const start = this.at;
    this.pass(length);
    return this.bytes.subarray(start, this.at);
  }
}

/** A text that was read before. */
interface Name {
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/** In bytes. */
const longestName = 20;
/** A power of two. */
const nameSlots = 1024;

/**
 * Reads texts that stand behind their lengths in bytes. A short one is most often the name of a field: made once, it is found
 * again by its bytes, in half the time and a tenth of the memory.
 */
export class NameReader {
  readonly #names: Name[] = [];

  /** The next text. */
  read(from: ByteReader): string {
    const length = from.unsigned();
    const start = from.at;
    from.pass(length);
    const { bytes } = from;
    if (length > longestName) return bytes.toString('utf8', start, start + length);
    let hash = length;
    for (let at = start; at < start + length; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 9)) & (nameSlots - 1);
    const known = this.#names[slot];
    if (known?.length === length && isSame(known.bytes, known.start, bytes, start, length)) return known.text;
    const text = bytes.toString('utf8', start, start + length);
    this.#names[slot] = { bytes, start, length, text };
    return text;
  }
}

function isSame(one: Buffer, oneAt: number, other: Buffer, otherAt: number, length: number): boolean {
  for (let at = 0; at < length; at += 1) if (one[oneAt + at] !== other[otherAt + at]) return false;
  return true;
}

/** Values in runs. An empty column holds nulls. */
export class RunReader<Value extends number | string> {
  readonly #in: ByteReader;
  readonly #read: (bytes: ByteReader) => Value;
  /** What stands in the row that was asked for last. */
  value: Value | null = null;
  /** Rows left that have the same value. */
  #same = 0;
  /** Rows left each of which has its own. */
  #lone = 0;

  constructor(bytes: Buffer | null, read: (bytes: ByteReader) => Value) {
    this.#in = new ByteReader(bytes ?? Buffer.alloc(0));
    this.#read = read;
    if (bytes === null) this.#same = Number.POSITIVE_INFINITY;
  }

  /** No row is left. */
  get isDone(): boolean {
    return this.#same === 0 && this.#lone === 0 && this.#in.isDone;
  }

  #begin(): void {
    if (this.#lone > 0) {
      this.#lone -= 1;
      this.#same = 1;
      this.value = this.#read(this.#in);
      return;
    }
    const count = this.#in.signed();
    if (count > 0) {
      this.#same = count;
      this.value = this.#read(this.#in);
    } else if (count < 0) {
      this.#lone = -count;
      this.#begin();
    } else {
      this.#same = this.#in.unsigned();
      this.value = null;
    }
  }

  /** The value of the next row. */
  next(): Value | null {
    if (this.#same === 0) this.#begin();
    this.#same -= 1;
    return this.value;
  }

  /** How many rows from the next one on have the value that `value` then is. */
  peek(): number {
    if (this.#same === 0) this.#begin();
    return this.#same;
  }

  /** Leaves out rows. */
  skip(rows: number): void {
    for (let left = rows; left > 0;) {
      const together = Math.min(left, this.peek());
      this.#same -= together;
      left -= together;
    }
  }
}

/** Whole numbers as differences from the one before. */
export class DeltaReader {
  readonly #runs: RunReader<number>;
  #before = 0;

  constructor(bytes: Buffer | null) {
    this.#runs = new RunReader(bytes, (from) => from.signed());
  }

  /** The value of the next row. */
  next(): number | null {
    const difference = this.#runs.next();
    return difference === null ? null : (this.#before += difference);
  }

  /** Leaves out rows. */
  skip(rows: number): void {
    for (let left = rows; left > 0;) {
      const together = Math.min(left, this.#runs.peek());
      this.#before += (this.#runs.value ?? 0) * together;
      this.#runs.skip(together);
      left -= together;
    }
  }
}

/** Truth values as counts that alternate. An empty column holds `false`. */
export class TruthReader {
  readonly #in: ByteReader;
  /** What stands in the row that was asked for last. */
  value = true;
  #same = 0;

  constructor(bytes: Buffer | null) {
    this.#in = new ByteReader(bytes ?? Buffer.alloc(0));
    if (bytes !== null) return;
    this.value = false;
    this.#same = Number.POSITIVE_INFINITY;
  }

  /** The value of the next row. */
  next(): boolean {
    this.peek();
    this.#same -= 1;
    return this.value;
  }

  /** How many rows from the next one on are alike. */
  peek(): number {
    while (this.#same === 0) {
      this.#same = this.#in.unsigned();
      this.value = !this.value;
    }
    return this.#same;
  }

  /** Leaves out rows. */
  skip(rows: number): void {
    for (let left = rows; left > 0;) {
      const together = Math.min(left, this.peek());
      this.#same -= together;
      left -= together;
    }
  }
}
