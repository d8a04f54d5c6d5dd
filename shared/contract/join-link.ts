// The form of a link that invites into a workspace, as far as hosts and page look at it: they pass it on to the engine, which
// reads what it says. Whoever has the link knows its secret, so it must never be logged, nor kept in an address or a history.

/** Scheme of the links that open Sextant. */
export const linkScheme = 'sextant';

/** Longest code of an invitation, in characters; the engine writes shorter ones. */
const longest = 2000;

const form = new RegExp(String.raw`^(?:${linkScheme}):\/\/join\/([\w-]{1,${longest}})\/?$`, 'iu');

/** The link in its plain form when the text is an invitation link and nothing else; `null` otherwise. */
export function joinLink(text: string): string | null {
  if (text.length > 2 * longest) return null;
  const code = form.exec(text.trim())?.[1];
  return code === undefined ? null : `${linkScheme}://join/${code}`;
}
