import { app, ipcMain, type WebContents } from 'electron';
import { joinLink, linkScheme } from '#shared/contract/join-link.ts';
import { linkChannel, linkRequestChannel } from '#shared/contract/shell-channel.ts';
import { isFromPage } from './sender-check.ts';

/** Has the system open links of our scheme with this app. Installers of Linux and macOS say so too; on Windows this alone does. */
export function registerLinks(): void {
  // A development run would register the bare Electron binary.
  if (!app.isPackaged) return;
  // What follows `--` cannot be read as a flag, whatever a page makes of a link.
  if (process.platform === 'win32') app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--']);
  else app.setAsDefaultProtocolClient(linkScheme);
}

/**
 * Brings invitation links that the system opened to the page. A link waits until a page asks for links; of several only the last waits.
 * Anything that is not an invitation link, and whoever is not our page's top frame, gets no answer.
 */
export class LinkBroker {
  readonly #pages = new Set<WebContents>();
  #waiting: string | null = null;

  /** Listens for pages that want links. */
  listen(): void {
    ipcMain.on(linkRequestChannel, (event) => {
      if (!isFromPage(event)) return;
      const page = event.sender;
      if (!this.#pages.has(page)) {
        this.#pages.add(page);
        page.once('destroyed', () => this.#pages.delete(page));
      }
      this.#deliver();
    });
  }

  /** Takes what the system wants opened. */
  pass(text: string): void {
    this.#waiting = joinLink(text) ?? this.#waiting;
    this.#deliver();
  }

  #deliver(): void {
    const [page] = this.#pages;
    if (page === undefined || this.#waiting === null) return;
    page.postMessage(linkChannel, this.#waiting);
    this.#waiting = null;
  }
}
