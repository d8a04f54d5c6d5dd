import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Popover, type PopoverAnchor } from './popover.tsx';
import { TextField } from './text-field.tsx';
import './name-popover.css';

/** What a {@link NamePopover} takes. */
export interface NamePopoverProps {
  /** What is named, read aloud: `Name of the view`. */
  readonly label: string;
  /** On its button. */
  readonly action: string;
  /** What stands in the field at first. */
  readonly initial?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The button that opens it; without one it hangs on `anchor`. */
  readonly trigger?: ReactElement | undefined;
  readonly anchor?: PopoverAnchor | undefined;
  /** Takes the name; resolves to a sentence when it was refused, and then the popover stays. */
  readonly onName: (name: string) => Promise<string | null>;
}

/** Asks for a name and nothing else. */
export function NamePopover({ label, open, onOpenChange, trigger, anchor, ...form }: NamePopoverProps): ReactNode {
  return (
    <Popover label={label} width={308} open={open} onOpenChange={onOpenChange} trigger={trigger} anchor={anchor}>
      <NameForm label={label} {...form} onDone={() => onOpenChange(false)} />
    </Popover>
  );
}

function NameForm({
  label,
  action,
  initial = '',
  placeholder,
  onName,
  onDone,
}: Pick<NamePopoverProps, 'label' | 'action' | 'initial' | 'placeholder' | 'onName'> & { onDone: () => void }): ReactNode {
  const [name, setName] = useState(initial);
  const [refused, setRefused] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const reason = name.trim() === '' ? 'It needs a name.' : await onName(name.trim());
    setRefused(reason);
    if (reason === null) onDone();
  };
  return (
    <form
      className="name-popover-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={label}
        placeholder={placeholder}
        autoFocus
        value={name}
        error={refused}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setName(event.target.value);
          setRefused(null);
        }}
      />
      <Button tone="primary" type="submit">
        {action}
      </Button>
    </form>
  );
}
