// The file that feature flags travel in: JSON with a format and a version. Reads the older version as well; never
// guesses at a file that it does not know.
import { z } from 'zod';
import { failure, type Result, success } from '#shared/base/result.ts';
import { Flag } from './flag.ts';
import { limit } from './limit.ts';

/** Name of the format, in every file since version 2. */
const format = 'sextant-flags';
/** The version that is written. */
const version = 2;

/** A flag as a file holds it: without ids, which belong to a workspace. */
export const FlagInFile = Flag.pick({ name: true, description: true, on: true, rolloutPercent: true }).extend({
  /** Key of its milestone; `null` when it has none. */
  milestone: z.string().min(1).max(limit.key).nullable(),
  /** Keys of the issues that name it, in order; for readers only. */
  issues: z.array(z.string().max(limit.key)).max(limit.issues),
});
export type FlagInFile = z.infer<typeof FlagInFile>;

const currentFile = z.object({ format: z.literal(format), version: z.literal(version), flags: z.array(FlagInFile).max(limit.bulk) });

/** Version 1 was a plain object from the name of a flag to whether it is on. */
const firstFile = z.record(FlagInFile.shape.name, z.boolean());

/** Why a file is refused, and at which place in it. */
export interface FlagFileFault {
  readonly message: string;
  /** `line 3, column 5` in the text, or a path such as `flags[2].on`. */
  readonly place: string;
}

/** The text of a file of these flags, in the current version, ending with a line end. */
export function writeFlagFile(flags: readonly FlagInFile[]): string {
  return `${JSON.stringify({ format, version, flags }, null, 2)}\n`;
}

/** The flags in the text of a file; those of an older version as the current one would say them. Names are unique. */
export function readFlagFile(text: string): Result<FlagInFile[], FlagFileFault> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    return failure(syntaxFault(text, error instanceof Error ? error.message : String(error)));
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return failure({ message: 'Expected an object with the flags; export them again or name a file of flags.', place: 'line 1, column 1' });
  }
  const flags = 'format' in json && typeof json.format === 'string' ? readCurrent(json) : readFirst(json);
  return flags.ok ? withoutRepeats(flags.value) : flags;
}

function readCurrent(json: object): Result<FlagInFile[], FlagFileFault> {
  const stated = z.object({ format: z.unknown(), version: z.unknown() }).safeParse(json).data;
  if (stated?.format !== format) {
    return failure({ message: `Expected the format "${format}", but the file says ${JSON.stringify(stated?.format)}.`, place: 'format' });
  }
  if (stated.version !== version) {
    const message = `Expected version ${version} of the file, but it says ${JSON.stringify(stated.version) ?? 'nothing'}; a newer Sextant may have written it.`;
    return failure({ message, place: 'version' });
  }
  const parsed = currentFile.safeParse(json);
  return parsed.success ? success(parsed.data.flags) : failure(shapeFault(parsed.error));
}

function readFirst(json: object): Result<FlagInFile[], FlagFileFault> {
  // Own keys only, and none lost: a record schema leaves `__proto__` out.
  const flags: FlagInFile[] = [];
  for (const [name, on] of Object.entries(json)) {
    const parsed = firstFile.safeParse(name === '__proto__' ? { flag: on } : { [name]: on });
    if (!parsed.success) {
      const said = parsed.error.issues[0]?.message ?? 'not valid';
      return failure({ message: `Expected the name of a flag with true or false: ${said}.`, place: JSON.stringify(name) });
    }
    flags.push({ name: name.trim(), description: '', on: on === true, rolloutPercent: 100, milestone: null, issues: [] });
  }
  return success(flags);
}

function withoutRepeats(flags: readonly FlagInFile[]): Result<FlagInFile[], FlagFileFault> {
  const seen = new Set<string>();
  for (const [index, { name }] of flags.entries()) {
    if (seen.has(name))
      return failure({ message: `The flag ${name} stands in the file twice; keep one of them.`, place: `flags[${index}].name` });
    seen.add(name);
  }
  return success([...flags]);
}

/** A path as people write it: `flags[2].on`. */
function spellPath(path: readonly PropertyKey[]): string {
  const spelled = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return spelled.replace(/^\./u, '') || 'line 1, column 1';
}

function shapeFault(error: z.ZodError): FlagFileFault {
  const [issue] = error.issues;
  return { message: `The file is not as expected: ${issue?.message ?? 'not valid'}.`, place: spellPath(issue?.path ?? []) };
}

function syntaxFault(text: string, reason: string): FlagFileFault {
  // Engines say where they stopped, or that the text ended too early.
  const position = /position (\d+)/u.exec(reason)?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  return { message: `The file is no JSON: ${reason}. Export the flags again, or repair that place.`, place };
}
