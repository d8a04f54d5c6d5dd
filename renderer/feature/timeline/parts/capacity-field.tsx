import { type ReactNode, useState } from 'react';
import { hoursNumber } from '#renderer/sign/hours-text.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';

/** Changes how many hours a week the team works; the plan follows at once. Typed words stay while the plan changes. */
export function CapacityField({ hoursPerWeek, total }: { readonly hoursPerWeek: number; readonly total: number }): ReactNode {
  const send = useCommand();
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const own = Math.abs(total - hoursPerWeek) > 0.01;

  const set = async (): Promise<void> => {
    if (typed === null) return;
    const hours = Number(typed.trim().replace(',', '.').replace(/\s*h$/i, ''));
    if (typed.trim() === '' || !Number.isFinite(hours) || hours <= 0) {
      setError('Hours a week are a number above 0, for example 30.');
      return;
    }
    if (hours !== hoursPerWeek) {
      const told = () => ({ text: `Planned with ${hoursNumber(hours)} h a week instead of ${hoursNumber(hoursPerWeek)} h` });
      const answer = await send('set-capacity', { hoursPerWeek: hours }, { quiet: true, told });
      if (!answer.ok) {
        setError(answer.error.message);
        return;
      }
    }
    setError(null);
    setTyped(null);
  };
  // Hours of their own win over the team's, so a field for the team's would change nothing.
  if (own) {
    return (
      <a className="timeline-capacity" href={hashOf('settings')}>
        <span>Hours a week, by person</span>
        <strong>{hoursNumber(total)}</strong>
      </a>
    );
  }
  return (
    <label className="timeline-capacity" data-wrong={error === null ? undefined : ''}>
      <span>Hours a week</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? hoursNumber(hoursPerWeek)}
        aria-invalid={error === null ? undefined : true}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          setError(null);
        }}
        onBlur={() => void set()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void set();
          else if (event.key === 'Escape') {
            setTyped(null);
            setError(null);
          } else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {error !== null && (
        <span className="timeline-capacity-error" role="alert">
          {error}
        </span>
      )}
    </label>
  );
}
