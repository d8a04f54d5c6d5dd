/**
 * Place of the next label after `from` that starts with `letter`, going round; `from` itself when none does.
 * Case does not matter.
 */
export function nextMatch(labels: readonly string[], from: number, letter: string): number {
  const wanted = letter.toLocaleLowerCase();
  for (let step = 1; step <= labels.length; step += 1) {
    const place = (from + step) % labels.length;
    if (labels[place]?.toLocaleLowerCase().startsWith(wanted)) return place;
  }
  return from;
}
