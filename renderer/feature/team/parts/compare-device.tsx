import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useJob } from '#renderer/state/use-job.ts';
import { Popover } from '#renderer/ui/popover.tsx';
import type { Member } from './member.ts';

/** What a {@link CompareDevice} takes. */
export interface CompareDeviceProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly member: Member;
  readonly device: Member['devices'][number];
}

/** The number that both devices show when nobody stands between them. */
export function CompareDevice({ anchor, open, onClose, member, device }: CompareDeviceProps): ReactNode {
  return (
    <Popover
      label={`Compare with ${device.name}`}
      anchor={anchor}
      open={open}
      onOpenChange={(next) => !next && onClose()}
      width={308}
      align="end"
    >
      {open && <Fingerprint member={member} device={device} />}
    </Popover>
  );
}

function Fingerprint({ member, device }: Pick<CompareDeviceProps, 'member' | 'device'>): ReactNode {
  const { run } = useJob('compare-device');
  const [shown, setShown] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    void run({ deviceId: device.id }).then((answer) => {
      if (left) return;
      if (answer.ok) setShown(answer.value.fingerprint);
      else setRefused(answer.error.message);
    });
    return () => {
      left = true;
    };
  }, [run, device.id]);
  return (
    <div className="team-ask">
      <h2 className="text-section">Compare with {device.name}</h2>
      <p className="team-fingerprint text-mono" aria-live="polite">
        {shown ?? '····· ····· ····· ····· ····· ·····'}
      </p>
      {refused !== null && (
        <p className="team-refused" role="alert">
          {refused}
        </p>
      )}
      <p className="text-secondary">
        {member.isMe ? 'Look at the same place on your other device' : `Ask ${member.name} to read theirs to you, by voice or in person`}:
        if all thirty digits are the same, the two devices talk to each other and to nobody in between. If not, shut {device.name} out.
      </p>
    </div>
  );
}
