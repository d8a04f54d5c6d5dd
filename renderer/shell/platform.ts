// Which command key this machine's keyboard has.

/** True on a Mac, where the command key is ⌘ and not Ctrl. */
export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
