// Where Sextant keeps things when nobody says otherwise: the device's data folder, and the default workspace inside it.
// The environment variable SEXTANT_DATA names another data folder.
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** What decides where data goes, so that tests can stand in for a machine. */
export interface DataPlace {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

function thisMachine(): DataPlace {
  return { environment: process.env, platform: process.platform, home: homedir() };
}

/**
 * The folder for what belongs to this device and not to a workspace: its key, its sockets. SEXTANT_DATA if set; else
 * `%LOCALAPPDATA%\Sextant` on Windows, `~/Library/Application Support/Sextant` on macOS, `$XDG_DATA_HOME/sextant`
 * (`~/.local/share/sextant`) elsewhere.
 */
export function dataFolder({ environment, platform, home }: DataPlace = thisMachine()): string {
  const own = environment['SEXTANT_DATA'];
  if (own !== undefined && own !== '') return resolve(own);
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Sextant');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Sextant');
  const xdg = environment['XDG_DATA_HOME'];
  // The XDG specification has relative paths ignored.
  return xdg !== undefined && isAbsolute(xdg) ? join(xdg, 'sextant') : join(home, '.local', 'share', 'sextant');
}

/** The workspace that apps and command line share when none is named. */
export function defaultFolder(place: DataPlace = thisMachine()): string {
  return join(dataFolder(place), 'workspace');
}
