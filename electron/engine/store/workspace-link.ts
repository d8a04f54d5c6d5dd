// Which other workspaces this one is looked at together with: a file beside the database, of this device alone.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Links = z.object({ folders: z.array(z.string()) });

function linkPath(folder: string): string {
  return join(folder, 'portfolio.json');
}

/** Folders that the workspace in `folder` is linked with; none where there is no list, or one that nothing can be read from. */
export function readLinks(folder: string): string[] {
  try {
    return Links.parse(JSON.parse(readFileSync(linkPath(folder), 'utf8'))).folders;
  } catch {
    return [];
  }
}

/** Replaces the list; the old one stays whole until the new one is. @throws when the folder cannot be written. */
export function writeLinks(folder: string, folders: readonly string[]): void {
  const path = linkPath(folder);
  writeFileSync(`${path}.new`, `${JSON.stringify({ folders }, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
