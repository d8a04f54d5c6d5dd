// What the desktop's preload hands to the page as `window.sextant`, and nothing more: the page asks the engine through
// a port, never through Electron. The preload `satisfies` it.

/** The page's view of the desktop. */
export interface Bridge {
  /** `linux`, `darwin` or `win32`: decides which key is named as the command key and where the window's controls are. */
  readonly platform: string;
  /**
   * Asks for a port to the engine. It comes as a `message` event on `window` with the data {@link portMessage} and one
   * port (a context bridge cannot carry ports), and again, unasked, whenever the engine was started anew.
   */
  requestPort(): void;
  /**
   * Asks for the invitation links that the system opens with this app, the one that waits first. Each comes as a `message` event on `window` with
   * `{ type: {@link linkMessage}, link }`.
   */
  requestLinks(): void;
}

/** Data of the window's `message` event that carries the engine's port. */
export const portMessage = 'sextant:engine-port';

/** Type in the window's `message` event that carries an invitation link. */
export const linkMessage = 'sextant:join-link';
