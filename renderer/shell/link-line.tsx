import { HardDriveDownload, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLink } from '#renderer/state/use-link.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';

/**
 * The last line of the sidebar: where the plan is kept. It says "saved" because a command is acknowledged only once it is
 * on disk, and it never says "synced": nothing is sent anywhere.
 */
export function LinkLine({ rail, folder }: { rail: boolean; folder: string | undefined }): ReactNode {
  const link = useLink();
  const down = link.state === 'connecting';
  const title = down ? 'Reconnecting…' : 'On this device, saved';
  const time = new Date(link.since).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const note = down ? `Your view is from ${time}.` : folder;
  const line = (
    <div className="link-line" data-down={down ? '' : undefined} role="status">
      <Icon of={down ? Unplug : HardDriveDownload} />
      {!rail && (
        <span className="link-line-words">
          <span>{title}</span>
          {note !== undefined && <span className="link-line-note ellipsis">{down ? note : lastParts(note)}</span>}
        </span>
      )}
    </div>
  );
  return (
    <Tooltip
      content={rail ? title : down ? 'Changes wait until the engine answers again.' : 'Every change is on disk before it is shown as done.'}
      note={note}
      side="right"
    >
      {line}
    </Tooltip>
  );
}

/** The end of a path, which tells folders apart better than its beginning. */
function lastParts(path: string): string {
  const parts = path.split(/[\\/]/).filter(Boolean);
  return parts.length > 2 ? `…/${parts.slice(-2).join('/')}` : path;
}
