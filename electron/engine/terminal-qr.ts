import { invitationQr } from './sync/invitation-qr.ts';

/** The QR code of an invitation link for a terminal, two modules a character high, light on dark; lines without a line end after the last. */
export function terminalQr(link: string): string {
  return invitationQr(link).text;
}
