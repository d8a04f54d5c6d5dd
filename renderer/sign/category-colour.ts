/** How many categories have a colour of their own; what comes after them shares the last one. */
const ownColours = 6;

/**
 * Gives names their category colours in the order in which they first come, as CSS values (`var(--c1)` …). Names past
 * the sixth share `c7`, and so does `null` ("none set").
 */
export function categoryColours(names: readonly (string | null)[]): (name: string | null) => string {
  const places = new Map<string, number>();
  for (const name of names) {
    if (name !== null && !places.has(name)) places.set(name, places.size + 1);
  }
  return (name) => {
    const place = name === null ? undefined : places.get(name);
    return `var(--c${place === undefined || place > ownColours ? ownColours + 1 : place})`;
  };
}
