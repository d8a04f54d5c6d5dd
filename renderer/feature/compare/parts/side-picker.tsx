import type { ReactNode } from 'react';
import { exactTime, sayDay } from '#renderer/sign/time-text.ts';
import { setSearch } from '#renderer/state/navigation.ts';
import { useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Chip, ChipButton, ChipText } from '#renderer/ui/chip.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import type { ViewLabel } from '#shared/contract/view-query.ts';
import { type View, viewPlace } from '#shared/contract/view.ts';

/** What a {@link SidePicker} takes. */
export interface SidePickerProps {
  readonly label: string;
  /** Of the address. */
  readonly parameter: 'from' | 'to';
  readonly view: View | null;
  /** What the engine calls it, once it is known. */
  readonly named: ViewLabel | undefined;
}

/** Days offered. */
const days = 60;

/** Chooses one of the two plans: the present, a baseline, a scenario, or the end of a day. */
export function SidePicker({ label, parameter, view, named }: SidePickerProps): ReactNode {
  const today = useToday();
  const moments = useQuery('moment-list', { zone: -new Date(`${today}T12:00`).getTimezoneOffset() }).result?.rows ?? [];
  const baselines = useQuery('baseline-list', {}).result?.rows ?? [];
  const scenarios = useQuery('scenario-list', {}).result?.rows ?? [];
  const entries = [
    { value: null, label: 'Now' },
    ...baselines.map((baseline) => ({ value: baseline.view, label: baseline.name, note: 'baseline' })),
    ...scenarios.flatMap((scenario) =>
      scenario.state === 'open' ? [{ value: scenario.view, label: scenario.name, note: 'scenario' }] : [],
    ),
    ...moments.slice(0, days).map((day) => ({ value: day.view, label: sayDay(`${day.day}T12:00`, today), note: 'end of the day' })),
  ];
  const known = entries.find((entry) => entry.value === view)?.label;
  return (
    <Chip label={label}>
      <ChipText>{label}</ChipText>
      <Picker<View | null>
        label={label}
        entries={entries}
        selected={[view]}
        onPick={(picked) => setSearch({ [parameter]: picked === null ? [] : [picked] })}
        trigger={
          <ChipButton strong opens>
            <span className="compare-side ellipsis">{known ?? nameOf(view, named)}</span>
          </ChipButton>
        }
      />
    </Chip>
  );
}

function nameOf(view: View | null, named: ViewLabel | undefined): string {
  if (view === null) return 'Now';
  if (named === undefined || named.view !== view) return '…';
  return viewPlace(view).kind === 'moment' && named.at !== null ? exactTime(named.at) : named.label;
}
