import type { ReactNode } from 'react';
import type { ConflictValue } from '#shared/contract/conflict.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { authorIndex } from './author-index.ts';
import { When } from './when.tsx';
import './conflict-values.css';

/** What {@link ConflictValues} takes. */
export interface ConflictValuesProps {
  readonly values: readonly ConflictValue[];
  /** What people call the field. */
  readonly fieldName: string;
  readonly people: readonly { readonly name: string }[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Called with the one that somebody chose. */
  readonly onChoose: (value: ConflictValue) => void;
}

/** Longer values are cut on their buttons; they are told whole beside them. */
const longest = 24;

/** What a value reads like; nothing has a word, too. */
const valueText = ({ text }: ConflictValue): string => text ?? 'nothing';

function buttonText(value: ConflictValue): string {
  const text = valueText(value);
  return `${value.wins ? 'Keep' : 'Use'} ${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}`;
}

/** The values that people gave one field beside each other, with who and when; one press chooses one of them. */
export function ConflictValues({ values, fieldName, people, today, onChoose }: ConflictValuesProps): ReactNode {
  // The one that is read now first: it is what one knows.
  const ordered = values.toSorted((one, other) => Number(other.wins) - Number(one.wins));
  return (
    <ul className="conflict-values" aria-label={`Values of ${fieldName}`}>
      {ordered.map((value) => (
        <li key={value.operation} className="conflict-value" data-wins={value.wins ? '' : undefined}>
          <span className="conflict-dot" aria-hidden="true" />
          <div className="conflict-said">
            <span className="conflict-text" data-none={value.text === null ? '' : undefined}>
              {valueText(value)}
            </span>
            <span className="conflict-who">
              {value.author !== null && <Avatar name={value.author} index={authorIndex(value.author, people)} size={14} />}
              <span className="ellipsis">{value.author ?? 'somebody'}</span>
              {value.at !== null && <When at={value.at} today={today} />}
              {value.wins && <span>· shown now</span>}
            </span>
          </div>
          <Button
            small
            data-edits=""
            aria-label={`${value.wins ? 'Keep' : 'Use'} ${valueText(value)} as ${fieldName}`}
            onClick={() => onChoose(value)}
          >
            {buttonText(value)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
