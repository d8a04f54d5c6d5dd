import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { TextField } from './text-field.tsx';

/** What a {@link SavedField} takes. */
export interface SavedFieldProps {
  readonly label: string;
  /** As it is on disk. */
  readonly value: string;
  readonly unit?: string;
  readonly type?: 'text' | 'date';
  readonly placeholder?: string;
  /** Reads like text: its edge shows only when it is pointed at, has the focus or is wrong. For fields in the rows of a list. */
  readonly quiet?: boolean;
  /** Saves what was typed; resolves to a sentence when it was refused. */
  readonly onSave: (text: string) => Promise<string | null>;
}

/** A field that is saved when it is left or on `Enter`; `Esc` takes the typing back. While one types it keeps its draft, whatever changes elsewhere. */
export function SavedField({ label, value, unit, type = 'text', placeholder, quiet, onSave }: SavedFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (draft === null || draft.trim() === value) return setDraft(null);
    const reason = await onSave(draft.trim());
    setRefused(reason);
    if (reason === null) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') void save();
    if (event.key === 'Escape') {
      setDraft(null);
      setRefused(null);
    }
  };
  return (
    <TextField
      label={label}
      type={type}
      placeholder={placeholder}
      quiet={quiet}
      value={draft ?? value}
      error={refused}
      end={unit}
      onChange={(event) => {
        setDraft(event.target.value);
        setRefused(null);
      }}
      onKeyDown={onKeyDown}
      onBlur={() => void save()}
    />
  );
}
