import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { memberFrame, strangerFrame, writeFrame } from '#electron/engine/sync/frame.ts';
import { messageFormat, syncVersion } from '#electron/engine/sync/sync-message.ts';

/** What was published as each version. A change of what devices say needs a new line here and, once released, a new version. */
const published: Readonly<Record<number, string>> = {
  1: '02d54b148f631182',
};

test('what devices say to each other is what its version stands for', () => {
  const frame = Buffer.from(writeFrame({ head: { t: 'ping' }, parts: [Buffer.from('part')] })).toString('hex');
  const format = JSON.stringify([messageFormat(), frame, strangerFrame, memberFrame]);
  const hash = createHash('sha256').update(format).digest('hex').slice(0, 16);
  expect({ version: syncVersion, hash }).toEqual({ version: syncVersion, hash: published[syncVersion] });
});
