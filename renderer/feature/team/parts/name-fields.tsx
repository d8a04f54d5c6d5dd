import type { ReactNode } from 'react';
import { TextField } from '#renderer/ui/text-field.tsx';
import { limit } from '#shared/plan/limit.ts';

/** What a person and their device are called. */
export interface Names {
  readonly person: string;
  readonly device: string;
}

/** What {@link NameFields} take. */
export interface NameFieldsProps {
  readonly names: Names;
  readonly onChange: (names: Names) => void;
}

/** Whether both have a name. */
export const areNamed = ({ person, device }: Names): boolean => person.trim() !== '' && device.trim() !== '';

/** Two fields: how the others see the person, and how they see the device. */
export function NameFields({ names, onChange }: NameFieldsProps): ReactNode {
  return (
    <>
      <TextField
        label="Your name"
        showLabel
        value={names.person}
        maxLength={limit.name}
        onChange={(event) => onChange({ ...names, person: event.target.value })}
      />
      <TextField
        label="Name of this device"
        showLabel
        value={names.device}
        maxLength={limit.name}
        onChange={(event) => onChange({ ...names, device: event.target.value })}
      />
    </>
  );
}
