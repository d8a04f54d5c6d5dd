/** The server answers, but does not know this page: it was started anew, and its new address was not opened here yet. */
export class SessionRefused extends Error {}
