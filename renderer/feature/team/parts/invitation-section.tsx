import { UserPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { roleEffects, roleText } from '#renderer/sign/sync-words.ts';
import { tellRefusal } from '#renderer/state/refusal.ts';
import { useNow } from '#renderer/state/today.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Choice } from '#renderer/ui/choice.tsx';
import type { JobValue } from '#shared/contract/job.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { remainingText } from '../remaining-text.ts';
import { FreshInvitation } from './fresh-invitation.tsx';
import type { Member } from './member.ts';

type Summary = QueryResult<'team'>['summary'];

const roles = ['editor', 'viewer', 'owner'] as const;
const durations = [
  { value: 1, label: 'one hour' },
  { value: 24, label: 'one day' },
  { value: 168, label: 'one week' },
];

/** What an {@link InvitationSection} takes. */
export interface InvitationSectionProps {
  readonly summary: Summary;
  readonly members: readonly Member[];
  /** Sync is on, so that somebody invited could reach this device. */
  readonly enabled: boolean;
}

/** Makes invitations, and shows those that wait for somebody. */
export function InvitationSection({ summary, members, enabled }: InvitationSectionProps): ReactNode {
  const isOwner = summary.role === 'owner';
  const [personId, setPersonId] = useState<string | null>(isOwner ? null : summary.personId);
  const [role, setRole] = useState<(typeof roles)[number]>('editor');
  const [hours, setHours] = useState(24);
  const [fresh, setFresh] = useState<JobValue<'invite'> | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const { run, progress } = useJob('invite');
  const persons = members
    .filter(({ revoked, id }) => !revoked && (isOwner || id === summary.personId))
    .map(({ id, name, isMe }) => ({ value: id, label: isMe ? 'another device of mine' : `another device of ${name}` }));
  const entries: { value: string | null; label: string }[] = [...(isOwner ? [{ value: null, label: 'somebody new' }] : []), ...persons];
  const invite = async (): Promise<void> => {
    const answer = await run({ role, personId, hours });
    setRefused(answer.ok ? null : answer.error.message);
    setFresh(answer.ok ? answer.value : null);
  };
  const others = summary.invitations.filter(({ id }) => id !== fresh?.invitationId);
  const waits = fresh !== null && summary.invitations.some(({ id }) => id === fresh.invitationId);
  return (
    <section className="team-section" aria-label="Invitations">
      <h2 className="text-section">Invite</h2>
      <p className="text-secondary">
        An invitation is a link for one device, once. Only this device redeems it, so it must run and be reachable when the link is opened.
      </p>
      <div className="team-invite">
        <Choice name="For" entries={entries} value={personId} onPick={setPersonId} />
        {personId === null && (
          <Choice
            name="Role"
            entries={roles.map((value) => ({ value, label: roleText(value), note: roleEffects[value] }))}
            value={role}
            onPick={setRole}
          />
        )}
        <Choice name="Ends in" entries={durations} value={hours} onPick={setHours} />
        <Button
          tone="primary"
          icon={UserPlus}
          busy={progress !== null}
          disabledReason={enabled ? undefined : 'Sync is off on this device: turn it on below first'}
          onClick={() => void invite()}
        >
          Make an invitation
        </Button>
      </div>
      {refused !== null && (
        <p className="team-refused" role="alert">
          {refused}
        </p>
      )}
      {fresh !== null && <FreshInvitation key={fresh.invitationId} invitation={fresh} open={waits} onClose={() => setFresh(null)} />}
      {others.length > 0 && (
        <ul className="team-invitations" aria-label="Open invitations">
          {others.map((invitation) => (
            <OpenInvitation key={invitation.id} invitation={invitation} members={members} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OpenInvitation(props: { readonly invitation: Summary['invitations'][number]; readonly members: readonly Member[] }): ReactNode {
  const { id, role, personId, expiresAt } = props.invitation;
  const now = useNow();
  const withdraw = useJob('withdraw-invitation');
  const person = props.members.find((member) => member.id === personId)?.name;
  return (
    <li>
      <span>{role === null ? `A device of ${person ?? 'a member'}` : `${roleText(role)}, somebody new`}</span>
      <span className="text-secondary">{remainingText(expiresAt, now)}</span>
      <Button
        small
        tone="ghost"
        busy={withdraw.progress !== null}
        onClick={() => void withdraw.run({ invitationId: id }).then((answer) => !answer.ok && tellRefusal(answer.error))}
      >
        Withdraw
      </Button>
    </li>
  );
}
