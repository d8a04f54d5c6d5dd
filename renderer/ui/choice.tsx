import type { ReactNode } from 'react';
import { Chip, ChipButton, ChipText } from './chip.tsx';
import { Picker, type PickerProps } from './picker.tsx';

/** What a {@link Choice} takes. */
export interface ChoiceProps<Value> {
  readonly name: string;
  readonly entries: PickerProps<Value>['entries'];
  readonly value: Value;
  readonly onPick: (value: Value) => void;
}

/** A chip that says what was chosen and opens a picker to choose another: `Lanes | People`. */
export function Choice<Value>({ name, entries, value, onPick }: ChoiceProps<Value>): ReactNode {
  const chosen = entries.find((entry) => entry.value === value)?.label ?? '';
  return (
    <Chip label={name}>
      <ChipText>{name}</ChipText>
      <Picker<Value>
        label={name}
        entries={entries}
        selected={[value]}
        onPick={onPick}
        trigger={
          <ChipButton strong opens aria-label={`${name}: ${chosen}`}>
            {chosen}
          </ChipButton>
        }
      />
    </Chip>
  );
}
