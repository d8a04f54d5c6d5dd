import { Flag, GitBranch, History } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { exactTime } from '#renderer/sign/time-text.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { lookAt } from '#renderer/state/view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { Problem } from '#shared/contract/problem.ts';
import type { JobValue } from '#shared/contract/job.ts';
import { type View, viewPlace } from '#shared/contract/view.ts';
import './view-banner.css';

type Label = JobValue<'open-view'>;

const icons = { moment: History, baseline: Flag, scenario: GitBranch } as const;

/** Says over the whole page that it is not the present plan, which one it is, and leads back. */
export function ViewBanner({ view }: { readonly view: View }): ReactNode {
  const { kind } = viewPlace(view);
  const { run, progress } = useJob('open-view');
  const [label, setLabel] = useState<Label | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  useEffect(() => {
    void run({ view }).then((answer) => {
      if (answer.ok) setLabel(answer.value);
      else setRefused(answer.error);
    });
  }, [run, view]);
  const comparison = hashOf('compare', null, new URLSearchParams(kind === 'scenario' ? { to: view } : { from: view }));
  return (
    <div className="view-banner" data-kind={kind} role="status">
      <Icon of={icons[kind]} />
      <span className="view-banner-text">
        {refused === null ? label === null ? 'Preparing this view of the plan…' : <Sentence kind={kind} label={label} /> : refused.message}
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
