import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import './text-field.css';

/** What a {@link TextField} takes besides the attributes of a native input. */
export interface TextFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'size'> {
  /** Name of the field, read aloud; shown above it with `showLabel`. */
  label: string;
  showLabel?: boolean | undefined;
  /** What was expected, in one sentence; its presence marks the field as wrong. */
  error?: string | null | undefined;
  /** Something at the right end: a unit, a reading of what was typed, a key. */
  end?: ReactNode;
  /** Something before the text: an icon. */
  start?: ReactNode;
  /** Its edge shows only when it is pointed at, has the focus or is wrong. */
  quiet?: boolean | undefined;
}

/** A line of text, 28 pixels high, with its error under it. */
export function TextField({ label, showLabel, error, end, start, quiet, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className="text-field">
      {showLabel && (
        <label className="text-field-label" htmlFor={id}>
          {label}
        </label>
      )}
      <div className="text-field-box" data-wrong={error ? '' : undefined} data-quiet={quiet ? '' : undefined}>
        {start}
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          className="text-field-input"
          aria-label={showLabel ? undefined : label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        {end !== undefined && <span className="text-field-end">{end}</span>}
      </div>
      {error && (
        <p className="text-field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
