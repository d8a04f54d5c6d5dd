import { ByteWriter } from './byte-writer.ts';
import { RunColumn } from './column-writer.ts';

/** A value of a map's key. Whole numbers are integers, others doubles. */
export type Scalar = string | number | boolean | null;

/** Numbers of the types of values. */
export const valueType = { null: 0, false: 1, true: 2, integer: 4, double: 5, text: 6 } as const;

/** The values of operations: what each is and how long, and their bytes one behind the other. */
export class ValueColumn {
  readonly #marks = new RunColumn<number>((out, value) => void out.unsigned(value));
  readonly #bytes = new ByteWriter();

  #mark(type: number, length: number): void {
    this.#marks.push(length * 16 + type);
  }

  /** Appends a value; `null` for operations that make objects as well. */
  put(value: Scalar): void {
    if (value === null) this.#mark(valueType.null, 0);
    else if (typeof value === 'boolean') this.#mark(value ? valueType.true : valueType.false, 0);
    else if (typeof value === 'string') this.#mark(valueType.text, this.#bytes.text(value));
    else if (Number.isSafeInteger(value)) this.#mark(valueType.integer, this.#bytes.signed(value));
    else {
      this.#bytes.double(value);
      this.#mark(valueType.double, 8);
    }
  }

  /** Appends the characters of a text one by one, by code points as Automerge counts; gives their number. */
  putCharacters(text: string): number {
    let characters = 0;
    for (const character of text) {
      this.#mark(valueType.text, utf8Length(character));
      characters += 1;
    }
    this.#bytes.text(text);
    return characters;
  }

  /** What the values are. */
  marks(): Uint8Array {
    return this.#marks.finish();
  }

  /** The values themselves. */
  bytes(): Uint8Array {
    return this.#bytes.view();
  }
}

/** Bytes that one code point takes; half a surrogate pair is written as U+FFFD. */
function utf8Length(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
}
