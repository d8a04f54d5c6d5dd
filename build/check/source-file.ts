// Finds and reads the files that the checks look at.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A file of the repository. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The folders that hold our own code. */
const codeFolders = ['shared', 'electron', 'renderer', 'build', 'tests'];

const code = /\.(?:ts|tsx|mjs)$/;

/** Reads all files of {@link codeFolders} whose path matches `pattern`, in a stable order. */
export function sourceFiles(root: string, pattern: RegExp = code, folders: readonly string[] = codeFolders): SourceFile[] {
  const found: SourceFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules') visit(path);
      } else if (pattern.test(entry.name)) {
        found.push({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') });
      }
    }
  };
  const present = new Set(readdirSync(root));
  for (const folder of folders) if (present.has(folder)) visit(join(root, folder));
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
