import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { tellRefusal } from '#renderer/state/refusal.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useNow } from '#renderer/state/today.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { JobValue } from '#shared/contract/job.ts';
import { remainingText } from '../remaining-text.ts';
import { ShortCode } from './short-code.tsx';

/** What a {@link FreshInvitation} takes. */
export interface FreshInvitationProps {
  readonly invitation: JobValue<'invite'>;
  /** Nobody has redeemed it yet. */
  readonly open: boolean;
  readonly onClose: () => void;
}

/** An invitation that was just made: the only time that its link is shown, as text and for a camera. */
export function FreshInvitation({ invitation, open, onClose }: FreshInvitationProps): ReactNode {
  const now = useNow();
  const withdraw = useJob('withdraw-invitation');
  const { invitationId, link, expiresAt, qr } = invitation;
  if (!open) {
    return (
      <p className="team-redeemed" role="status">
        <Icon of={Check} /> The invitation was redeemed, and cannot be used again.
        <Button small tone="ghost" onClick={onClose}>
          Close
        </Button>
      </p>
    );
  }
  const takeBack = async (): Promise<void> => {
    const answer = await withdraw.run({ invitationId });
    if (answer.ok) onClose();
    else tellRefusal(answer.error);
  };
  return (
    <div className="team-fresh" role="group" aria-label="The new invitation">
      <svg
        className="team-code"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label="The link as a QR code"
        shapeRendering="crispEdges"
      >
        <path d={qr.path} />
      </svg>
      <div className="team-fresh-words">
        <TextField
          label="Link of the invitation"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
          end={
            <Button small tone="ghost" icon={Copy} onClick={() => copy(link)}>
              Copy
            </Button>
          }
        />
        <p className="text-secondary">
          Send it only to whom it is for: whoever opens it first is in. It is shown this once and {remainingText(expiresAt, now)}.
        </p>
        <p className="text-secondary">Compare fingerprints in the table above when they are in.</p>
        <ShortCode link={link} />
        <div className="team-fresh-buttons">
          <Button small onClick={onClose}>
            Done
          </Button>
          <Button small tone="destructive" busy={withdraw.progress !== null} onClick={() => void takeBack()}>
            Withdraw
          </Button>
        </div>
      </div>
    </div>
  );
}

function copy(link: string): void {
  void navigator.clipboard.writeText(link).then(
    () => showToast({ tone: 'done', text: 'Copied the invitation' }),
    () => showToast({ tone: 'problem', text: 'The clipboard refused the link. Select it and copy it by hand.' }),
  );
}
