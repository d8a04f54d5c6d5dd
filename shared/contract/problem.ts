// Why a command, query or job was refused: a code for programs, a sentence for people.
import { z } from 'zod';

/** What kind of refusal it is. Programs branch on it; it never changes its meaning. */
export const ProblemCode = z.enum([
  'invalid-argument',
  'not-found',
  'ambiguous',
  'cycle',
  'duplicate',
  'limit',
  'unreadable-file',
  'not-a-plan',
  'locked',
  'read-only',
  'storage',
  'cancelled',
  'unavailable',
  'internal',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** A refusal. `message` says what was expected, what came and the likely fix; nothing was changed. */
export const Problem = z.object({
  code: ProblemCode,
  message: z.string(),
  /** The argument, or `file:line`, that it is about. */
  where: z.string().nullable(),
  /** Further facts for programs: the path of a cycle, the candidates of an ambiguous key. */
  details: z.array(z.string()),
});
export type Problem = z.infer<typeof Problem>;

/** Makes a refusal. */
export function problem(code: ProblemCode, message: string, where: string | null = null, details: string[] = []): Problem {
  return { code, message, where, details };
}
