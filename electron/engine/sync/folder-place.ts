// How files lie in a shared folder: a folder for the workspace, in it one for each device, in it numbered files. Who cannot open the files
// learns from the names neither which workspace it is nor whose devices these are.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a device in the shared folder. */
export interface FolderFile {
  readonly number: number;
  readonly path: string;
  readonly bytes: number;
  /** Changes when the file does. */
  readonly state: string;
}

/** Only these are looked at: tools that keep folders alike leave copies of other names beside them, and partial files. */
const fileName = /^(\d{6})\.sextant$/u;
/** Files of one device that are looked at; each merges its own long before. */
const mostFiles = 2000;

const hidden = (...parts: readonly string[]): string =>
  createHash('sha256')
    .update(['sextant/folder', ...parts].join('\n'))
    .digest('hex')
    .slice(0, 24);

/** What stands beside the files of a device: the same everywhere, so it tells nobody whose they are. */
const readme = `Files of Sextant, a planning app (layout 1)

The files here carry changes of a plan between the devices of a team. They are encrypted: only members can
open them, with Sextant. Each device writes into a folder of its own and reads the others.

Do not rename or edit anything here. If a team no longer uses this folder, all of it can be deleted; each
device keeps the whole plan.
`;

/** Says in the folder of a device what its files are, for whoever finds them; left alone where it stands already. */
export function leaveReadme(place: string): void {
  const path = join(place, 'README.txt');
  if (!existsSync(path)) writeFileSync(path, readme);
}

/** The folder of a workspace in the shared folder. */
export function workspacePlace(folder: string, workspaceId: string): string {
  return join(folder, `sextant-${hidden(workspaceId)}`);
}

/** The folder of a device's files. */
export function devicePlace(folder: string, workspaceId: string, deviceId: string): string {
  return join(workspacePlace(folder, workspaceId), hidden(workspaceId, deviceId));
}

/** Path of the file of this number. */
export function folderFilePath(place: string, number: number): string {
  return join(place, `${String(number).padStart(6, '0')}.sextant`);
}

/** The files of a device, by number; none where its folder is not there. */
export function filesIn(place: string): FolderFile[] {
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .filter((name) => fileName.test(name))
    .toSorted()
    .slice(-mostFiles)
    .flatMap((name) => {
      const path = join(place, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isFile() !== true) return [];
      return [{ number: Number(name.slice(0, 6)), path, bytes: stat.size, state: `${stat.size} ${stat.mtimeMs}` }];
    });
}
