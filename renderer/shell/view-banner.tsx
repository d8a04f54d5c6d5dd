import { Flag, GitBranch, History, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { exactTime } from '#renderer/sign/time-text.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { lookAt } from '#renderer/state/view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { Problem } from '#shared/contract/problem.ts';
import type { JobValue } from '#shared/contract/job.ts';
import { type View, viewPlace } from '#shared/contract/view.ts';
import './view-banner.css';

type Label = JobValue<'open-view'>;

const icons = { moment: History, baseline: Flag, scenario: GitBranch } as const;

/** What a {@link ViewBanner} takes. */
export interface ViewBannerProps {
  readonly view: View;
  /** Told when there is no such view, or it could not be prepared: then there is nothing to show below. */
  readonly onRefused: (problem: Problem) => void;
}

/** Says over the whole page that it is not the present plan, which one it is, and leads back. */
export function ViewBanner({ view, onRefused }: ViewBannerProps): ReactNode {
  const { kind } = viewPlace(view);
  const { run, progress } = useJob('open-view');
  const [label, setLabel] = useState<Label | null>(null);
  useEffect(() => {
    void run({ view }).then((answer) => {
      if (answer.ok) setLabel(answer.value);
      else onRefused(answer.error);
    });
  }, [run, view, onRefused]);
  const comparison = hashOf('compare', null, new URLSearchParams(kind === 'scenario' ? { to: view } : { from: view }));
  return (
    <div className="view-banner" data-kind={kind} role="status">
      <Icon of={icons[kind]} />
      <span className="view-banner-text">
        {label === null ? 'Preparing this view of the plan…' : <Sentence kind={kind} label={label} />}
      </span>
      {progress !== null && progress.total > 0 && <ProgressBar part={progress.done / progress.total} label={progress.step} />}
      {label !== null && (
        <Button small tone="ghost" onClick={() => lookAt(null, comparison)}>
          {kind === 'scenario' ? 'Compare and merge' : 'Compare with now'}
        </Button>
      )}
      <Button small onClick={() => lookAt(null)}>
        Back to the present
      </Button>
    </div>
  );
}

/** Says that the address asks for a plan that cannot be, and that the present is shown in its place. */
export function NoViewBanner(): ReactNode {
  return (
    <div className="view-banner" role="status">
      <Icon of={TriangleAlert} />
      <span className="view-banner-text">
        The address asks for a plan of another time, but names none that there could be. This is <strong>the present plan</strong>.
      </span>
      <Button small onClick={() => lookAt(null)}>
        Stay in the present
      </Button>
    </div>
  );
}

/** Stands in place of the page when there is no such view. */
export function NoView({ problem }: { readonly problem: Problem }): ReactNode {
  return (
    <main className="no-view" aria-label="No such plan">
      <ErrorNote title="This plan cannot be looked at">{problem.message}</ErrorNote>
      <p className="text-secondary">The present plan is untouched.</p>
      <div className="no-view-buttons">
        <Button tone="primary" onClick={() => lookAt(null)}>
          Back to the present
        </Button>
        <Button icon={History} onClick={() => lookAt(null, hashOf('history'))}>
          Choose another moment
        </Button>
      </div>
    </main>
  );
}

function Sentence({ kind, label }: { kind: 'moment' | 'baseline' | 'scenario'; label: Label }): ReactNode {
  if (kind === 'scenario') {
    return (
      <>
        Scenario <strong>{label.label}</strong>. What you change here stays in it until you merge it.
      </>
    );
  }
  const when = label.at === null ? label.label : exactTime(label.at);
  return kind === 'baseline' ? (
    <>
      Baseline <strong>{label.label}</strong>, the plan of {when}. Nothing can be changed here.
    </>
  ) : (
    <>
      The plan as this device had received it by <strong>{when}</strong>. Nothing can be changed here.
    </>
  );
}
