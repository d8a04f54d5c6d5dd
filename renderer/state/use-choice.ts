// Settles what people did beside each other.
import { useCallback } from 'react';
import type { ConflictRow, ConflictValue } from '#shared/contract/conflict.ts';
import { useCommand } from './use-command.ts';

/** Chooses one of the values of a conflict. */
export type ChooseValue = (row: Pick<ConflictRow, 'recordId' | 'key' | 'title'>, value: ConflictValue) => void;

/** A function that chooses a value, and says what it came to. */
export function useChoice(): ChooseValue {
  const send = useCommand();
  return useCallback(
    ({ recordId, key, title }, { field, fieldName, operation, text }) => {
      const told = () => ({ text: `${key ?? title}: ${fieldName} is ${text ?? 'nothing'} on every device` });
      void send('resolve-conflict', { recordId, field, operation }, { told });
    },
    [send],
  );
}
