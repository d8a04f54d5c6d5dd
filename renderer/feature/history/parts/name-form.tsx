import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

/** What a {@link NameForm} takes. */
export interface NameFormProps {
  readonly label: string;
  readonly placeholder: string;
  readonly action: string;
  readonly icon: LucideIcon;
  readonly name: string;
  readonly busy?: boolean;
  readonly onName: (name: string) => void;
  /** Resolves to a sentence when it was refused. */
  readonly onSubmit: () => Promise<string | null>;
  /** Stands before the name. */
  readonly children?: ReactNode;
}

/** One line that makes something with a name. */
export function NameForm({ label, placeholder, action, icon, name, busy, onName, onSubmit, children }: NameFormProps): ReactNode {
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <form
      className="history-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') setRefused('It needs a name.');
        else void onSubmit().then(setRefused);
      }}
    >
      {children}
      <TextField
        label={label}
        placeholder={placeholder}
        value={name}
        error={refused}
        onChange={(event) => {
          onName(event.target.value);
          setRefused(null);
        }}
      />
      <Button type="submit" icon={icon} busy={busy}>
        {action}
      </Button>
    </form>
  );
}
