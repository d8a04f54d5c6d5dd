import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { ChangeText } from '#renderer/sign/change-text.tsx';
import { changesSentence } from '#renderer/sign/change-sentence.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { clockTime, exactTime } from '#renderer/sign/time-text.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ActivityRow } from '#shared/contract/activity.ts';
import type { ActivityStep } from '../feed.ts';

/** Commands that take back, or do again, what another one did: the line says so. */
const tagOf: Readonly<Record<string, string>> = { undo: 'undo', redo: 'redo' };

/** What a {@link StepLine} takes. */
export interface StepLineProps {
  readonly step: ActivityStep;
  readonly open: boolean;
  /** More of it may lie behind what is loaded. */
  readonly unfinished: boolean;
  readonly personIndex: number;
  readonly onToggle: () => void;
}

/** One command: when, who, on what, and what it did; several entries open below it. */
export function StepLine({ step, open, unfinished, personIndex, onToggle }: StepLineProps): ReactNode {
  const [first] = step.entries;
  const several = step.entries.length > 1;
  const tag = tagOf[step.command];
  const roadmaps = new Set(step.entries.flatMap((entry) => entry.roadmap ?? []));
  return (
    <>
      <span className="activity-time">
        {several && (
          <button
            type="button"
            className="activity-toggle"
            aria-expanded={open}
            aria-label={`${open ? 'Hide' : 'Show'} the ${step.entries.length} changes`}
            onClick={onToggle}
          >
            <Icon of={open ? ChevronDown : ChevronRight} size={13} />
          </button>
        )}
        <time dateTime={step.at} title={exactTime(step.at)}>
          {clockTime(step.at)}
        </time>
      </span>
      <span className="activity-who">
        <Avatar name={step.author} index={personIndex} size={18} />
        <span className="ellipsis">{step.author}</span>
      </span>
      <span className="activity-thing ellipsis">
        {step.issues > 1 ? (
          <button type="button" className="activity-many" onClick={onToggle}>
            {countText(step.issues)}
            {unfinished ? '+' : ''} issues
          </button>
        ) : (
          <Thing entry={step.entries.find((entry) => entry.issueId !== null) ?? first} />
        )}
      </span>
      <span className="activity-change ellipsis">
        {tag !== undefined && <Tag>{tag}</Tag>}
        {several ? <Together step={step} /> : <ChangeText change={first} />}
      </span>
      <span className="activity-roadmap ellipsis">{roadmaps.size > 1 ? `${roadmaps.size} roadmaps` : [...roadmaps][0]}</span>
    </>
  );
}

function Together({ step }: { readonly step: ActivityStep }): ReactNode {
  const { did, value, from } = changesSentence(step.entries, step.issues);
  return (
    <>
      <span className="change-quiet">{did}</span>
      {value !== null && <> {value}</>}
      {from !== null && <span className="change-quiet"> from {from}</span>}
    </>
  );
}

/** One entry of an open command. */
export function EntryLine({ entry }: { readonly entry: ActivityRow }): ReactNode {
  return (
    <>
      <span />
      <span />
      <span className="activity-thing ellipsis">
        <Thing entry={entry} />
      </span>
      <span className="activity-change ellipsis">
        <ChangeText change={entry} />
      </span>
      <span />
    </>
  );
}

/** What was changed; an issue that is still there leads to its page. */
function Thing({ entry }: { readonly entry: ActivityRow }): ReactNode {
  const { issueId, issueKey, issueTitle, subjectTitle, roadmap, roadmapId } = entry;
  if (issueId !== null && issueKey !== null) {
    return (
      <a href={hashOf('issue', issueId)} title={issueTitle ?? undefined}>
        <span className="text-mono">{issueKey}</span> {issueTitle}
      </a>
    );
  }
  if (issueId !== null) return <span className="activity-gone">{issueTitle ?? 'an issue that is gone'}</span>;
  if (subjectTitle !== null) return subjectTitle;
  if (roadmap !== null && roadmapId !== null) return <a href={hashOf('roadmap', roadmapId)}>{roadmap}</a>;
  return <span className="change-quiet">Workspace</span>;
}
