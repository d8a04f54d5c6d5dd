// What a person is told whose change was refused, with the way out where there is one.
import type { Problem } from '#shared/contract/problem.ts';
import { type ReadOnlyReason, readOnlyWords } from './read-only.ts';
import { showToast } from './toast.ts';
import { lookAt } from './view.ts';

/** Says why something was refused. From a plan that nobody can change a press leads back to the present. */
export function tellRefusal({ code, message }: Pick<Problem, 'code' | 'message'>): void {
  const back = { label: 'Back to the present', run: () => lookAt(null) };
  const leads = code === 'read-only' && new URLSearchParams(location.search).has('in');
  showToast({ tone: 'problem', text: message, actions: leads ? [back] : [] });
}

/** Says why nothing can be changed in the plan that the page looks at, before anything was asked of the engine. */
export function tellReadOnly(reason: ReadOnlyReason): void {
  tellRefusal({
    code: 'read-only',
    message: reason === 'past' ? 'This is the plan as it was. Nothing can be changed here.' : `${readOnlyWords(reason)}.`,
  });
}
