// Tells requests of our own page from those that another site makes a browser send.
import type { IncomingMessage } from 'node:http';

/**
 * Why a request is turned away before anything else is looked at; `null` when it may go on.
 *
 * The `Host` must be the address that the server listens on: a foreign name that was made to resolve to this machine (DNS
 * rebinding) carries its own. An `Origin` must be ours; an upgrade must have one, since browsers always send it there.
 */
export function foreignRequest({ headers }: Pick<IncomingMessage, 'headers'>, hosts: readonly string[], isUpgrade: boolean): string | null {
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return 'The Host is not the address of this server.';
  if (origin === undefined) return isUpgrade ? 'An upgrade needs an Origin.' : null;
  return origin === `http://${host.toLowerCase()}` ? null : 'The Origin is not the page of this server.';
}
