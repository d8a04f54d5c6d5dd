import type { z } from 'zod';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';

/** Replaces halves of surrogate pairs and minus zero, which do not survive storing: what is stored must equal what was compared. */
function wellFormed(value: unknown): unknown {
  if (value === 0) return 0;
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, wellFormed(entry)]));
  }
  return value;
}

/** Validates raw arguments; the refusal names the first argument that is wrong in `where` and all of them in `details`. */
export function parseArguments(schema: z.ZodType, raw: unknown): Result<unknown, Problem> {
  const parsed = schema.safeParse(wellFormed(raw));
  if (parsed.success) return success(parsed.data);
  const wrong = parsed.error.issues.map((issue) => ({ where: issue.path.join('.'), message: issue.message }));
  const first = wrong[0] ?? { where: '', message: 'The arguments are not valid.' };
  return failure(
    problem(
      'invalid-argument',
      first.where === '' ? first.message : `${first.where}: ${first.message}`,
      first.where === '' ? null : first.where,
      wrong.map(({ where, message }) => `${where}: ${message}`),
    ),
  );
}
