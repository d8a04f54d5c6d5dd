// Messages of Automerge's sync protocol come from others: whatever they are, they are refused or heard, without a panic and without a long look.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginExchange, takeApart } from '#electron/engine/document/document-exchange.ts';
import { must } from '#shared/base/must.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';

test('a message that was tampered with is refused or heard, and the document goes on', () => {
  const open = openStore();
  for (let count = 0; count < 20; count += 1) accepted(open.command('rename-workspace', { name: `Harbour ${count}` }));
  const document = must(open.store.document('space'), 'the space');
  const genuine = Buffer.from(takeApart(must(document.nextMessage(beginExchange()), 'a message')).bytes);
  const heads = document.heads();
  const counts = { refused: 0, heard: 0 };
  const edits = fc.array(fc.tuple(fc.nat({ max: genuine.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
  // The filter stands last, and what it says of itself before its bits.
  const filters = fc.tuple(fc.constantFrom(0, 1, 5, 127), fc.nat({ max: 127 }), fc.nat({ max: 127 }), fc.uint8Array({ maxLength: 12 }));
  fc.assert(
    fc.property(edits, fc.nat({ max: genuine.length }), fc.option(filters), (changed, length, filter) => {
      const bytes = Buffer.from(genuine);
      for (const [at, value] of changed) bytes[at] = value;
      const message = filter === null ? bytes.subarray(0, length < 20 ? length : bytes.length) : withFilter(filter);
      const exchange = beginExchange();
      try {
        const apart = takeApart(message);
        document.takeMessage(exchange, apart.bytes);
        document.nextMessage(exchange);
        counts.heard += 1;
      } catch (error) {
        counts.refused += 1;
        expect(String(error)).not.toContain('PanicError');
      }
      exchange.free();
      expect(document.heads()).toEqual(heads);
    }),
    { numRuns: 3000, seed: 7 },
  );
  expect(counts.refused).toBeGreaterThan(300);
  expect(counts.heard).toBeGreaterThan(100);
});

/** A message of somebody who has one change that nobody knows and a filter that says this of itself. */
function withFilter([changes, bits, places, rest]: [number, number, number, Uint8Array]): Buffer {
  const filter = Buffer.from([changes, bits, places, ...rest]);
  return Buffer.concat([Buffer.from([0x42, 1]), Buffer.alloc(32, 7), Buffer.from([0, 1, 0, filter.length]), filter, Buffer.from([0])]);
}
