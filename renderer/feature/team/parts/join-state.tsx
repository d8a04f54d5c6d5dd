import type { ReactNode } from 'react';
import { refusalText, type SyncSummary } from '#renderer/sign/sync-words.ts';
import { tellRefusal } from '#renderer/state/refusal.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';

/** Whom an invitation makes this device wait for, or why the last one was refused; nothing when neither is so. */
export function JoinState({ waitingFor, refused }: Pick<SyncSummary, 'waitingFor' | 'refused'>): ReactNode {
  const cancel = useJob('cancel-join');
  if (waitingFor !== null) {
    return (
      <section className="team-waiting" aria-label="Joining" role="status">
        <span className="busy-ring" aria-hidden="true" />
        <div>
          <h2 className="text-section">Waiting for {waitingFor}</h2>
          <p className="text-secondary">
            Only the device that made the invitation redeems it. As soon as it runs and is reached, the plan comes by itself; you can close
            Sextant meanwhile.
          </p>
          {refused !== null && <p className="text-secondary">{refusalText(refused)}</p>}
        </div>
        <Button onClick={() => void cancel.run({}).then((answer) => !answer.ok && tellRefusal(answer.error))}>Do not join</Button>
      </section>
    );
  }
  return refused === null ? null : <ErrorNote title="You were not taken in">{refusalText(refused)}</ErrorNote>;
}
