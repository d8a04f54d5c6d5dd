import type { Session } from 'electron';
import { isPageAddress } from './page-address.ts';

/** What the page itself may do: put text on the clipboard (it copies keys), which shows it nothing of what is there. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Refuses every permission that anybody could ask for, but for the few in {@link allowed} to the top frame of our own page. */
export function guardPermissions(session: Session): void {
  const isAllowed = (permission: string, address: string | undefined, isMainFrame: boolean): boolean =>
    allowed.has(permission) && isMainFrame && address !== undefined && isPageAddress(address);
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(isAllowed(permission, requestingUrl, isMainFrame)),
  );
  // A check carries the origin always and the address only for documents; whoever has no document has no clipboard to write to.
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { requestingUrl, isMainFrame }) =>
      isPageAddress(origin) && isAllowed(permission, requestingUrl, isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);
}
