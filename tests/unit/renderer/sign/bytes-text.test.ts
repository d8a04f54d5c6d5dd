import { expect, test } from 'vitest';
import { bytesText } from '#renderer/sign/bytes-text.ts';

test('sizes are said in the unit that fits', () => {
  const said = [0, 999, 999.6, 1_000, 4_240, 9_960, 38_400_000, 999_600_000, 3e15].map((bytes) => bytesText(bytes).replace('\u00A0', ' '));
  expect(said).toEqual(['0 B', '999 B', '1 kB', '1 kB', '4.2 kB', '10 kB', '38 MB', '1 GB', '3000 TB']);
});
