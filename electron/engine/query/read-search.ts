import { problem } from '#shared/contract/problem.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import type { SearchNode } from '#shared/plan/search/search-node.ts';
import { QueryRefusal } from './query-refusal.ts';

/** Reads a search as it was typed. @throws {QueryRefusal} `invalid-argument` at `text:<place, from 1>`; `details` lists what could stand there. */
export function readSearch(text: string): SearchNode {
  const found = parseSearch(text);
  if (found.ok) return found.value;
  const { message, position, expected } = found.error;
  throw new QueryRefusal(problem('invalid-argument', message, `text:${position + 1}`, [...expected]));
}
