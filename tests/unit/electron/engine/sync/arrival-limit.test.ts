import { expect, test } from 'vitest';
import { ArrivalLimit } from '#electron/engine/sync/arrival-limit.ts';

const admitted = (limit: ArrivalLimit, address: (number: number) => string, now: number): number =>
  Array.from({ length: 1000 }, (_, number) => limit.admits(address(number), now)).filter(Boolean).length;

test('a source may come twenty times a second, whatever port it comes from, and keeps nobody else out', () => {
  const limit = new ArrivalLimit();
  expect(admitted(limit, (number) => `10.0.0.1:${number}`, 0)).toBe(20);
  expect(admitted(limit, () => '10.0.0.2:1', 500)).toBe(20);
  expect(admitted(limit, (number) => `10.0.0.1:${number}`, 999)).toBe(0);
  expect(admitted(limit, (number) => `10.0.0.1:${number}`, 1000)).toBe(20);
});

test('two hundred sources a second are the most, so what is held is bounded', () => {
  expect(admitted(new ArrivalLimit(), (number) => `10.0.${number >> 8}.${number & 255}:1`, 0)).toBe(200);
});

test('addresses of one IPv6 network are one source', () => {
  const limit = new ArrivalLimit();
  expect(admitted(limit, (number) => `[2001:db8:1:2:3:4:${number.toString(16)}:1]:${number}`, 0)).toBe(20);
  expect(admitted(limit, (number) => `[2001:db8:1:2::${number.toString(16)}]:1`, 0)).toBe(0);
  expect(admitted(limit, () => '[2001:db8:1:3::1]:1', 0)).toBe(20);
  expect(admitted(limit, () => '[::1]:1', 0)).toBe(20);
});
