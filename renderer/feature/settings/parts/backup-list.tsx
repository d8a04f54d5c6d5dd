import { RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { bytesText } from '#renderer/sign/bytes-text.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { sayTime } from '#renderer/sign/time-text.ts';
import { When } from '#renderer/sign/when.tsx';
import { useNow, useToday } from '#renderer/state/today.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { QueryResult } from '#shared/contract/query.ts';

type Backup = QueryResult<'store-status'>['summary']['backups'][number];

/** What a {@link BackupList} takes. */
export interface BackupListProps {
  readonly backups: readonly Backup[];
  /** Why nothing can be started now. */
  readonly busy: string | undefined;
  readonly onRestore: (path: string) => void;
}

/** Backups shown before one asks for the rest. */
const shownFirst = 5;

/** The backups, newest first; restoring one is asked about, with what it means. */
export function BackupList({ backups, busy, onRestore }: BackupListProps): ReactNode {
  const [asked, setAsked] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const sorted = backups.toSorted((one, other) => (one.at < other.at ? 1 : -1));
  const shown = all ? sorted : sorted.slice(0, shownFirst);
  if (backups.length === 0) return null;
  return (
    <>
      <h3 className="store-title">
        Backups <span className="text-secondary">{countText(backups.length)}, kept beside the data; a new one is made every day</span>
      </h3>
      <ul className="store-backups" aria-label="Backups, newest first">
        {shown.map((backup) => (
          <li key={backup.path} data-asked={asked === backup.path ? '' : undefined}>
            <BackupLine backup={backup} busy={busy} onAsk={() => setAsked(asked === backup.path ? null : backup.path)} />
            {asked === backup.path && (
              <Question
                backup={backup}
                onKeep={() => setAsked(null)}
                onRestore={() => {
                  setAsked(null);
                  onRestore(backup.path);
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button tone="ghost" small onClick={() => setAll(true)}>
          Show {countText(sorted.length - shown.length)} more
        </Button>
      )}
    </>
  );
}

function BackupLine({ backup, busy, onAsk }: { backup: Backup; busy: string | undefined; onAsk: () => void }): ReactNode {
  const today = useToday();
  const now = useNow();
  return (
    <div className="store-backup">
      <When at={backup.at} today={today} now={now} />
      <span className="store-size">{bytesText(backup.bytes)}</span>
      <span>{backup.verified ? <Tag tone="ready">read back whole</Tag> : <Tag tone="warn">not read back</Tag>}</span>
      <code className="text-mono ellipsis" title={backup.path}>
        {backup.path.split(/[\\/]/).at(-1)}
      </code>
      <Button small icon={RotateCcw} disabledReason={busy} onClick={onAsk}>
        Restore…
      </Button>
    </div>
  );
}

function Question({ backup, onKeep, onRestore }: { backup: Backup; onKeep: () => void; onRestore: () => void }): ReactNode {
  const today = useToday();
  return (
    <div className="store-question" role="group" aria-label="Restore this backup?">
      <p>
        The whole workspace becomes what it was {sayTime(backup.at, today)}, in every window that is open on it. What was changed since is
        not thrown away: the present files are set aside in the folder of the workspace. Undo does not reach across a restored backup;
        restoring a newer one does.
      </p>
      <div className="store-buttons">
        <Button autoFocus onClick={onKeep}>
          Keep what is here
        </Button>
        <Button tone="destructive" onClick={onRestore}>
          Restore the backup
        </Button>
      </div>
    </div>
  );
}
