import { CloudOff, EqualApproximately, Equal, EqualNot, Hourglass, type LucideIcon, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { changesText, comparison, pathText, type PeerRow, syncLine, type SyncSummary } from '#renderer/sign/sync-words.ts';
import { agoText, sayTime } from '#renderer/sign/time-text.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { useNow, useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import './sync-line.css';

/** How far the devices of the team are, and the worst exception; a press tells of each. Not there where nobody else is concerned. */
export function SyncLine({ rail }: { readonly rail: boolean }): ReactNode {
  const team = useQuery('team', {}).result?.summary;
  const { result } = useQuery('sync-status', { today: useToday() });
  const [open, setOpen] = useState(false);
  if (team === undefined || result === undefined) return null;
  const { summary, rows } = result;
  if (team.workspaceId === null && summary.waitingFor === null && summary.refused === null) return null;
  const { tone, title, note } = syncLine(summary, rows);
  const words = note === null ? title : `${title}. ${note}`;
  return (
    <Popover
      label="How far the devices are"
      side="right"
      align="end"
      width={348}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="sync-line" data-tone={tone} aria-label={`Sync: ${words}`} title={rail ? words : undefined}>
          <Icon of={signOf(summary, rows)} />
          {!rail && (
            <span className="sync-line-words">
              <span className="ellipsis">{title}</span>
              {note !== null && <span className="sync-line-note ellipsis">{note}</span>}
            </span>
          )}
        </button>
      }
    >
      <div className="sync-popover">
        <p>{summary.sentence}</p>
        {rows.length > 0 && (
          <ul>
            {rows.map((row) => (
              <Device key={row.id} row={row} />
            ))}
          </ul>
        )}
        <a href={hashOf('team')} onClick={() => setOpen(false)}>
          Team & sync
        </a>
      </div>
    </Popover>
  );
}

function signOf({ enabled, waitingFor, trouble }: SyncSummary, rows: readonly PeerRow[]): LucideIcon {
  if (waitingFor !== null) return Hourglass;
  if (!enabled || trouble !== null || rows.every(({ connected }) => !connected)) return CloudOff;
  if (rows.every(({ inSync }) => inSync)) return Equal;
  return rows.some(({ connected, inSync }) => connected && !inSync) ? RefreshCw : EqualNot;
}

const signs = { equal: Equal, unequal: EqualNot, unknown: EqualApproximately } as const;

function Device({ row }: { readonly row: PeerRow }): ReactNode {
  const today = useToday();
  const now = useNow();
  const { sign, text } = comparison(row);
  const heard = row.heardAt === null ? 'never heard' : `heard ${row.connected ? agoText(row.heardAt, now) : sayTime(row.heardAt, today)}`;
  const since = row.waitingSince === null ? '' : ` since ${sayTime(row.waitingSince, today)}`;
  return (
    <li>
      <span className="sync-who ellipsis">
        <strong>{row.person}</strong> {row.device}
      </span>
      <span className="sync-equal" data-sign={sign}>
        <Icon of={signs[sign]} />
        {text}
      </span>
      <span className="sync-facts">
        {[pathText(row), heard, ...(row.waiting === 0 ? [] : [`${changesText(row.waiting)} waiting${since}`])].join(' · ')}
      </span>
      {row.coming !== null && <ProgressBar part={row.coming} label={`The plan comes from ${row.device}`} />}
    </li>
  );
}
