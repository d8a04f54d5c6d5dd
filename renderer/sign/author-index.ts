/**
 * Place that decides the hue of whoever made a change: that of the person of this name, else one that follows from the name
 * alone (an agent, a script, somebody who is not in the team), so that it never changes while the page is open.
 */
export function authorIndex(author: string, people: readonly { readonly name: string }[]): number {
  const own = people.findIndex(({ name }) => name === author);
  if (own >= 0) return own;
  let sum = 0;
  for (const letter of author) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return people.length + sum;
}
