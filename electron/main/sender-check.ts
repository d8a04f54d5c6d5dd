import type { IpcMainEvent } from 'electron';
import { isPageAddress } from './page-address.ts';

/** True when a message comes from the top frame of the page itself; a frame inside it, or a page elsewhere, is nobody. */
export function isFromPage(event: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && !frame.detached && frame.parent === null && isPageAddress(frame.url);
}
