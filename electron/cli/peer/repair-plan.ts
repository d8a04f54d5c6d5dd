import { problem } from '#shared/contract/problem.ts';
import type { Call, Report } from '../call.ts';
import { Refusal, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { stayConnected } from './stay-connected.ts';
import { firstAnswer, patience } from './first-answer.ts';

/** How long it is waited for another device before the repair begins, in seconds. */
const wait = 10;

/** `peer repair`: compares, fetches what is damaged or missing here from those who are connected, and mends; the old files are copied before. */
export async function repairPlan(call: Call): Promise<Report> {
  const { connection, lost } = await stayConnected(call);
  const { ended, end } = patience(null, lost, wait);
  call.progress('Looking for the other devices');
  // Without anybody what lies on disk can still be looked at.
  await firstAnswer(connection, 'sync-status', ({ rows }) => rows.length === 0 || rows.some(({ connected }) => connected) || null, ended);
  end();
  const repaired = take(
    await connection.run(
      'repair-from-team',
      {},
      { onProgress: ({ step, done, total }) => call.progress(total > 0 ? `${step} ${done} of ${total}` : step) },
    ),
  );
  if (!repaired.whole) {
    const message = 'Not everything could be mended. Try again when a device is connected that has what is missing here.';
    throw new Refusal(1, problem('storage', message, call.folder, repaired.said));
  }
  return { json: repaired, text: () => repaired.said.map(safeLine).join('\n'), hint: 'How far everybody is: sextant peer compare' };
}
