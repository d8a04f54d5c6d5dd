import { type ReactNode, type RefObject, useState } from 'react';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import type { Member } from './member.ts';

/** What a {@link ShutOut} takes. */
export interface ShutOutProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly member: Member;
  /** The one device that goes; `null`: the person with all of them. */
  readonly device: Member['devices'][number] | null;
}

/** Asks before somebody is shut out, and says what that does and what it cannot do. */
export function ShutOut({ anchor, open, onClose, member, device }: ShutOutProps): ReactNode {
  const [refused, setRefused] = useState<string | null>(null);
  const person = useJob('revoke-person');
  const one = useJob('revoke-device');
  const name = device === null ? member.name : `${device.name} of ${member.name}`;
  const who = device === null ? member.name : 'It';
  const close = (): void => {
    setRefused(null);
    onClose();
  };
  const shutOut = async (): Promise<void> => {
    const answer = device === null ? await person.run({ personId: member.id }) : await one.run({ deviceId: device.id });
    if (!answer.ok) return setRefused(answer.error.message);
    close();
    showToast({ tone: 'done', text: `${name} is shut out; the others hear of it when they are reached` });
  };
  return (
    <Popover label={`Shut ${name} out`} anchor={anchor} open={open} onOpenChange={(next) => !next && close()} width={340} align="end">
      <div className="team-ask">
        <h2 className="text-section">Shut {name} out?</h2>
        <ul className="text-secondary">
          <li>
            {device === null
              ? `No device of ${member.name} exchanges anything with the team any more.`
              : 'It exchanges nothing with the team any more.'}
          </li>
          <li>What {device === null ? member.name : 'it'} has done by now stays and counts; what comes later nobody takes.</li>
          <li>{who} keeps the copy of the plan that is there already: that cannot be taken back.</li>
          <li>There is no undo. To come back takes a new invitation.</li>
        </ul>
        {refused !== null && (
          <p className="team-refused" role="alert">
            {refused}
          </p>
        )}
        <div className="team-ask-foot">
          <Button onClick={close}>Keep</Button>
          <Button tone="destructive" busy={person.progress !== null || one.progress !== null} onClick={() => void shutOut()}>
            Shut out
          </Button>
        </div>
      </div>
    </Popover>
  );
}
