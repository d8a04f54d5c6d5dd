// Which machine and which host the page runs on, as far as words and keys depend on it.

/** True on a Mac, where the command key is ⌘ and not Ctrl. */
export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** True in the desktop's window, whose engine is started again by itself. */
export const isDesktop = typeof window !== 'undefined' && window.sextant !== undefined;
