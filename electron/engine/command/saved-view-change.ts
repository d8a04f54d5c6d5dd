import { failure, type Failure } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import type { CommandContext } from './command-handler.ts';
import { isSameName } from './same-name.ts';

/** Refuses a name that another view has, and a text that is not a search: nobody could open the view. */
export function refuseView(
  { rows }: CommandContext,
  viewId: string | null,
  { name, text }: { readonly name?: string | undefined; readonly text?: string | undefined },
): Failure<Problem> | null {
  const namesake = name === undefined ? undefined : rows.savedViews().find((view) => view.id !== viewId && isSameName(view.name, name));
  if (namesake !== undefined) {
    return failure(problem('duplicate', `There is a view ${namesake.name} already; choose another name.`, 'name', [namesake.id]));
  }
  const search = parseSearch(text ?? '');
  if (search.ok) return null;
  const { message, position, expected } = search.error;
  return failure(problem('invalid-argument', message, `text:${position + 1}`, [...expected]));
}
