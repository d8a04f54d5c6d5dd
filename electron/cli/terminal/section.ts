import type { Paint } from './paint.ts';

/** A head with indented lines under it, set off by an empty line; nothing when there are no lines. */
export function section(head: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : ['', paint('title', head), ...lines.map((line) => `  ${line}`)];
}
