// The side that was told a short code: finds the device that shows it in the local network, and gets the invitation.
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { PairingParts } from './pairing-parts.ts';
import { PairingTalk } from './pairing-talk.ts';
import type { PeerConnection } from './peer-network.ts';
import { unsealInvitation } from './sealed-invitation.ts';
import { type PairIds, type ShortCode, ShortCodeJoiner } from './short-code.ts';

/** Devices that are asked with one typing of a code. Each of them could check one guess at it, so a stranger who says to show every code gets little. */
const mostDevices = 3;

/** How long others may still be found after one has refused, in ms: whoever answered first need not be the one who is meant. */
const afterRefusal = 2000;

const refused = (message: string): Result<string, Problem> => failure(problem('invalid-argument', message, 'code'));

/** Asks a device over a connection; the link, or why there is none. */
async function ask(parts: PairingParts, code: ShortCode, ids: PairIds, connection: PeerConnection): Promise<Result<string, Problem>> {
  const talk = new PairingTalk(connection);
  const joiner = new ShortCodeJoiner(code, ids, (length) => parts.randomBytes(length));
  try {
    await talk.say(joiner.start());
    for (let message = await talk.hear(); message !== null; message = await talk.hear()) {
      const step = joiner.receive(message, parts.now());
      if (step.kind === 'failed') return failure(step.problem);
      if (step.kind === 'send') await talk.say(step.message);
      else {
        const link = unsealInvitation(step.key, (await talk.hear()) ?? new Uint8Array(0));
        return link === null ? refused('The invitation did not arrive. Try again with a new code.') : success(link);
      }
    }
  } catch {
    // The connection is lost, as when the other side ends it.
  } finally {
    await talk.end();
  }
  return refused('The device that shows the code did not accept it. Read the code again, or ask for a new one: each takes three tries.');
}

/**
 * The link of the invitation that is offered under a code. @param time - how long the device is looked for, in ms. @param signal - ends
 * the search.
 */
export async function joinByCode(
  parts: PairingParts,
  code: ShortCode,
  time: number,
  signal?: AbortSignal,
): Promise<Result<string, Problem>> {
  const network = await parts.openNetwork();
  const { promise: answered, resolve: answer } = Promise.withResolvers<Result<string, Problem>>();
  const asked = new Set<string>();
  let asking = Promise.resolve();
  let refusal: ReturnType<typeof setTimeout> | null = null;

  const tryAt = async (deviceId: string, address: string): Promise<void> => {
    if (asked.has(deviceId) || asked.size >= mostDevices) return;
    let connection: PeerConnection;
    try {
      connection = await network.connect(deviceId, [address]);
    } catch {
      // Not there under this address; perhaps under another.
      return;
    }
    asked.add(deviceId);
    const result = await ask(parts, code, { joiner: network.deviceId, issuer: deviceId }, connection);
    if (result.ok) answer(result);
    else refusal ??= setTimeout(() => answer(result), afterRefusal);
  };
  const discovery = await parts.startDiscovery({
    announcement: () => null,
    onFound: ({ pairing, address }) => {
      if (pairing?.label === code.label) asking = asking.then(() => tryAt(pairing.deviceId, address));
    },
    onProblem: () => {},
  });
  const nobody = `No device in the local network shows a code that begins with ${code.label}. Check these two letters, and that both are in one network.`;
  const timer = setTimeout(() => answer(failure(problem('unavailable', nobody, 'code'))), time);
  const stop = (): void => answer(failure(problem('cancelled', 'The device is looked for no longer.')));
  signal?.addEventListener('abort', stop);
  if (signal?.aborted === true) stop();
  const result = await answered;
  signal?.removeEventListener('abort', stop);
  for (const one of [timer, refusal]) if (one !== null) clearTimeout(one);
  await discovery.stop();
  await network.close();
  return result;
}
