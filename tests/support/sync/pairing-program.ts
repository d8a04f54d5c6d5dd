// Pairs by a short code over the real network: `node pairing-program.ts offer <link>` tells `{ code }` and how it `{ ended }`;
// `node pairing-program.ts join <code>` tells the `{ link }`, or what was `{ refused }`.
import { randomBytes } from 'node:crypto';
import { startDiscovery } from '#electron/engine/sync/discovery.ts';
import { openIrohNetwork } from '#electron/engine/sync/iroh-network.ts';
import { joinByCode } from '#electron/engine/sync/join-by-code.ts';
import { offerByCode } from '#electron/engine/sync/offer-by-code.ts';
import { readShortCode } from '#electron/engine/sync/short-code.ts';

const [what, word = ''] = process.argv.slice(2);
const secret = randomBytes(32);
const parts = {
  openNetwork: () => openIrohNetwork({ secret, bind: '0.0.0.0:0', relays: 'none', purpose: 'pairing' }),
  startDiscovery,
  now: Date.now,
  randomBytes: (length: number) => randomBytes(length),
};
if (what === 'offer') {
  const offer = await offerByCode(parts, word, 60_000);
  process.send?.({ code: offer.code });
  process.send?.({ ended: await offer.end });
} else {
  const code = readShortCode(word);
  const link = code.ok ? await joinByCode(parts, code.value, 60_000) : code;
  process.send?.(link.ok ? { link: link.value } : { refused: link.error.message });
}
