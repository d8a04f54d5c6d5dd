import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Silence } from '#electron/engine/sync/silence.ts';

test('a connection on which nothing comes for more than eight seconds is silent, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ after: fc.integer({ min: 0, max: 12_000 }), packets: fc.nat({ max: 2 }) })), (looks) => {
      const silence = new Silence(0);
      let [now, count, last] = [0, 0, 0];
      for (const [index, { after, packets }] of looks.entries()) {
        now += after;
        count += packets;
        // What came before the first look came by then.
        if (packets > 0 || index === 0) last = now;
        expect(silence.isTooLong(count, now)).toBe(now - last > 8000);
      }
    }),
  );
});
