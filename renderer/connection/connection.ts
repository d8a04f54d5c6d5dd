// Chooses how this page reaches its engine: the desktop's bridge when there is one, or else the server it came from.
import type { Bridge } from '#shared/contract/bridge.ts';
import { connectBrowser } from './browser.ts';
import { connectElectron } from './electron.ts';
import { listenForJoinLinks } from './join-links.ts';
import type { PageConnection } from './page-connection.ts';

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in a browser. */
    readonly sextant?: Bridge;
  }
}

/** Connects the page to the engine of its host. */
export function connectPage(): PageConnection {
  return window.sextant === undefined ? connectBrowser(location) : connectElectron(window.sextant);
}

/** Calls `onLink` with each invitation link that reaches this page, from its host or by pasting. */
export function receiveJoinLinks(onLink: (link: string) => void): void {
  listenForJoinLinks(window.sextant, onLink);
}
