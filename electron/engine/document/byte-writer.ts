/** Beyond this, bit operators lose digits. */
const bitLimit = 0x4000_0000;

/** Up to here a text has less than 128 bytes, the number of which takes a single one. */
const shortText = 42;

/** Bytes that grow at their end, in the spellings of Automerge's binary format. */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** Number of bytes written. */
  get length(): number {
    return this.#length;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    // Not filled with zeros first: what lies behind the end is never read.
    const grown = new Uint8Array(Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + more)).buffer);
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  /** Appends one byte. */
  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** Appends a whole number from 0 to 2^53 as unsigned LEB128; gives its length in bytes. */
  unsigned(value: number): number {
    const start = this.#length;
    let rest = value;
    while (rest >= bitLimit) {
      this.byte((rest % 128) | 0x80);
      rest = Math.floor(rest / 128);
    }
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
    return this.#length - start;
  }

  /** Appends a whole number between -2^53 and 2^53 as signed LEB128; gives its length in bytes. */
  signed(value: number): number {
    const start = this.#length;
    let rest = value;
    for (;;) {
      // The remainder of a negative number counts downwards; its low seven bits are wanted as they stand.
      const low = ((rest % 128) + 128) % 128;
      rest = Math.floor(rest / 128);
      if ((rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40)) {
        this.byte(low);
        return this.#length - start;
      }
      this.byte(low | 0x80);
    }
  }

  /** Appends a double, least significant byte first. */
  double(value: number): void {
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** Appends text as UTF-8, half a surrogate pair as U+FFFD; gives its length in bytes. */
  text(text: string): number {
    this.#reserve(text.length * 3);
    const start = this.#length;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80) this.#bytes[this.#length++] = unit;
      else {
        // From here on it is rare enough to leave it to the platform.
        const { written } = encoder.encodeInto(text.slice(index), this.#bytes.subarray(this.#length));
        this.#length += written;
        break;
      }
    }
    return this.#length - start;
  }

  /** Appends text behind its length in bytes. */
  sized(text: string): void {
    if (text.length > shortText) {
      this.unsigned(Buffer.byteLength(text));
      this.text(text);
      return;
    }
    const at = this.#length;
    this.byte(0);
    const length = this.text(text);
    this.#bytes[at] = length;
  }

  /** Appends bytes as they are. */
  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Begins anew, in the same memory. */
  clear(): void {
    this.#length = 0;
  }

  /** What was written, valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

const encoder = new TextEncoder();
