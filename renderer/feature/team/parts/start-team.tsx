import { Ticket, UsersRound } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { pendingInvitation } from '#renderer/state/pending-invitation.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { areNamed, NameFields, type Names } from './name-fields.tsx';

/** What a {@link StartTeam} takes. */
export interface StartTeamProps {
  /** What the person and the device are called unless they say otherwise. */
  readonly called: Names;
}

/** The first time: what a team is, and one button that starts one. */
export function StartTeam({ called }: StartTeamProps): ReactNode {
  const [names, setNames] = useState(called);
  const [refused, setRefused] = useState<string | null>(null);
  const { run, progress } = useJob('start-team');
  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!areNamed(names)) return setRefused('Both have a name, so that others know whom they meet.');
    const answer = await run(names);
    if (answer.ok) showToast({ tone: 'done', text: 'The team is there, and you are its first owner' });
    else setRefused(answer.error.message);
  };
  return (
    <section className="team-start" aria-labelledby="team-start-title">
      <h1 className="text-page-title" id="team-start-title">
        This plan is on this device only.
      </h1>
      <p className="text-prose">
        A team works on one plan on several devices, each of which has all of it: offline, or together over the local network or the
        internet. There is no account and no server. Who belongs is signed by an owner, and a stranger gets nothing. You begin as the only
        owner and invite the others; your own second computer counts as one.
      </p>
      <form onSubmit={(event) => void start(event)}>
        <NameFields names={names} onChange={setNames} />
        <Button type="submit" tone="primary" icon={UsersRound} busy={progress !== null}>
          Start a team
        </Button>
      </form>
      {refused !== null && (
        <p className="team-refused" role="alert">
          {refused}
        </p>
      )}
      <p className="team-other-way">
        Were you invited?
        <Button tone="ghost" small icon={Ticket} onClick={() => pendingInvitation.set('')}>
          Join with an invitation…
        </Button>
      </p>
    </section>
  );
}
