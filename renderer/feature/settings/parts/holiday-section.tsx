import type { ReactNode } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import type { DateSpan } from '#shared/plan/date-span.ts';
import { SpanList } from './span-list.tsx';

/** Days on which nobody works. */
export function HolidaySection({ holidays }: { holidays: readonly DateSpan[] }): ReactNode {
  const send = useCommand();
  return (
    <section aria-label="Holidays">
      <h2 className="text-section">Holidays</h2>
      <p className="text-secondary">Nobody works on these days. What is somebody’s own time off stands with them.</p>
      <SpanList
        label="Holidays"
        spans={holidays}
        onSave={async (spans) => {
          const answer = await send('set-holidays', { holidays: [...spans] }, { quiet: true });
          return answer.ok ? null : answer.error.message;
        }}
      />
    </section>
  );
}
