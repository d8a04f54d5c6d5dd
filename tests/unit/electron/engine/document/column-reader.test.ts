import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, DeltaReader, NameReader, RunReader, TruthReader } from '#electron/engine/document/column-reader.ts';
import { ByteWriter } from '#electron/engine/document/byte-writer.ts';
import { sized } from '#electron/engine/document/change-writer.ts';
import { DeltaColumn, RunColumn, TruthColumn } from '#electron/engine/document/column-writer.ts';

/** Values in runs, as a column holds them. */
const runs = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc
    .array(fc.tuple(value, fc.integer({ min: 1, max: 5 })), { maxLength: 30 })
    .map((some) => some.flatMap(([one, times]) => Array(times).fill(one)));

/** `null`: the row is asked for; a number: so many rows are left out. */
const walk = fc.array(fc.option(fc.integer({ min: 1, max: 7 })), { maxLength: 60 });

interface Reader {
  next(): unknown;
  skip(rows: number): void;
}

/** What is read of a column of `length` rows when some are asked for and others left out, with the number of the row. */
function readBy(reader: Reader, length: number, steps: readonly (number | null)[]): [row: number, value: unknown][] {
  const read: [number, unknown][] = [];
  let at = 0;
  for (const step of steps) {
    const rows = Math.min(step ?? 1, length - at);
    if (step !== null) reader.skip(rows);
    else if (rows > 0) read.push([at, reader.next()]);
    at += rows;
  }
  for (; at < length; at += 1) read.push([at, reader.next()]);
  return read;
}

const bytesOf = (column: { finish(): Uint8Array }): Buffer | null => {
  const bytes = Buffer.from(column.finish());
  return bytes.length === 0 ? null : bytes;
};

test('texts in runs', () => {
  // Short ones that fall together in what is remembered of them, and long ones.
  const text = fc.oneof(fc.constantFrom('title', 'titel', 'ü', ''), fc.string({ unit: 'grapheme', maxLength: 30 }));
  fc.assert(
    fc.property(runs(fc.option(text)), walk, (values, steps) => {
      const column = new RunColumn<string>(sized);
      for (const value of values) column.push(value);
      const names = new NameReader();
      const read = readBy(new RunReader(bytesOf(column), (from) => names.read(from)), values.length, steps);
      expect(read).toEqual(read.map(([row]) => [row, values[row]?.toWellFormed() ?? null]));
    }),
    { numRuns: 300 },
  );
});

test('differences in runs', () => {
  fc.assert(
    fc.property(runs(fc.option(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }))), fc.nat(20), walk, (values, following, steps) => {
      const column = new DeltaColumn();
      for (const value of values) column.push(value);
      column.push(5);
      column.pushNext(following);
      const all = [...values, ...Array.from({ length: following + 1 }, (_, index) => 5 + index)];
      const read = readBy(new DeltaReader(bytesOf(column)), all.length, steps);
      expect(read).toEqual(read.map(([row]) => [row, all[row]]));
    }),
    { numRuns: 300 },
  );
});

test('truth values', () => {
  fc.assert(
    fc.property(runs(fc.boolean()), walk, (values, steps) => {
      const column = new TruthColumn();
      for (const value of values) column.push(value);
      const read = readBy(new TruthReader(bytesOf(column)), values.length, steps);
      expect(read).toEqual(read.map(([row]) => [row, values[row]]));
    }),
    { numRuns: 300 },
  );
});

test('whole numbers of any size', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (one, other) => {
      const out = new ByteWriter();
      out.signed(one);
      out.unsigned(Math.abs(other));
      const from = new ByteReader(Buffer.from(out.view()));
      expect([from.signed(), from.unsigned(), from.isDone]).toEqual([one, Math.abs(other), true]);
    }),
    { numRuns: 500 },
  );
});

test('bytes that end too early are refused', () => {
  expect(() => new ByteReader(Buffer.of(0x80)).unsigned()).toThrow(RangeError);
  expect(() => new RunReader(Buffer.of(2), (from) => from.unsigned()).next()).toThrow(RangeError);
});
