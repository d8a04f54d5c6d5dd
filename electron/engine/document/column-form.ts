// Whether a column is spelled as column-writer.ts spells it. The same values can be spelled in many ways, all of which Automerge reads and
// only one of which it writes: what it saves of the others it cannot load again.
import { ByteReader } from './column-reader.ts';

/** What a column holds. */
export type ColumnContent = 'numbers' | 'differences' | 'texts' | 'truths';

/** Longer numbers are not counted exactly. */
const longestNumber = 7;

/** What tells that a column is spelled otherwise. */
class OtherForm extends Error {}

function expect(holds: boolean): asserts holds {
  if (!holds) throw new OtherForm();
}

/** Reads numbers that are spelled in as few bytes as there can be. @throws {RangeError} when there are too few bytes. */
class ShortReader extends ByteReader {
  short(): number {
    const start = this.at;
    const value = this.unsigned();
    const length = this.at - start;
    expect(length <= longestNumber && (length === 1 || this.bytes[this.at - 1] !== 0));
    return value;
  }

  shortSigned(): number {
    const start = this.at;
    const value = this.signed();
    const length = this.at - start;
    const last = this.bytes[this.at - 1] ?? 0;
    const sign = (this.bytes[this.at - 2] ?? 0) & 0x40;
    expect(length <= longestNumber && (length === 1 || !((last === 0 && sign === 0) || (last === 0x7f && sign !== 0))));
    return value;
  }

  /** A text; gives where it begins. */
  text(): number {
    const length = this.short();
    const start = this.at;
    this.pass(length);
    return start;
  }
}

function truths(reader: ShortReader): number {
  let rows = 0;
  for (let first = true; !reader.isDone; first = false) {
    const count = reader.short();
    expect(count > 0 || (first && !reader.isDone));
    rows += count;
  }
  return rows;
}

/** Tells of each value that is read whether it is the one before it. */
function comparing(reader: ShortReader, content: Exclude<ColumnContent, 'truths'>): () => boolean {
  const { bytes } = reader;
  if (content === 'texts') {
    let before: readonly [start: number, end: number] = [-1, -1];
    return () => {
      const start = reader.text();
      const isSame = before[0] >= 0 && bytes.compare(bytes, before[0], before[1], start, reader.at) === 0;
      before = [start, reader.at];
      return isSame;
    };
  }
  let before: number | null = null;
  return () => {
    const value = content === 'numbers' ? reader.short() : reader.shortSigned();
    const isSame = value === before;
    before = value;
    return isSame;
  };
}

function runs(reader: ShortReader, content: Exclude<ColumnContent, 'truths'>): number {
  const isSame = comparing(reader, content);
  let rows = 0;
  let before: 'nothing' | 'nulls' | 'repeat' | 'lone' = 'nothing';
  while (!reader.isDone) {
    const count = reader.shortSigned();
    if (count === 0) {
      const nulls = reader.short();
      // A column of nulls alone is left out.
      expect(before !== 'nulls' && nulls > 0 && (before !== 'nothing' || !reader.isDone));
      rows += nulls;
      before = 'nulls';
      continue;
    }
    expect(count !== 1 && !(count < 0 && before === 'lone'));
    for (let value = count < 0 ? -count : 1; value > 0; value -= 1) {
      const isRepeated = isSame();
      // Beyond nulls a value may come again.
      expect(!isRepeated || before === 'nulls');
      before = count < 0 ? 'lone' : 'repeat';
    }
    rows += Math.abs(count);
  }
  return rows;
}

/** How many rows a column has; `null` when it is not spelled as it would be written here. */
export function rowsAsWritten(bytes: Buffer, content: ColumnContent): number | null {
  try {
    const reader = new ShortReader(bytes);
    return content === 'truths' ? truths(reader) : runs(reader, content);
  } catch (error) {
    if (error instanceof OtherForm || error instanceof RangeError) return null;
    throw error;
  }
}

/** Reads a whole number that stands alone; `null` when it could be shorter. @throws {RangeError} */
export function shortNumber(reader: ByteReader): number | null {
  const start = reader.at;
  const value = reader.unsigned();
  const length = reader.at - start;
  return length <= longestNumber && (length === 1 || reader.bytes[reader.at - 1] !== 0) ? value : null;
}
