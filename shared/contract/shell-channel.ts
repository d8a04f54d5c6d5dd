// Names of the two messages between preload and main. They carry no data: only a request for a port, and the port.

/** From a page: give me a port to the engine. */
export const requestChannel = 'sextant:request-port';

/** To a page, with one port. */
export const portChannel = 'sextant:port';
