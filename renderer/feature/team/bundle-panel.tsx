// Takes a bundle in, in a dialog: how far it is, and what it came to.
import { type ReactNode, useEffect, useState } from 'react';
import { exactTime } from '#renderer/sign/time-text.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import type { JobValue } from '#shared/contract/job.ts';
import { base64Of } from './base64.ts';
import { changesText } from '#renderer/sign/sync-words.ts';
import { JobProgress } from './parts/job-progress.tsx';

type Taken = JobValue<'import-bundle'>;
type Outcome = { readonly taken: Taken } | { readonly refused: string };

/** What a {@link BundlePanel} takes. */
export interface BundlePanelProps {
  readonly file: File;
  readonly onClose: () => void;
}

/** Takes `file` in as soon as it is shown. */
export function BundlePanel({ file, onClose }: BundlePanelProps): ReactNode {
  const { run, cancel, progress } = useJob('import-bundle');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    let isGone = false;
    const tell = (what: Outcome): void => void (!isGone && setOutcome(what));
    const take = async (): Promise<void> => {
      const content = await base64Of(file).catch(() => null);
      if (content === null) return tell({ refused: 'The file cannot be read. Choose it again.' });
      const answer = await run({ name: file.name, content });
      tell(answer.ok ? { taken: answer.value } : { refused: answer.error.message });
    };
    void take();
    return () => {
      isGone = true;
      cancel();
    };
  }, [file, run, cancel]);
  return (
    <section className="bundle-panel" aria-label={`Bundle ${file.name}`}>
      <h2 className="modal-head">Import a bundle</h2>
      <div className="modal-body" aria-live="polite">
        {outcome === null && <JobProgress progress={progress ?? { step: `Reading ${file.name}`, done: 0, total: 0 }} />}
        {outcome !== null && 'refused' in outcome && <ErrorNote title={`${file.name} was not imported`}>{outcome.refused}</ErrorNote>}
        {outcome !== null && 'taken' in outcome && <TakenWords taken={outcome.taken} />}
      </div>
      <div className="modal-foot">
        {outcome === null ? (
          <Button onClick={onClose}>Stop</Button>
        ) : (
          <Button tone="primary" data-autofocus="" onClick={onClose}>
            Close
          </Button>
        )}
      </div>
    </section>
  );
}

function TakenWords({ taken: { from, at, taken, refused, waiting, joined } }: { readonly taken: Taken }): ReactNode {
  return (
    <>
      <p>
        {taken === 0 ? 'Nothing in it was new here' : `${changesText(taken)} taken in`}, from {from} as of {exactTime(at)}.
      </p>
      {joined && <p className="text-secondary">This is the workspace of the team now.</p>}
      {refused > 0 && <p className="text-secondary">{changesText(refused)} in it do not count, and stayed out.</p>}
      {waiting > 0 && <p className="text-secondary">{changesText(waiting)} in it wait for others that have not come yet.</p>}
    </>
  );
}
