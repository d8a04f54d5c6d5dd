// What the page says about several workspaces, in words.
import { countText } from '#renderer/sign/hours-text.ts';
import type { PortfolioRow } from '#shared/contract/portfolio.ts';
import type { QueryResult } from '#shared/contract/query.ts';

/** The state of a workspace that cannot be read, as a tag. */
export const stateTag: Readonly<Record<Exclude<PortfolioRow['state'], 'ready'>, string>> = {
  missing: 'missing',
  newer: 'newer Sextant',
  older: 'older Sextant',
  unreadable: 'not readable now',
};

/** Everything together in one line. */
export function sumText({
  sources,
  readable,
  issues,
  open,
  blocked,
}: Pick<QueryResult<'portfolio'>['summary'], 'sources' | 'readable' | 'issues' | 'open' | 'blocked'>): string {
  const read = readable === sources ? '' : `, ${readable} of them readable`;
  const stuck = blocked === 0 ? '' : `, ${countText(blocked)} blocked`;
  return `${sources === 1 ? '1 workspace' : `${sources} workspaces`}${read} · ${
    issues === 1 ? '1 issue' : `${countText(issues)} issues`
  }, ${countText(open)} open${stuck}`;
}

/** The command that shows an issue in its own workspace, ready for a terminal of the system that the folder is on. */
export function showCommand(key: string, folder: string): string {
  const quote = /^[A-Za-z]:[\\/]|^\\\\/u.test(folder) ? doubleQuoted : singleQuoted;
  return `sextant show ${quote(key)} --workspace ${quote(folder)}`;
}

const plain = /^[\w./@:\\-]+$/u;

/** For the shells of Unix: nothing in single quotes has a meaning. */
function singleQuoted(text: string): string {
  return plain.test(text) && !text.includes('\\') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** For Windows, where a file name cannot hold a double quote. */
function doubleQuoted(text: string): string {
  return plain.test(text) ? text : `"${text.replaceAll('"', '')}"`;
}
