import { Ellipsis, EqualApproximately, Equal, EqualNot, Laptop, type LucideIcon } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { changesText, comparison, type Comparison, type PeerRow, pathText } from '#renderer/sign/sync-words.ts';
import { agoText, sayTime } from '#renderer/sign/time-text.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { CompareDevice } from './compare-device.tsx';
import type { Member } from './member.ts';
import { ShutOut } from './shut-out.tsx';

const signs = { equal: Equal, unequal: EqualNot, unknown: EqualApproximately } as const satisfies Record<Comparison['sign'], LucideIcon>;

/** What a {@link DeviceRow} takes. */
export interface DeviceRowProps {
  readonly device: Member['devices'][number];
  readonly member: Member;
  /** Whether whoever sits here may shut it out. */
  readonly mayShutOut: boolean;
  /** How far it is; nothing of this device itself. */
  readonly peer: PeerRow | undefined;
  readonly today: string;
  readonly now: number;
}

/** A device of a member, how far it is, and what can be done about it. */
export function DeviceRow({ device, member, mayShutOut, peer, today, now }: DeviceRowProps): ReactNode {
  const [asked, setAsked] = useState<'compare' | 'shut-out' | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const close = (): void => setAsked(null);
  return (
    <div className="team-row team-device" role="row" data-away={peer !== undefined && !peer.connected ? '' : undefined}>
      <span role="rowheader" className="team-person">
        <Icon of={Laptop} />
        <span className="ellipsis" title={device.id}>
          {device.isThis ? `This device, ${device.name}` : device.name}
        </span>
      </span>
      <span role="cell" />
      {peer === undefined ? <span role="cell" /> : <Facts peer={peer} today={today} now={now} />}
      <span role="cell" className="team-more">
        {!device.isThis && (
          <Menu
            align="end"
            trigger={<IconButton ref={more} icon={Ellipsis} label={`More about ${device.name} of ${member.name}`} />}
            entries={[
              { id: 'compare', label: 'Compare fingerprints…', onPick: () => setAsked('compare') },
              ...(mayShutOut
                ? [{ id: 'shut-out', label: 'Shut this device out…', tone: 'danger' as const, onPick: () => setAsked('shut-out') }]
                : []),
            ]}
          />
        )}
        <CompareDevice anchor={more} open={asked === 'compare'} onClose={close} member={member} device={device} />
        <ShutOut anchor={more} open={asked === 'shut-out'} onClose={close} member={member} device={device} />
      </span>
    </div>
  );
}

function Facts({ peer, today, now }: { readonly peer: PeerRow; readonly today: string; readonly now: number }): ReactNode {
  const { sign, text } = comparison(peer);
  const since = peer.waitingSince === null ? '' : ` since ${sayTime(peer.waitingSince, today)}`;
  return (
    <>
      <span role="cell" className="team-equal" data-sign={sign}>
        <Icon of={signs[sign]} />
        <span>{text}</span>
        {peer.coming !== null && <ProgressBar part={peer.coming} label={`From ${peer.device}`} />}
      </span>
      <span role="cell" className="team-fact" data-tone={peer.waiting > 0 ? 'warn' : undefined}>
        {peer.waiting === 0 ? peer.inSync && <span className="team-wide">nothing</span> : `${changesText(peer.waiting)}${since}`}
      </span>
      <span role="cell" className="team-fact" data-heard="" title={peer.heardAt ?? undefined}>
        {peer.heardAt === null ? 'never' : peer.connected ? agoText(peer.heardAt, now) : sayTime(peer.heardAt, today)}
      </span>
      <span role="cell" className="team-fact">
        {pathText(peer)}
      </span>
    </>
  );
}
