import type { Step } from '#electron/engine/document/step.ts';

/**
 * Says in the history of a step which changes it takes over, or with `back` which it takes over no longer, so that they are listed as
 * waiting again on every device. Each is `change:HASH` with who made it. Where the step changes nothing, nothing is said.
 */
export function noteTakeover(
  step: Step,
  changes: readonly { readonly subject: string; readonly author: string }[],
  back: boolean,
): boolean {
  const target = step.documents().find(({ records, texts }) => records.length + texts.length > 0);
  if (target === undefined) return false;
  for (const { subject, author } of changes)
    target.entries.push({ issueId: null, subject, field: 'change', before: back ? author : null, after: back ? null : author });
  return true;
}
