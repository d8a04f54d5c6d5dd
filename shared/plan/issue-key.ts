// The next free key of a roadmap, in the roadmap's own style. Serves the create-issue command.

/** A key that is taken, oldest first. */
export interface TakenKey {
  readonly key: string;
  readonly kind: string;
}

interface Numbered {
  readonly prefix: string;
  readonly digits: string;
}

function numbered(key: string): Numbered | null {
  const found = /^(.*?)(\d{1,12})$/.exec(key);
  return found === null ? null : { prefix: found[1] ?? '', digits: found[2] ?? '' };
}

function initials(title: string): string {
  const words = title.normalize('NFKD').match(/[A-Za-z][A-Za-z]*/g) ?? [];
  const letters = words.length > 1 ? words.slice(0, 3).map((word) => word.charAt(0)) : [(words[0] ?? 'I').slice(0, 2)];
  return letters.join('').toUpperCase();
}

/**
 * The key after the highest number in the style of the newest key of the same kind (of any kind when there is none):
 * `#6` → `#7`, `010` → `011`, `Phase 24` → `Phase 25`. A roadmap without numbered keys starts with the initials of its
 * title: `Sextant Engine` → `SE-1`. Numbers in between that became free are not given again.
 */
export function nextIssueKey(taken: readonly TakenKey[], kind: string, roadmapTitle: string): string {
  const style =
    taken.findLast((entry) => entry.kind === kind && numbered(entry.key) !== null) ??
    taken.findLast((entry) => numbered(entry.key) !== null);
  const { prefix, digits } = (style && numbered(style.key)) ?? { prefix: `${initials(roadmapTitle)}-`, digits: '0' };
  const keys = new Set<string>();
  let highest = 0;
  for (const entry of taken) {
    keys.add(entry.key);
    const other = numbered(entry.key);
    if (other !== null && other.prefix === prefix) highest = Math.max(highest, Number(other.digits));
  }
  const width = digits.length > 1 && digits.startsWith('0') ? digits.length : 0;
  const spell = (number: number): string => `${prefix}${String(number).padStart(width, '0')}`;
  let next = highest + 1;
  while (keys.has(spell(next))) next++;
  return spell(next);
}
