/**
 * A word as a shell takes it back, for commands that are to be copied from a message: as it is where nothing in it means
 * anything to a shell, else in single quotes, in which nothing does.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
