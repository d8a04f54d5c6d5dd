import { Equal, EqualNot } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { changesText } from '#renderer/sign/sync-words.ts';
import { sayTime } from '#renderer/sign/time-text.ts';
import { useToday } from '#renderer/state/today.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { JobValue, Progress } from '#shared/contract/job.ts';
import type { Member } from './member.ts';

type Compared = JobValue<'compare-documents'>['devices'][number];
type Document = Compared['documents'][number];

const isSame = ({ lackingThere, lackingHere }: Document): boolean => lackingThere + lackingHere === 0;

/** Compares the copies of all documents, and gets from the others what is damaged or missing here. */
export function RepairSection({ members }: { readonly members: readonly Member[] }): ReactNode {
  const compare = useJob('compare-documents');
  const repair = useJob('repair-from-team');
  const [compared, setCompared] = useState<readonly Compared[] | null>(null);
  const [said, setSaid] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const look = async (): Promise<void> => {
    const answer = await compare.run({});
    setRefused(answer.ok ? null : answer.error.message);
    if (answer.ok) setCompared(answer.value.devices);
  };
  const mend = async (): Promise<void> => {
    setSaid([]);
    const answer = await repair.run({});
    setRefused(answer.ok ? null : answer.error.message);
    if (answer.ok) setSaid(answer.value.said);
    await look();
  };
  return (
    <section className="team-section" aria-label="Compare and repair">
      <h2 className="text-section">Compare and repair</h2>
      <p className="text-secondary">
        A repair looks at everything on this disk and fetches from the others what is damaged or missing here. Before it replaces anything
        it copies all files as they are; what nobody else has is never replaced by less.
      </p>
      <div className="team-invite">
        <Button busy={compare.progress !== null && repair.progress === null} onClick={() => void look()}>
          Compare with everybody
        </Button>
        {repair.progress === null ? (
          <Button onClick={() => void mend()}>Check and repair</Button>
        ) : (
          <>
            <Advance progress={repair.progress} />
            <Button tone="ghost" onClick={repair.cancel}>
              Cancel
            </Button>
          </>
        )}
      </div>
      {refused !== null && (
        <p className="team-refused" role="alert">
          {refused}
        </p>
      )}
      {said.length > 0 && (
        <div className="team-said" role="status">
          {said.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      {compared !== null && <Comparisons compared={compared} members={members} />}
    </section>
  );
}

function Advance({ progress: { step, done, total } }: { readonly progress: Progress }): ReactNode {
  return (
    <span className="team-progress">
      {total > 0 && <ProgressBar part={done / total} label={step} />}
      {step}
    </span>
  );
}

function Comparisons({ compared, members }: { readonly compared: readonly Compared[]; readonly members: readonly Member[] }): ReactNode {
  if (compared.length === 0) return <p className="team-said">There is no other device to compare with yet.</p>;
  return (
    <ul className="team-compared" aria-label="How the documents compare">
      {compared.map((one) => {
        const member = members.find(({ devices }) => devices.some(({ id }) => id === one.deviceId));
        const device = member?.devices.find(({ id }) => id === one.deviceId);
        return <Comparison key={one.deviceId} compared={one} person={member?.name ?? ''} device={device?.name ?? ''} />;
      })}
    </ul>
  );
}

function Comparison(props: { readonly compared: Compared; readonly person: string; readonly device: string }): ReactNode {
  const { compared, person, device } = props;
  const today = useToday();
  const { documents, connected } = compared;
  const different = documents.filter((document) => !isSame(document));
  const same = documents.length - different.length;
  const isEqual = different.length === 0;
  return (
    <li>
      <span className="team-person">
        <strong>{person}</strong> {device}
      </span>
      <span className="team-equal" data-sign={connected && isEqual ? 'equal' : isEqual ? 'unknown' : 'unequal'}>
        <Icon of={isEqual ? Equal : EqualNot} />
        {same} of {documents.length} documents the same{connected ? '' : ', as far as is known'}
      </span>
      {different.length > 0 && (
        <ul>
          {different.map((document) => (
            <li key={document.id}>
              <span className="ellipsis">{documentText(document)}</span>
              <span className="team-fact" data-tone="warn">
                {differenceText(document)}
              </span>
              <span className="team-fact">{document.asOf === null ? '' : `as of ${sayTime(document.asOf, today)}`}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const kinds = { roadmap: '', text: 'Texts of ', archive: 'Archive of ' } as const;

function documentText({ kind, roadmap }: Document): string {
  return kind === 'space' ? 'People, sprints and settings' : `${kinds[kind]}${roadmap ?? 'a roadmap that is not here'}`;
}

function differenceText({ lackingThere, lackingHere }: Document): string {
  return [
    ...(lackingThere > 0 ? [`${changesText(lackingThere)} not there`] : []),
    ...(lackingHere > 0 ? [`at least ${changesText(lackingHere)} not here`] : []),
  ].join(', ');
}
