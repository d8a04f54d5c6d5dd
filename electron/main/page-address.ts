/** The one scheme and host that the page is served on. */
export const pageScheme = 'app';
const pageHost = 'sextant';

/** Address of the page. */
export const pageAddress = `${pageScheme}://${pageHost}/`;

/** True for an address inside the page's own origin, and for nothing that only looks like it. */
export function isPageAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '' && url.password === '';
}
