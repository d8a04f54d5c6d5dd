import { HardDriveDownload, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LinkState } from '#renderer/connection/page-connection.ts';
import { useLink } from '#renderer/state/use-link.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import { isDesktop } from './platform.ts';

const titles = {
  connected: 'On this device, saved',
  connecting: 'Reconnecting…',
  refused: 'Sextant was started anew',
} as const satisfies Record<LinkState['state'], string>;

/** What the person can do about it. The desktop starts its engine by itself. */
const ways = {
  connecting: isDesktop ? '' : 'If Sextant was started anew, open the address that it printed.',
  refused: 'Open the address that it printed.',
} as const satisfies Record<Exclude<LinkState['state'], 'connected'>, string>;

/**
 * The last line of the sidebar: where the plan is kept. It says "saved" because a command is acknowledged only once it is
 * on disk; how far other devices are is said by the line above it, where there are any.
 */
export function LinkLine({ rail, folder }: { rail: boolean; folder: string | undefined }): ReactNode {
  const link = useLink();
  const { state } = link;
  const down = state !== 'connected';
  const title = titles[state];
  const time = new Date(link.since).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  // At the very start there is no view yet that could be old.
  const note = down && folder !== undefined ? `${ways[state]} Your view is from ${time}.`.trim() : folder;
  const line = (
    <div className="link-line" data-down={down ? '' : undefined} role="status">
      <Icon of={down ? Unplug : HardDriveDownload} />
      {!rail && (
        <span className="link-line-words">
          <span>{title}</span>
          {note !== undefined && (
            <span className={down ? 'link-line-note' : 'link-line-note ellipsis'}>{down ? note : lastParts(note)}</span>
          )}
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
