import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { dateRange, dateText } from '#renderer/sign/date-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { DateSpan } from '#shared/plan/date-span.ts';

/** What a {@link SpanList} takes. */
export interface SpanListProps {
  /** What the days are: `Holidays`. */
  readonly label: string;
  readonly spans: readonly DateSpan[];
  /** Saves all of them; resolves to a sentence when that was refused. */
  readonly onSave: (spans: readonly DateSpan[]) => Promise<string | null>;
}

/** Days that are off, one line for each stretch, with two fields for a further one. */
export function SpanList({ label, spans, onSave }: SpanListProps): ReactNode {
  const today = useToday();
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    const span = DateSpan.safeParse({ first, last: last === '' ? first : last });
    if (!span.success) return setRefused(first === '' ? 'Choose the first day.' : (span.error.issues[0]?.message ?? 'Not a day.'));
    const reason = await onSave([...spans, span.data]);
    setRefused(reason);
    if (reason !== null) return;
    setFirst('');
    setLast('');
  };
  return (
    <div className="span-list" role="group" aria-label={label}>
      {spans.length > 0 && (
        <ul>
          {spans.map((span) => {
            const text = span.first === span.last ? dateText(span.first, today) : dateRange(span.first, span.last, today);
            return (
              <li key={`${span.first} ${span.last}`}>
                {text}
                <IconButton
                  icon={X}
                  label={`Remove ${text}`}
                  data-edits=""
                  onClick={() => void onSave(spans.filter((one) => one !== span))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <form
        className="span-list-new"
        data-edits=""
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={`First day: ${label}`}
          type="date"
          value={first}
          error={refused}
          onChange={(event) => setFirst(event.target.value)}
        />
        <span aria-hidden="true">to</span>
        <TextField
          label={`Last day: ${label}`}
          type="date"
          value={last === '' ? first : last}
          min={first}
          onChange={(event) => setLast(event.target.value)}
        />
        <Button type="submit" icon={Plus}>
          Add
        </Button>
      </form>
    </div>
  );
}
