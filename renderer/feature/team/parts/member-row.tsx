import { Ellipsis } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { type PeerRow, roleEffects, roleText } from '#renderer/sign/sync-words.ts';
import { tellRefusal } from '#renderer/state/refusal.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { Member } from './member.ts';
import { PresenceText } from './presence-text.tsx';
import { ShutOut } from './shut-out.tsx';

const roles = ['owner', 'editor', 'viewer'] as const;

/** What a {@link MemberRow} takes. */
export interface MemberRowProps {
  readonly member: Member;
  /** Of the person at this device. */
  readonly role: Member['role'] | null;
  readonly people: readonly { readonly name: string }[];
  /** Their devices, but for this one. */
  readonly peers: readonly PeerRow[];
}

/** A person of the team: the role, which owners change, and where they are. */
export function MemberRow({ member, role, people, peers }: MemberRowProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const setRole = useJob('set-role');
  const here = peers.find(({ at }) => at !== null);
  const change = async (next: Member['role']): Promise<void> => {
    if (next === member.role) return;
    const answer = await setRole.run({ personId: member.id, role: next });
    if (answer.ok)
      showToast({ tone: 'done', text: `${member.name} is ${next === 'viewer' ? 'a' : 'an'} ${next} now, who ${roleEffects[next]}` });
    else tellRefusal(answer.error);
  };
  return (
    <div className="team-row" role="row">
      <span role="rowheader" className="team-person">
        <Avatar name={member.name} index={authorIndex(member.name, people)} size={20} />
        <strong className="ellipsis">{member.name}</strong>
        {member.isMe && <Tag>you</Tag>}
        {here !== undefined && <PresenceText at={here.at} />}
      </span>
      <span role="cell">
        {role === 'owner' ? (
          <Picker<Member['role']>
            label={`Role of ${member.name}`}
            entries={roles.map((value) => ({ value, label: roleText(value), note: roleEffects[value] }))}
            selected={[member.role]}
            onPick={(next) => void change(next)}
            trigger={
              <button type="button" className="team-role" aria-label={`Role of ${member.name}: ${roleText(member.role)}`}>
                {roleText(member.role)}
              </button>
            }
          />
        ) : (
          roleText(member.role)
        )}
      </span>
      <span role="cell" className="team-more">
        {role === 'owner' && !member.isMe && (
          <Menu
            align="end"
            trigger={<IconButton ref={more} icon={Ellipsis} label={`More about ${member.name}`} />}
            entries={[{ id: 'shut-out', label: `Shut ${member.name} out…`, tone: 'danger', onPick: () => setAsking(true) }]}
          />
        )}
        <ShutOut anchor={more} open={asking} onClose={() => setAsking(false)} member={member} device={null} />
      </span>
    </div>
  );
}
