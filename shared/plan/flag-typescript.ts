// Writes feature flags as a TypeScript module that a program imports: typed names, and a function that says whether a
// flag is on for a unit. The text must compile under `strict` and depend on nothing.
import type { Flag } from './flag.ts';

/** What of a flag a program needs. */
type ExportedFlag = Pick<Flag, 'name' | 'description' | 'on' | 'rolloutPercent'>;

const head = `// Feature flags, written by Sextant (sextant flags export --format typescript). Edit them there, not here.

/** What is set for one flag. */
export interface Flag {
  readonly description: string;
  /** Whether it is switched on at all. */
  readonly on: boolean;
  /** Per cent of the units for which it is on while it is switched on. */
  readonly rolloutPercent: number;
}
`;

// 32-bit FNV-1a over UTF-16 units, finished like MurmurHash3: neighbouring ids must not fall into the same per cent.
const tail = `
/** A number from 0 up to 100, always the same for the same flag and unit, evenly spread over units. */
function share(name: string, unit: string): number {
  const text = \`\${name}\\n\${unit}\`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * 100;
}

/**
 * Whether a flag is on for a unit: a person, a machine, whatever the rollout is counted in. The same unit always gets the
 * same answer, and keeps it when the percentage rises.
 */
export function isFlagOn(name: FlagName, unit: string): boolean {
  const flag: Flag = flags[name];
  return flag.on && share(name, unit) < flag.rolloutPercent;
}
`;

/** A name as the key of an object literal; `__proto__` would otherwise set the prototype. */
function literalKey(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
}

/** The module as text. Names must be unique; the order is kept. */
export function writeFlagModule(flags: readonly ExportedFlag[]): string {
  const entries = flags.map(
    ({ name, description, on, rolloutPercent }) =>
      `  ${literalKey(name)}: { description: ${JSON.stringify(description)}, on: ${on}, rolloutPercent: ${rolloutPercent} },\n`,
  );
  const names = flags.length === 0 ? ' never' : flags.map(({ name }) => `\n  | ${JSON.stringify(name)}`).join('');
  const object = flags.length === 0 ? '{}' : `{\n${entries.join('')}}`;
  return `${head}
/** All flags by name. */
export const flags = ${object} as const satisfies Readonly<Record<string, Flag>>;

/** Name of a flag. */
export type FlagName =${names};
${tail}`;
}
