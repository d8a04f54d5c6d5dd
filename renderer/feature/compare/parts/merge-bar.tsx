import { GitMerge } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { useTellingRun } from '#renderer/state/tell-done.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { lookAt } from '#renderer/state/view.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { JobValue } from '#shared/contract/job.ts';
import { namedView, type ViewPlace } from '#shared/contract/view.ts';
import { ScenarioId } from '#shared/plan/identity.ts';

type Merge = JobValue<'merge-scenario'>;

/** What a {@link MergeBar} takes. */
export interface MergeBarProps {
  readonly scenario: ViewPlace;
  readonly name: string;
}

/** What becomes of a scenario: worked in, merged into the plan, or thrown away. */
export function MergeBar({ scenario, name }: MergeBarProps): ReactNode {
  const tell = useTellingRun();
  const merging = useJob('merge-scenario');
  const discarding = useJob('discard-scenario');
  const [open, setOpen] = useState<Merge | null>(null);
  if (scenario.kind !== 'scenario') return null;
  const scenarioId = ScenarioId.parse(scenario.id);
  const merge = async (prefer: 'scenario' | 'main' | null): Promise<void> => {
    const answer = await tell(
      () => merging.run({ scenarioId, prefer }),
      ({ merged, created, changed, deleted, remarks }) =>
        merged ? { text: `${name} is merged: ${created} created, ${changed} changed, ${deleted} deleted`, notes: remarks } : null,
    );
    if (!answer.ok) return;
    if (answer.value.merged) navigate(hashOf('issues'));
    else setOpen(answer.value);
  };
  const discard = async (): Promise<void> => {
    const answer = await tell(
      () => discarding.run({ scenarioId }),
      () => ({ text: `The scenario ${name} is discarded` }),
    );
    if (answer.ok) navigate(hashOf('history'));
  };
  return (
    <section className="compare-merge" aria-label="What becomes of the scenario">
      <div className="compare-merge-line">
        <span>
          What was changed in <strong>{name}</strong> since it was forked can go into the plan as one step. Below is all that differs from
          the plan now, with what changed there meanwhile.
        </span>
        <Button small onClick={() => lookAt(namedView('scenario', scenario.id), hashOf('issues'))}>
          Go on working in it
        </Button>
        <Button small busy={discarding.progress !== null} onClick={() => void discard()}>
          Discard
        </Button>
        <Button small tone="primary" icon={GitMerge} busy={merging.progress !== null} onClick={() => void merge(null)}>
          Merge into the plan
        </Button>
      </div>
      {open !== null && (
        <div className="compare-conflicts" role="alert">
          <p>
            {open.conflicts.length === 1 ? 'One field was' : `${open.conflicts.length} fields were`} changed here and in the plan, each
            differently. Nothing is merged yet.
          </p>
          <ul>
            {open.conflicts.map((conflict) => (
              <li key={`${conflict.recordId} ${conflict.field}`}>
                {conflict.subject}, {conflict.field}: here <strong>{conflict.scenario ?? 'none'}</strong>, in the plan{' '}
                <strong>{conflict.main ?? 'none'}</strong>, before <s>{conflict.base ?? 'none'}</s>
              </li>
            ))}
          </ul>
          <div className="compare-merge-line">
            <Button small onClick={() => void merge('scenario')}>
              Merge, and take the scenario’s there
            </Button>
            <Button small onClick={() => void merge('main')}>
              Merge, and keep the plan’s there
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
