// Names of the messages between preload and main: a request for a port, and the port; a request for links, and a link.

/** From a page: give me a port to the engine. */
export const requestChannel = 'sextant:request-port';

/** To a page, with one port. */
export const portChannel = 'sextant:port';

/** From a page: from now on, give me the invitation links that the system opens. */
export const linkRequestChannel = 'sextant:request-links';

/** To a page, with one invitation link. */
export const linkChannel = 'sextant:link';
