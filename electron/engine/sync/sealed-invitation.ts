// How the issuer hands its invitation to a device that knew the short code: sealed with the key that only these two have.
import { createCipheriv, createDecipheriv } from 'node:crypto';

const cipher = 'aes-256-gcm';
const tagLength = 16;
/** The key seals one message, so its number never repeats. */
const once = Buffer.alloc(12);

/** Seals the link of an invitation. @param key - 32 bytes of a pairing; it must seal nothing else. */
export function sealInvitation(key: Uint8Array, link: string): Uint8Array {
  const seal = createCipheriv(cipher, key, once);
  return Buffer.concat([seal.update(link, 'utf8'), seal.final(), seal.getAuthTag()]);
}

/** The link in a sealed invitation; `null` when it was altered or sealed with another key. */
export function unsealInvitation(key: Uint8Array, sealed: Uint8Array): string | null {
  if (sealed.length < tagLength) return null;
  const seal = createDecipheriv(cipher, key, once, { authTagLength: tagLength });
  seal.setAuthTag(sealed.subarray(-tagLength));
  try {
    return Buffer.concat([seal.update(sealed.subarray(0, -tagLength)), seal.final()]).toString('utf8');
  } catch {
    return null;
  }
}
