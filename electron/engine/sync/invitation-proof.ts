// How the device that was invited shows, inside a connection in which both have proven their keys, that it has the secret.
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The proof: HMAC-SHA256 of both device ids by the secret. It is worth nothing to anybody but this joiner, and to nobody but this
 * issuer, because the ids are those that the connection proved. @param secret - 64 hex digits, as the invitation has them.
 */
export function proveInvitation(secret: string, joinerDeviceId: string, issuerDeviceId: string): Uint8Array {
  return createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(`sextant invitation proof 1\0${joinerDeviceId}\0${issuerDeviceId}`)
    .digest();
}

/** Whether `proof` is that of the secret and of just these two devices; takes the same time wherever it differs. */
export function isInvitationProof(proof: Uint8Array, secret: string, joinerDeviceId: string, issuerDeviceId: string): boolean {
  const right = proveInvitation(secret, joinerDeviceId, issuerDeviceId);
  return proof.length === right.length && timingSafeEqual(proof, right);
}
