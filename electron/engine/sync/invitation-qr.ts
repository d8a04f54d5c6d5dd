// An invitation link as a picture that a camera reads.
import { encode, renderUnicodeCompact } from 'uqr';

/** A QR code. */
export interface InvitationQr {
  /** Modules on each side, the quiet zone included: the `viewBox` of the path is `0 0 size size`. */
  readonly size: number;
  /** SVG path data that covers the dark modules. */
  readonly path: string;
  /** For a terminal, two modules a character high; light on dark, as terminals are. */
  readonly text: string;
}

/** Light modules that must surround the code, by its standard (ISO/IEC 18004). */
const quiet = 4;

/** The QR code of a link; a screen is read without damage, so the lowest correction keeps its modules large. */
export function invitationQr(link: string): InvitationQr {
  const options = { ecc: 'L', border: quiet } as const;
  const { size, data } = encode(link, options);
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x += 1;
      path += `M${start} ${y}h${x + 1 - start}v1h-${x + 1 - start}z`;
    }
  }
  return { size, path, text: renderUnicodeCompact(link, options) };
}
