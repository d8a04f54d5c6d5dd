// Who may talk to the server: whoever brings the printed token once gets a session cookie, and from then on the cookie counts.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The sessions of one server. */
export interface Sessions {
  /** The one-time token of the printed address. */
  readonly token: string;
  /** Spends the token: the value of a `Set-Cookie` header when it is right and unspent, otherwise `null`. */
  spend(token: string): string | null;
  /** True when a `Cookie` header carries a session of this server. */
  admits(cookieHeader: string | undefined): boolean;
}

/** Makes the token. `port` is part of the cookie's name, because browsers keep cookies by host and not by port. */
export function createSessions(port: number): Sessions {
  const name = `sextant-${port}`;
  const token = secret();
  let session: string | null = null;
  return {
    token,
    spend(given) {
      if (session !== null || !isSame(given, token)) return null;
      session = secret();
      return `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`;
    },
    admits(cookieHeader = '') {
      if (session === null) return false;
      const known = session;
      return cookieHeader.split(';').some((cookie) => {
        const [key, value = ''] = cookie.trim().split('=', 2);
        return key === name && isSame(value, known);
      });
    },
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that tells nothing about where the two differ. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
