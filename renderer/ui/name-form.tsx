import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import './name-form.css';
import { TextField } from './text-field.tsx';

/** What a {@link NameForm} takes. */
export interface NameFormProps {
  /** Name of the field, read aloud. */
  readonly label: string;
  readonly placeholder: string;
  /** What the button says. */
  readonly action: string;
  readonly icon: LucideIcon;
  /** Why an empty name will not do. */
  readonly empty: string;
  readonly busy?: boolean;
  /** Makes it; resolves to a sentence when it was refused. The field is empty again when it was not. */
  readonly onSubmit: (name: string) => Promise<string | null>;
  /** Stands before the name. */
  readonly children?: ReactNode;
}

/** One line that makes something with a name. */
export function NameForm({ label, placeholder, action, icon, empty, busy, onSubmit, children }: NameFormProps): ReactNode {
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const reason = name.trim() === '' ? empty : await onSubmit(name);
    setRefused(reason);
    if (reason === null) setName('');
  };
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      <TextField
        label={label}
        placeholder={placeholder}
        value={name}
        error={refused}
        onChange={(event) => {
          setName(event.target.value);
          setRefused(null);
        }}
      />
      <Button type="submit" icon={icon} busy={busy}>
        {action}
      </Button>
    </form>
  );
}
