import { Flag, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { When } from '#renderer/sign/when.tsx';
import { useToday } from '#renderer/state/today.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { NameForm } from '#renderer/ui/name-form.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import { hashOfComparison } from '../history-place.ts';
import { PastActions } from './past-action.tsx';

/** Moments with a name: what was agreed, to compare with later. */
export function BaselineSection(): ReactNode {
  const today = useToday();
  const send = useCommand();
  const { result } = useQuery('baseline-list', {});
  const rows = result?.rows ?? [];
  return (
    <section aria-label="Baselines">
      <h2 className="text-section">Baselines</h2>
      <p className="text-secondary">A baseline keeps what was agreed, under a name, for everybody. The plan goes on; the baseline stays.</p>
      <ol>
        {rows.map((baseline) => (
          <li key={baseline.id} className="past-row">
            <SavedField
              label={`Name of the baseline ${baseline.name}`}
              value={baseline.name}
              quiet
              onSave={async (text) => {
                const answer = await send('rename-baseline', { baselineId: baseline.id, name: text }, { quiet: true });
                return answer.ok ? null : answer.error.message;
              }}
            />
            <span className="text-secondary">
              <When at={baseline.at} today={today} />
            </span>
            <span className="text-secondary ellipsis">{baseline.author}</span>
            <PastActions
              view={baseline.view}
              verb="Look"
              lookLabel={`Look at ${baseline.name}`}
              compareLabel={`Compare ${baseline.name} with now`}
              comparison={hashOfComparison(baseline.view, null)}
            >
              <IconButton
                icon={Trash2}
                label={`Delete the baseline ${baseline.name}`}
                onClick={() => void send('delete-baseline', { baselineId: baseline.id })}
              />
            </PastActions>
          </li>
        ))}
      </ol>
      <NameForm
        label="Name of a new baseline"
        placeholder="As agreed on …"
        action="Keep the plan as it is now"
        icon={Flag}
        empty="It needs a name."
        onSubmit={async (name) => {
          const answer = await send('create-baseline', { name }, { quiet: true });
          return answer.ok ? null : answer.error.message;
        }}
      />
    </section>
  );
}
