import type { PairingParts } from '#electron/engine/sync/pairing-parts.ts';
import { readInvitation } from '#electron/engine/sync/invitation.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { EngineHost, EngineJob } from './engine-job.ts';

/** The network of pairing; an engine that was opened to work alone has none. */
function partsOf({ pairing }: EngineHost): Result<PairingParts, Problem> {
  return pairing === null
    ? failure(problem('unavailable', 'This engine was opened without a network. Open the workspace anew.'))
    : success(pairing);
}

const cancelled = problem('cancelled', 'The code was taken back.');

/** Hands an invitation over under a short code. */
export const offerCode: EngineJob<'offer-code'> = {
  lane: 'offer-code',
  async run({ link, minutes }, host, { signal, onProgress }) {
    const parts = partsOf(host);
    if (!parts.ok) return parts;
    const read = readInvitation(link, parts.value.now());
    if (!read.ok) return read;
    const { offerByCode } = await import('#electron/engine/sync/offer-by-code.ts');
    const offer = await offerByCode(parts.value, link, minutes * 60_000);
    const withdraw = (): void => void offer.close();
    signal.addEventListener('abort', withdraw);
    if (signal.aborted) withdraw();
    onProgress({ step: offer.code, done: 0, total: 0 });
    const end = await offer.end;
    signal.removeEventListener('abort', withdraw);
    return end === 'withdrawn' ? failure(cancelled) : success({ end });
  },
};

/** Receives an invitation by a short code. */
export const findCode: EngineJob<'find-code'> = {
  lane: 'find-code',
  async run({ code, seconds }, host, { signal }) {
    const parts = partsOf(host);
    if (!parts.ok) return parts;
    // The arithmetic of codes is loaded when somebody pairs by one.
    const { readShortCode } = await import('#electron/engine/sync/short-code.ts');
    const read = readShortCode(code);
    if (!read.ok) return read;
    const { joinByCode } = await import('#electron/engine/sync/join-by-code.ts');
    const found = await joinByCode(parts.value, read.value, seconds * 1000, signal);
    return found.ok ? success({ link: found.value }) : found;
  },
};
