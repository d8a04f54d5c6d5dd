// Chooses how this page reaches its engine: the desktop's bridge when there is one, or else the server it came from.
import type { Bridge } from '#shared/contract/bridge.ts';
import { connectBrowser } from './browser.ts';
import { connectElectron } from './electron.ts';
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
