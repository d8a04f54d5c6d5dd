import type { WebPreferences } from 'electron';

// Every flag that a window of ours may set, with the one value that it may have.
const required = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  // Chromium would fetch its dictionaries from outside.
  spellcheck: false,
} as const satisfies WebPreferences;

/** The only preferences that a window may be made with; every flag is stated, so that no default can weaken it. */
export function safePreferences(preload: string): WebPreferences {
  return { ...required, preload };
}

/**
 * Lets preferences pass only when they are exactly as safe as {@link safePreferences}.
 *
 * @throws {Error} when a flag is missing, weaker, or not known here: an unknown flag may be a new way to open the sandbox.
 */
export function guardPreferences(preferences: WebPreferences, preload: string): WebPreferences {
  for (const [flag, value] of Object.entries(required)) {
    const given: unknown = Reflect.get(preferences, flag);
    if (given !== value) throw new Error(`Window refused: webPreferences.${flag} must be ${String(value)}, but is ${String(given)}.`);
  }
  if (preferences.preload !== preload) {
    throw new Error(`Window refused: its preload must be ${preload}, but is ${String(preferences.preload)}.`);
  }
  const known = new Set([...Object.keys(required), 'preload']);
  const unknown = Object.keys(preferences).find((flag) => !known.has(flag));
  if (unknown !== undefined) throw new Error(`Window refused: webPreferences.${unknown} is not one of the flags that a window may set.`);
  return preferences;
}
