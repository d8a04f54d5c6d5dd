import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Popover } from './popover.tsx';
import { TextField } from './text-field.tsx';
import './value-popover.css';

/** What a {@link ValuePopover} takes. */
export interface ValuePopoverProps {
  /** Name of the value, read aloud and shown over the field. */
  readonly label: string;
  /** As it is on disk, as one would type it; empty when there is none. */
  readonly value: string;
  readonly type?: 'text' | 'date' | 'datetime-local';
  readonly unit?: string;
  readonly placeholder?: string;
  /** What the value means, in a sentence. */
  readonly hint: string;
  /** Saves what was typed, empty for none; resolves to a sentence when it was refused. */
  readonly onSave: (text: string) => Promise<string | null>;
  /** Class of the button. */
  readonly className: string;
  /** What the button shows. */
  readonly children: ReactNode;
}

/** A value that reads like text; one press opens a field for it. `Enter` saves, `Esc` leaves it as it was. */
export function ValuePopover({ label, className, children, onSave, ...form }: ValuePopoverProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      width={264}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={className} aria-label={`Change ${label.toLowerCase()}`}>
          {children}
        </button>
      }
    >
      {open && (
        <ValueForm
          label={label}
          {...form}
          onSave={async (text) => {
            const refused = text === form.value ? null : await onSave(text);
            if (refused === null) setOpen(false);
            return refused;
          }}
        />
      )}
    </Popover>
  );
}

function ValueForm({
  label,
  value,
  type = 'text',
  unit,
  placeholder,
  hint,
  onSave,
}: Omit<ValuePopoverProps, 'className' | 'children'>): ReactNode {
  const [text, setText] = useState(value);
  const [refused, setRefused] = useState<string | null>(null);
  const save = async (wanted: string): Promise<void> => setRefused(await onSave(wanted));
  return (
    <form
      className="value-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(text.trim());
      }}
    >
      <TextField
        label={label}
        showLabel
        type={type}
        placeholder={placeholder}
        autoFocus
        value={text}
        error={refused}
        end={unit}
        onChange={(event) => {
          setText(event.target.value);
          setRefused(null);
        }}
      />
      <p className="value-form-hint">{hint}</p>
      <div className="value-form-end">
        {value !== '' && (
          <Button tone="ghost" small onClick={() => void save('')}>
            Clear
          </Button>
        )}
        <Button type="submit" small>
          Save
        </Button>
      </div>
    </form>
  );
}
