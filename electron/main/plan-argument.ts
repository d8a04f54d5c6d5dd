import { resolve } from 'node:path';

/**
 * The plan files among the arguments that the app was started with, as absolute paths.
 *
 * Flags (Electron's and Chromium's own among them) and the first `own` arguments, which name the program itself, are not files.
 */
export function planArguments(given: readonly string[], own: number, folder: string): string[] {
  const files = given.slice(own).filter((word) => word !== '' && !word.startsWith('-'));
  return [...new Set(files.map((file) => resolve(folder, file)))];
}

/** The folder that `--workspace PATH` or `--workspace=PATH` names, or `null`; and the arguments without it. */
export function takeWorkspace(given: readonly string[], folder: string): { readonly workspace: string | null; readonly rest: string[] } {
  const rest: string[] = [];
  let workspace: string | null = null;
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? '';
    if (word === '--workspace') {
      index += 1;
      workspace = given[index] ?? null;
    } else if (word.startsWith('--workspace=')) workspace = word.slice('--workspace='.length);
    else rest.push(word);
  }
  return { workspace: workspace === null || workspace === '' ? null : resolve(folder, workspace), rest };
}
