import type { z } from 'zod';
import { findIllFormed } from '#shared/base/ill-formed.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';

/** Minus zero does not survive storing: what is stored must equal what was compared. */
function withoutMinusZero(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(withoutMinusZero);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutMinusZero(entry)]));
  }
  return value;
}

/** Validates raw arguments; the refusal names the first argument that is wrong in `where` and all of them in `details`. */
export function parseArguments(schema: z.ZodType, raw: unknown): Result<unknown, Problem> {
  const illFormed = findIllFormed(raw);
  if (illFormed !== null) {
    const message =
      'A text holds half a surrogate pair, which is no character and cannot be stored, or the arguments are nested too deeply.';
    return failure(
      problem('invalid-argument', illFormed === '' ? message : `${illFormed}: ${message}`, illFormed === '' ? null : illFormed),
    );
  }
  const parsed = schema.safeParse(withoutMinusZero(raw));
  if (parsed.success) return success(parsed.data);
  const wrong = parsed.error.issues.map((issue) => ({ where: issue.path.join('.'), message: issue.message }));
  const first = wrong[0] ?? { where: '', message: 'The arguments are not valid.' };
  return failure(
    problem(
      'invalid-argument',
      first.where === '' ? first.message : `${first.where}: ${first.message}`,
      first.where === '' ? null : first.where,
      wrong.slice(0, mostDetails).map(({ where, message }) => `${where}: ${message}`),
    ),
  );
}

/** A list of 10,000 wrong ids need not be answered with 10,000 sentences. */
const mostDetails = 20;
