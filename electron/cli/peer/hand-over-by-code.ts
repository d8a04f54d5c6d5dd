import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { Call } from '../call.ts';
import { Refusal, take } from '../refusal.ts';
import { patience } from './first-answer.ts';
import type { Connected } from './stay-connected.ts';

/** Why a code is dead before somebody got the invitation. */
const dead = {
  expired: 'Nobody typed the code in time. The link is still good; make a new invitation for a new code.',
  guessed: 'A wrong code was typed three times, so it is dead. The link is still good; make a new invitation for a new code.',
} as const;

/** Shows a short code until the invitation of the link is handed to who knows it. @throws {Refusal} when nobody got it. */
export async function handOverByCode(call: Call, { connection, lost }: Connected, link: string): Promise<void> {
  const abort = new AbortController();
  const waiting = patience(call.host.stopped(), lost, null);
  void waiting.ended.then(() => abort.abort()).catch(() => abort.abort());
  const { end } = take(
    await connection.run(
      'offer-code',
      { link },
      {
        signal: abort.signal,
        onProgress: ({ step: code }) => {
          const text = `On the other device, in the same network: sextant peer join ${code} --workspace NEW-FOLDER\n`;
          call.host.writeOutput(call.json ? `${JSON.stringify({ code }, null, 2)}\n` : text);
        },
      },
    ),
  );
  if (end !== 'used') throw new Refusal(1, problem('unavailable', dead[end]));
}

/** The link that somebody gave: itself, or the one that is handed over under a short code. */
export async function givenLink(call: Call, connection: Connection, given: string): Promise<string> {
  // No link is so short, and no code so long.
  if (given.length > 20 || given.includes(':')) return given;
  if (call.host.errorIsTerminal) call.progress('Looking for the device that shows the code …');
  return take(await connection.run('find-code', { code: given })).link;
}
