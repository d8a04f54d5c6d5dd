import type { ReactNode } from 'react';
import { changeSentence, type ToldChange } from './change-sentence.ts';
import { ChangedText } from './changed-text.tsx';
import './sign.css';

/** Values longer than this are shown as the passage that changed, not as two values. */
const shortValue = 48;

/** What is told as a passage: a body, and any long text that had a value and has another. */
function isPassage({ field, before, after }: ToldChange): boolean {
  if (field === 'body') return before !== null || after !== null;
  if (field === 'checklist' || field === 'comment') return false;
  return before !== null && after !== null && Math.max(before.length, after.length) > shortValue;
}

/** One change in words, with its values: `set the status to **Done** from Planned`. */
export function ChangeText({ change }: { readonly change: ToldChange }): ReactNode {
  const { did, value, from } = changeSentence(change);
  if (isPassage(change)) {
    return (
      <>
        <span className="change-quiet">{change.field === 'body' ? did : did.replace(/^set the (.*) to$/, 'changed the $1')}: </span>
        <ChangedText before={change.before} after={change.after} />
      </>
    );
  }
  return (
    <>
      <span className="change-quiet">{did}</span>
      {value !== null && <> {value}</>}
      {from !== null && (
        <span className="change-quiet">
          {value === null ? ', was' : ' from'} {from}
        </span>
      )}
    </>
  );
}
