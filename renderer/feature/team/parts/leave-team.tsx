import { type ReactNode, useRef, useState } from 'react';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Choice } from '#renderer/ui/choice.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import type { Member } from './member.ts';

/** Leaves the team with all devices, after saying what that does; the last owner names another one. */
export function LeaveTeam({ members }: { readonly members: readonly Member[] }): ReactNode {
  const { run, progress } = useJob('leave-team');
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const me = members.find(({ isMe }) => isMe);
  const others = members.filter(({ isMe, revoked, devices }) => !isMe && !revoked && devices.some((device) => !device.revoked));
  const [first] = others;
  const [heir, setHeir] = useState<string | null>(null);
  const isLast = me?.role === 'owner' && !others.some(({ role }) => role === 'owner');
  if (me === undefined || first === undefined) return null;
  const ownerId = isLast ? (heir ?? first.id) : null;
  const close = (): void => {
    setRefused(null);
    setAsking(false);
  };
  const leave = async (): Promise<void> => {
    const answer = await run({ ownerId });
    if (answer.ok) close();
    else setRefused(answer.error.message);
  };
  return (
    <section className="team-section" aria-label="Leave the team">
      <h2 className="text-section">Leave the team</h2>
      <p className="text-secondary">The plan as it is stays on your devices; from then on nothing is shared any more.</p>
      <div className="team-invite">
        <Button ref={anchor} onClick={() => setAsking(true)}>
          Leave…
        </Button>
      </div>
      <Popover label="Leave the team" anchor={anchor} open={asking} onOpenChange={(next) => !next && close()} width={360} align="start">
        <div className="team-ask">
          <h2 className="text-section">Leave the team?</h2>
          <ul className="text-secondary">
            <li>
              {me.devices.filter(({ revoked }) => !revoked).length === 1 ? 'This device exchanges' : 'All of your devices exchange'} nothing
              with the team any more.
            </li>
            <li>
              What you have done by now stays and counts. The copy of the plan that you have stays with you and cannot be changed any more.
            </li>
            <li>To come back takes an invitation into a new workspace.</li>
          </ul>
          {isLast && (
            <>
              <p className="text-secondary">You are the last owner. Who is one from then on?</p>
              <div>
                <Choice
                  name="New owner"
                  entries={others.map(({ id, name }) => ({ value: id, label: name }))}
                  value={ownerId ?? first.id}
                  onPick={setHeir}
                />
              </div>
            </>
          )}
          {refused !== null && (
            <p className="team-refused" role="alert">
              {refused}
            </p>
          )}
          <div className="team-ask-foot">
            <Button onClick={close}>Stay</Button>
            <Button tone="destructive" busy={progress !== null} onClick={() => void leave()}>
              Leave
            </Button>
          </div>
        </div>
      </Popover>
    </section>
  );
}
