// The priorities as an editor offers them: one list for the picker and for the new issue.
import type { PickerEntry } from '#renderer/ui/picker-list.tsx';
import { StepsGlyph } from '#renderer/ui/steps-glyph.tsx';
import { Priority } from '#shared/plan/priority.ts';

const words: Readonly<Record<Priority, string>> = { P0: 'P0 most urgent', P1: 'P1 high', P2: 'P2 normal', P3: 'P3 low' };
const steps = { P0: 3, P1: 2, P2: 1, P3: 0 } as const satisfies Record<Priority, number>;

/** The priorities to choose from, with none last; each digit picks its priority. */
export const priorityEntries: readonly PickerEntry<Priority | null>[] = [
  ...Priority.options.map((priority) => ({
    value: priority,
    label: words[priority],
    glyph: <StepsGlyph filled={steps[priority]} tone={priority === 'P0' ? 'danger' : 'plain'} />,
    hint: priority.slice(1),
  })),
  { value: null, label: 'No priority' },
];
