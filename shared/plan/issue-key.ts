// The style that the keys of a roadmap are written in, to give the next one. Serves the create-issue command.

/** How keys are spelled: a prefix and a number, with leading zeros up to `width` digits. */
export interface KeyStyle {
  readonly prefix: string;
  readonly width: number;
}

/** The style of a key that ends in a number; `null` for any other. */
function styleOf(key: string): KeyStyle | null {
  const found = /^(.*?)(\d{1,12})$/.exec(key);
  if (found === null) return null;
  const [, prefix = '', digits = ''] = found;
  return { prefix, width: digits.length > 1 && digits.startsWith('0') ? digits.length : 0 };
}

function initials(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[A-Za-z]+/g) ?? [];
  const letters = words.length > 1 ? words.slice(0, 3).map((word) => word.charAt(0)) : [(words[0] ?? 'I').slice(0, 2)];
  return letters.join('').toUpperCase();
}

/**
 * The style of the first key that has a number, out of keys in order of preference: `010` and `Phase 24` show how `011`
 * and `Phase 25` are spelled. Without one it is the initials of the roadmap's title: `Sextant Engine` → `SE-1`.
 */
export function keyStyle(keys: Iterable<string>, roadmapTitle: string): KeyStyle {
  for (const key of keys) {
    const style = styleOf(key);
    if (style !== null) return style;
  }
  return { prefix: `${initials(roadmapTitle)}-`, width: 0 };
}

/** Spells a number in a style. */
export function spellKey({ prefix, width }: KeyStyle, number: number): string {
  return `${prefix}${String(number).padStart(width, '0')}`;
}
