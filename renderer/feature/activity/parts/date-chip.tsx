import { type ReactNode, useState } from 'react';
import { dateRange, dateText } from '#renderer/sign/date-text.ts';
import { setSearch, type Route } from '#renderer/state/navigation.ts';
import { dayOf, useToday } from '#renderer/state/today.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip, ChipButton, ChipRemove, ChipText } from '#renderer/ui/chip.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { IsoDate } from '#shared/plan/quantity.ts';

/** Spans that are one press away: days back from today, today included. */
const spans = [
  { name: 'Today', days: 1 },
  { name: 'Last 7 days', days: 7 },
  { name: 'Last 30 days', days: 30 },
] as const;

/** From which day to which the feed is shown. */
export function DateChip({ route }: { readonly route: Route }): ReactNode {
  const today = useToday();
  const [open, setOpen] = useState(false);
  const from = IsoDate.safeParse(route.search.get('from')).data;
  const to = IsoDate.safeParse(route.search.get('to')).data;
  const set = (end: 'from' | 'to', day: string): void => setSearch({ [end]: day === '' ? [] : [day] });
  const back = (days: number): string => {
    const [year = 0, month = 1, date = 1] = today.split('-').map(Number);
    return dayOf(new Date(year, month - 1, date - days + 1));
  };
  return (
    <Chip label="When">
      <ChipText>When</ChipText>
      <Popover
        label="From which day to which"
        width={308}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <ChipButton strong opens>
            {words(from, to, today)}
          </ChipButton>
        }
      >
        <div className="activity-dates">
          <div className="activity-spans">
            {spans.map(({ name, days }) => (
              <Button
                key={name}
                small
                onClick={() => {
                  setSearch({ from: [back(days)], to: [] });
                  setOpen(false);
                }}
              >
                {name}
              </Button>
            ))}
          </div>
          <TextField
            label="From"
            showLabel
            type="date"
            max={to ?? today}
            value={from ?? ''}
            onChange={(event) => set('from', event.target.value)}
          />
          <TextField label="To" showLabel type="date" min={from} value={to ?? ''} onChange={(event) => set('to', event.target.value)} />
        </div>
      </Popover>
      {(from !== undefined || to !== undefined) && <ChipRemove label="Any time" onRemove={() => setSearch({ from: [], to: [] })} />}
    </Chip>
  );
}

function words(from: string | undefined, to: string | undefined, today: string): string {
  if (from !== undefined && to !== undefined) return from === to ? dateText(from, today) : dateRange(from, to, today);
  if (from !== undefined) return from === today ? 'today' : `since ${dateText(from, today)}`;
  return to === undefined ? 'any time' : `until ${dateText(to, today)}`;
}
