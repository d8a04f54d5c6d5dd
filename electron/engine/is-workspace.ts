import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** True when a workspace was made in this folder before; its database may be lost as long as the journal is there. */
export function isWorkspace(folder: string): boolean {
  return ['workspace.sqlite', 'journal.bin'].some((name) => existsSync(join(folder, name)));
}
