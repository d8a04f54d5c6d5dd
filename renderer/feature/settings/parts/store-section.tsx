import { Copy, DatabaseBackup, Stethoscope } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { bytesText } from '#renderer/sign/bytes-text.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { When } from '#renderer/sign/when.tsx';
import { useNow, useToday } from '#renderer/state/today.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { BackupList } from './backup-list.tsx';
import { StoreFindings } from './store-findings.tsx';
import './store-section.css';

type Status = QueryResult<'store-status'>['summary'];

/** Where the workspace lies, when it was backed up and checked last, and how both are done now. */
export function StoreSection(): ReactNode {
  const { result, problem } = useQuery('store-status', {});
  return (
    <section aria-label="Backups and store" id="store">
      <h2 className="text-section">Backups and store</h2>
      {problem !== null && <ErrorNote title="The state of the store could not be read">{problem.message}</ErrorNote>}
      {result === undefined && problem === null && <SkeletonRow widths={[160, 300]} />}
      {result !== undefined && <Store status={result.summary} />}
    </section>
  );
}

function Store({ status }: { status: Status }): ReactNode {
  const today = useToday();
  const now = useNow();
  const backup = useJob('create-backup');
  const check = useJob('check-store');
  const restore = useJob('restore-backup');
  const [refused, setRefused] = useState<Problem | null>(null);
  const busy = backup.progress ?? check.progress ?? restore.progress;
  const stop = backup.progress !== null ? backup.cancel : check.progress !== null ? check.cancel : restore.cancel;
  const [newest] = status.backups.toSorted((one, other) => (one.at < other.at ? 1 : -1));

  const backUp = async (): Promise<void> => {
    setRefused(null);
    const answer = await backup.run({});
    if (answer.ok) showToast({ tone: 'done', text: `Backed up ${countText(answer.value.changes)} changes, and read the copy back` });
    else if (answer.error.code !== 'cancelled') setRefused(answer.error);
  };
  const look = async (repair: boolean): Promise<void> => {
    setRefused(null);
    const answer = await check.run({ repair });
    if (!answer.ok) {
      if (answer.error.code !== 'cancelled') setRefused(answer.error);
      return;
    }
    const { whole, changes, rows, journalEntries, findings } = answer.value;
    const seen = `${countText(changes)} changes, ${countText(rows)} rows, ${countText(journalEntries)} journal entries`;
    if (whole)
      showToast({
        tone: 'done',
        text: findings.length === 0 ? `Everything is whole: ${seen}` : `Repaired; everything is whole now: ${seen}`,
      });
    else showToast({ tone: 'problem', text: 'Not everything is whole. What was found stands under “Backups and store”.' });
  };
  const bringBack = async (path: string): Promise<void> => {
    setRefused(null);
    const answer = await restore.run({ path });
    if (!answer.ok) {
      if (answer.error.code !== 'cancelled') setRefused(answer.error);
      return;
    }
    const { later, setAside } = answer.value;
    const set = later === 1 ? 'One later change was' : `${countText(later)} later changes were`;
    const notes = later === 0 ? [] : [`${set} set aside in ${setAside}`];
    showToast({ tone: 'done', text: 'The workspace is what it was when this backup was made', notes });
  };
  const running = busy === null ? undefined : 'It has to wait until what runs now is done';
  return (
    <>
      <div className="settings-grid store-facts">
        <span>Kept in</span>
        <span className="store-folder">
          <code className="text-mono settings-path">{status.folder}</code>
          <IconButton icon={Copy} label="Copy the path" onClick={() => copy(status.folder)} />
        </span>
        <span>Size</span>
        <span className="store-value">
          {bytesText(status.bytes)}, {countText(status.changes)} changes
        </span>
        <span>Last backup</span>
        <span className="store-value">
          {newest === undefined ? 'none yet; the first is made by itself' : <When at={newest.at} today={today} now={now} />}
        </span>
        <span>Last check</span>
        <span className="store-value">{status.lastCheck === null ? 'never' : <When at={status.lastCheck} today={today} now={now} />}</span>
      </div>
      <div className="store-buttons">
        <Button icon={DatabaseBackup} busy={backup.progress !== null} disabledReason={running} onClick={() => void backUp()}>
          Back up now
        </Button>
        <Button icon={Stethoscope} busy={check.progress !== null} disabledReason={running} onClick={() => void look(false)}>
          Check the store
        </Button>
      </div>
      {busy !== null && <Running progress={busy} onStop={stop} />}
      {refused !== null && <ErrorNote title="That did not work, and nothing was changed">{refused.message}</ErrorNote>}
      <StoreFindings findings={status.findings} lastCheck={status.lastCheck} busy={running} onRepair={() => void look(true)} />
      <BackupList backups={status.backups} busy={running} onRestore={(path) => void bringBack(path)} />
    </>
  );
}

function Running({ progress, onStop }: { progress: Progress; onStop: () => void }): ReactNode {
  const { step, done, total } = progress;
  return (
    <div className="store-running" role="status">
      <span>{step}</span>
      <ProgressBar part={total === 0 ? 0 : done / total} label={step} />
      <Button small tone="ghost" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}

function copy(path: string): void {
  void navigator.clipboard.writeText(path).then(
    () => showToast({ tone: 'done', text: 'Copied the path' }),
    () => showToast({ tone: 'problem', text: `The clipboard refused ${path}. Select it and copy it by hand.` }),
  );
}
