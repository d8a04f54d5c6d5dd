import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { portChannel, requestChannel } from '#shared/contract/shell-channel.ts';
import type { EngineProcess } from './engine-process.ts';
import { isFromPage } from './sender-check.ts';

/**
 * Introduces pages to the engine: each page that asks gets one end of a new channel and the engine the other. Main keeps
 * neither, so plan data never passes through it.
 */
export class PortBroker {
  readonly #engine: Pick<EngineProcess, 'send'>;
  readonly #pages = new Set<WebContents>();

  constructor(engine: Pick<EngineProcess, 'send'>) {
    this.#engine = engine;
  }

  /** Listens for pages that ask for a port; whoever is not our page's top frame gets no answer. */
  listen(): void {
    ipcMain.on(requestChannel, (event) => {
      if (!isFromPage(event)) return;
      const page = event.sender;
      if (!this.#pages.has(page)) {
        this.#pages.add(page);
        page.once('destroyed', () => this.#pages.delete(page));
      }
      this.#connect(page);
    });
  }

  /** Gives every page a port to the engine that was started anew. */
  reconnect(): void {
    for (const page of this.#pages) this.#connect(page);
  }

  #connect(page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    // Without an engine the page waits: it gets its port when the engine is started again.
    if (this.#engine.send({ type: 'connect' }, [port1])) page.postMessage(portChannel, null, [port2]);
  }
}
