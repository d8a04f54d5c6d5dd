import { Radio } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';

const dead = {
  expired: 'Nobody typed the code in time. The link is still good.',
  guessed: 'A wrong code was typed three times, so it is dead. The link is still good; make a new invitation for a new code.',
} as const;

/** Hands the invitation to a device in the same network whose person types a short code that is read to them. */
export function ShortCode({ link }: { readonly link: string }): ReactNode {
  const { run, progress, cancel } = useJob('offer-code');
  const [ended, setEnded] = useState<string | null>(null);
  const offer = async (): Promise<void> => {
    setEnded(null);
    const answer = await run({ link });
    if (!answer.ok) setEnded(answer.error.code === 'cancelled' ? null : answer.error.message);
    else if (answer.value.end !== 'used') setEnded(dead[answer.value.end]);
  };
  if (progress !== null) {
    // Until the job has made one, its step is no code.
    const code = progress.step.includes('-') ? progress.step : null;
    return (
      <div role="status">
        <p className="team-code-shown">{code ?? '··-···-···'}</p>
        <p className="text-secondary">
          Read it to them: in the same network it is typed in place of the link. Three wrong tries, and it is dead.
        </p>
        <Button small tone="ghost" onClick={cancel}>
          Stop
        </Button>
      </div>
    );
  }
  return (
    <div>
      <Button small icon={Radio} onClick={() => void offer()}>
        In the same network: show a short code
      </Button>
      {ended !== null && (
        <p className="team-refused" role="alert">
          {ended}
        </p>
      )}
    </div>
  );
}
