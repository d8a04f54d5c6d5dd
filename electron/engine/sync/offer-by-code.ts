// The side that invites by a short code: shows the code, is found in the local network, and hands its invitation to who knows the code.
import { sealInvitation } from './sealed-invitation.ts';
import { makeShortCode, readShortCode, ShortCodeGuard, ShortCodeIssuer } from './short-code.ts';
import type { PairingParts } from './pairing-parts.ts';
import { PairingTalk } from './pairing-talk.ts';
import type { PeerConnection } from './peer-network.ts';
import { must } from '#shared/base/must.ts';

/** Conversations at once; the oldest makes room for another one. Whoever means it takes a second. */
const mostTalks = 8;

/** How an offer ended: somebody got the invitation, its time was over, the third wrong try was made, or it was taken back. */
type OfferEnd = 'used' | 'expired' | 'guessed' | 'withdrawn';

/** An offer under way. */
export interface CodeOffer {
  /** As people read it: `K7-4QX-9TB`. */
  readonly code: string;
  /** Resolves when the code is dead; nothing is announced or listened to any more then. */
  readonly end: Promise<OfferEnd>;
  /** Takes the code back. Resolves when all is closed. */
  close(): Promise<void>;
}

/** Offers the invitation of `link` by a new code for `time` ms. @throws when no network can be opened. */
export async function offerByCode(parts: PairingParts, link: string, time: number): Promise<CodeOffer> {
  const code = makeShortCode((length) => parts.randomBytes(length));
  const read = readShortCode(code);
  if (!read.ok) throw new Error('Expected a code that is made here to be read here.');
  const guard = new ShortCodeGuard(read.value, parts.now() + time);
  const network = await parts.openNetwork();
  const talks = new Set<PairingTalk>();
  const { promise: ended, resolve: end } = Promise.withResolvers<OfferEnd>();

  const converse = async (connection: PeerConnection, talk: PairingTalk): Promise<void> => {
    const issuer = new ShortCodeIssuer(guard, { joiner: connection.remoteId, issuer: network.deviceId }, (length) =>
      parts.randomBytes(length),
    );
    for (let message = await talk.hear(); message !== null; message = await talk.hear()) {
      const step = issuer.receive(message, parts.now());
      if (step.kind === 'send') await talk.say(step.message);
      else if (step.kind === 'failed') return guard.isOpen(parts.now()) ? undefined : end('guessed');
      else {
        await talk.say(must(step.message, 'the confirmation of the issuer'));
        await talk.say(sealInvitation(step.key, link));
        await talk.end();
        return end('used');
      }
    }
  };
  const listen = async (): Promise<void> => {
    for await (const connection of network.incoming()) {
      const [oldest] = talks;
      if (talks.size >= mostTalks && oldest !== undefined) {
        talks.delete(oldest);
        void oldest.end();
      }
      const talk = new PairingTalk(connection);
      talks.add(talk);
      // What fails is over; the code is still good for others.
      void converse(connection, talk)
        .catch(() => {})
        .then(() => talk.end())
        .finally(() => talks.delete(talk));
    }
  };
  void listen();
  const port = Number(network.addresses()[0]?.replace(/^.*:/u, ''));
  const announcement = { port, tags: [], pairing: { label: guard.code.label, deviceId: network.deviceId } };
  const discovery = await parts.startDiscovery({ announcement: () => announcement, onFound: () => {}, onProblem: () => {} });
  const timer = setTimeout(() => end('expired'), time);
  const closed = ended.then(async (how) => {
    clearTimeout(timer);
    guard.close();
    await discovery.stop();
    await Promise.all([...talks].map((talk) => talk.end()));
    await network.close();
    return how;
  });
  return {
    code,
    end: closed,
    close: async () => {
      end('withdrawn');
      await closed;
    },
  };
}
