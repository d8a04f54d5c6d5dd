import { BrowserWindow, nativeTheme, type WebPreferences } from 'electron';
import { pageAddress } from './page-address.ts';
import { guardPreferences, safePreferences } from './window-guard.ts';

/** The ground of the window before the page has drawn: the look's `canvas`, so that nothing flashes. */
const canvas = { light: '#f6f8f9', dark: '#0c1216' } as const;

/**
 * Makes a window and loads the page in it: the only place where a window is made.
 *
 * @param preferences only for tests of the guard; anything weaker than {@link safePreferences} is refused.
 * @throws {Error} from the guard.
 */
export function createWindow(preload: string, preferences: WebPreferences = safePreferences(preload)): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Sextant',
    width: 1440,
    height: 900,
    minWidth: 880,
    minHeight: 560,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
    webPreferences: guardPreferences(preferences, preload),
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageAddress);
  return window;
}
