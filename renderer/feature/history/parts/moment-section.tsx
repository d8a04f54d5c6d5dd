import { Eye, Flag, GitCompare } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { exactTime, sayDay } from '#renderer/sign/time-text.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { navigate } from '#renderer/state/navigation.ts';
import { useToday } from '#renderer/state/today.ts';
import { useAsk } from '#renderer/state/use-ask.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type View, viewPlace } from '#shared/contract/view.ts';
import { hashOfComparison, lookIn, zoneOf } from '../history-place.ts';
import { PastActions } from './past-action.tsx';

/** Days listed at first. */
const shownFirst = 14;

/** The days on which something came in, and the way to the plan as it was at the end of each, or at any other moment. */
export function MomentSection(): ReactNode {
  const today = useToday();
  const { result } = useQuery('moment-list', { zone: zoneOf(new Date(`${today}T12:00`)) });
  const [all, setAll] = useState(false);
  const days = result?.rows ?? [];
  const most = Math.max(1, ...days.map(({ changes }) => changes));
  return (
    <section aria-label="The plan as it was">
      <h2 className="text-section">The plan as it was</h2>
      <p className="text-secondary">
        A day stands for what this device had received by its end. Whoever was offline then may have had other changes already.
      </p>
      <MomentForm />
      {result !== undefined && days.length === 0 && (
        <EmptyState title="Nothing was changed yet">There is no earlier plan to look at.</EmptyState>
      )}
      <ol className="past-days">
        {(all ? days : days.slice(0, shownFirst)).map((day) => (
          <li key={day.id} className="past-row">
            <span>{sayDay(`${day.day}T12:00`, today)}</span>
            <span className="past-amount">
              <span className="past-bar" style={{ width: `${Math.max(2, (day.changes / most) * 100)}%` }} />
            </span>
            <span className="text-secondary">{day.changes === 1 ? '1 change' : `${countText(day.changes)} changes`}</span>
            <MomentActions view={day.view} name={sayDay(`${day.day}T12:00`, today)} />
          </li>
        ))}
      </ol>
      {!all && days.length > shownFirst && (
        <Button small tone="ghost" onClick={() => setAll(true)}>
          {`Show all ${days.length} days`}
        </Button>
      )}
    </section>
  );
}

function MomentActions({ view, name }: { view: View; name: string }): ReactNode {
  const send = useCommand();
  const place = viewPlace(view);
  return (
    <PastActions
      view={view}
      verb="Look"
      lookLabel={`Look at the plan of ${name}`}
      compareLabel={`Compare ${name} with now`}
      comparison={hashOfComparison(view, null)}
    >
      {place.kind === 'moment' && (
        <IconButton
          icon={Flag}
          label={`Keep the plan of ${name} as a baseline`}
          onClick={() => void send('create-baseline', { name, seq: place.seq })}
        />
      )}
    </PastActions>
  );
}

/** Any moment, to the minute. */
function MomentForm(): ReactNode {
  const ask = useAsk();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [found, setFound] = useState<{ readonly view: View; readonly at: string } | null>(null);
  const find = async (text: string): Promise<void> => {
    setTyped(text);
    setFound(null);
    setRefused(null);
    const moment = new Date(text);
    if (text === '' || Number.isNaN(moment.getTime())) return;
    const answer = await ask('moment-at', { at: moment.toISOString(), zone: zoneOf(moment) });
    if (!answer.ok) return setRefused(answer.error.message);
    const { view, receivedAt } = answer.value.summary;
    if (view === null || receivedAt === null) setRefused('This device had not received anything by then.');
    else setFound({ view, at: receivedAt });
  };
  return (
    <div className="past-moment">
      <TextField
        label="Any moment"
        showLabel
        type="datetime-local"
        value={typed}
        error={refused}
        onChange={(event) => void find(event.target.value)}
      />
      {found !== null && (
        <div className="past-found" role="status">
          <span className="text-secondary">Last change by then: {exactTime(found.at)}</span>
          <Button small icon={Eye} onClick={() => lookIn(found.view)}>
            Look at it
          </Button>
          <Button small icon={GitCompare} onClick={() => navigate(hashOfComparison(found.view, null))}>
            Compare with now
          </Button>
        </div>
      )}
    </div>
  );
}
