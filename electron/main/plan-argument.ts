import { resolve } from 'node:path';
import { linkScheme } from '#shared/contract/join-link.ts';

/**
 * The plan files among the arguments that the app was started with, as absolute paths.
 *
 * Flags (Electron's and Chromium's own among them) and the first `own` arguments, which name the program itself, are not files.
 */
export function planArguments(given: readonly string[], own: number, folder: string): string[] {
  const files = given.slice(own).filter((word) => word !== '' && !word.startsWith('-'));
  return [...new Set(files.map((file) => resolve(folder, file)))];
}

/** The link of our scheme that the system opened the app with, or `null`; and the arguments without any. What it says is not looked at. */
export function takeLink(given: readonly string[]): { readonly link: string | null; readonly rest: string[] } {
  const isLink = (word: string): boolean => word.toLowerCase().startsWith(`${linkScheme}:`);
  return { link: given.find(isLink) ?? null, rest: given.filter((word) => !isLink(word)) };
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
