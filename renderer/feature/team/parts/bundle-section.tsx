// Working together without a network: a bundle to hand over, one to take in, and a folder that some tool carries.
import { Package, PackageOpen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { bytesText } from '#renderer/sign/bytes-text.ts';
import { useToday } from '#renderer/state/today.ts';
import { pendingBundle } from '#renderer/state/pending-bundle.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { chooseFiles } from '#renderer/ui/choose-files.ts';
import { Choice } from '#renderer/ui/choice.tsx';
import { downloadFile } from '#renderer/ui/download-file.ts';
import { fileOf } from '../base64.ts';
import { changesText } from '#renderer/sign/sync-words.ts';
import { JobProgress } from './job-progress.tsx';
import type { Member } from './member.ts';
import { SharedFolder } from './shared-folder.tsx';

const contents: { value: boolean; label: string; note: string }[] = [
  { value: false, label: 'everything', note: 'also for somebody who has nothing yet' },
  { value: true, label: 'what they lack', note: 'as far as this device knows' },
];

/** The ways to hand the plan over when devices cannot reach each other. */
export function BundleSection({ members }: { readonly members: readonly Member[] }): ReactNode {
  return (
    <section className="team-section" aria-label="Without a network">
      <h2 className="text-section">Without a network</h2>
      <p className="text-secondary">
        A bundle is one file that only members can open, by memory stick, mail or whatever carries a file. Importing merges what it holds;
        who handed it over, or how often, makes no difference.
      </p>
      <ExportBundle members={members} />
      <SharedFolder />
    </section>
  );
}

function ExportBundle({ members }: { readonly members: readonly Member[] }): ReactNode {
  const today = useToday();
  const { run, cancel, progress } = useJob('export-bundle');
  const [person, setPerson] = useState<string | null>(null);
  const [lacking, setLacking] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly refused: boolean } | null>(null);
  const others = members.filter(({ revoked }) => !revoked);
  const name = others.find(({ id }) => id === person)?.name ?? null;
  const write = async (): Promise<void> => {
    setSaid(null);
    const answer = await run({ ...(person === null ? {} : { for: person }), lacking });
    if (!answer.ok) return setSaid(answer.error.code === 'cancelled' ? null : { text: answer.error.message, refused: true });
    const { content, changes, bytes, for: names } = answer.value;
    if (content === null)
      return setSaid({
        text: `${names.join(', ')} ${names.length === 1 ? 'lacks' : 'lack'} nothing that is here, as far as is known.`,
        refused: false,
      });
    const file = `plan-${name === null ? '' : `for-${fileWord(name)}-`}${today}.sextant`;
    downloadFile(file, fileOf(content));
    setSaid({ text: `${file}: ${changesText(changes)}, ${bytesText(bytes)}, for ${names.join(', ')} to open.`, refused: false });
  };
  return (
    <>
      <div className="team-invite">
        <Choice
          name="For"
          entries={[{ value: null, label: 'everybody' }, ...others.map(({ id, name: label }) => ({ value: id, label }))]}
          value={person}
          onPick={setPerson}
        />
        <Choice name="With" entries={contents} value={lacking} onPick={setLacking} />
        <Button icon={Package} busy={progress !== null} onClick={() => void write()}>
          Export a bundle
        </Button>
        {progress !== null && (
          <>
            <JobProgress progress={progress} />
            <Button tone="ghost" onClick={cancel}>
              Stop
            </Button>
          </>
        )}
        <Button icon={PackageOpen} onClick={() => chooseFiles('.sextant', false, ([file]) => pendingBundle.set(file ?? null))}>
          Import a bundle…
        </Button>
        <span className="text-secondary">or drop one anywhere on this window</span>
      </div>
      {said !== null && (
        <p className={said.refused ? 'team-refused' : 'team-said'} role={said.refused ? 'alert' : 'status'}>
          {said.text}
        </p>
      )}
    </>
  );
}

/** A name as a part of the name of a file. */
const fileWord = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '') || 'member';
