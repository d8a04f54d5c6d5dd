// How files lie in a shared folder: a folder for the workspace, in it one for each device, in it numbered files. Who cannot open the files
// learns from the names neither which workspace it is nor whose devices these are.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
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
