/** Whether two names are the same to people: letter case and the way accents are encoded do not count. */
export function isSameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

/** The form of a name in which names that are the same to people are equal. */
function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
