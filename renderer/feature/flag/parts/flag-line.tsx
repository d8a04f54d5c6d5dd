import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { useReadOnly } from '#renderer/state/read-only.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { ToggleSwitch } from '#renderer/ui/toggle-switch.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import type { FlagRow } from '#shared/contract/flag.ts';
import { flagState, hashOfFlagIssues, typedPercent, warningWords } from '../flag-words.ts';
import { FlagDetail } from './flag-detail.tsx';
import { FlagMilestone } from './flag-milestone.tsx';

/** What a {@link FlagLine} takes. */
export interface FlagLineProps {
  readonly flag: FlagRow;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** One flag: its switch, for whom it is on, what it guards, and what to look at; opened, everything about it. */
export function FlagLine({ flag, open, onToggle }: FlagLineProps): ReactNode {
  const send = useCommand();
  const readOnly = useReadOnly();
  const { flagId, name, issues, openIssues } = flag;
  const done = issues.length - openIssues;
  return (
    <>
      <div role="row" className="flag-line" data-open={open ? '' : undefined}>
        <span role="cell">
          {flagId !== null && (
            <ToggleSwitch
              on={flag.on}
              disabled={readOnly}
              label={`${name}: ${flagState(flag)}`}
              onChange={(on) => void send('update-flag', { flagId, on })}
            />
          )}
        </span>
        <span role="cell" className="flag-name">
          <code className="text-mono ellipsis" title={name}>
            {name}
          </code>
          {flag.warnings.map((warning) => (
            <Tooltip key={warning} content={warningWords[warning].why}>
              <span className="flag-warning" tabIndex={0}>
                <Tag tone={warningWords[warning].tone}>{warningWords[warning].tag}</Tag>
              </span>
            </Tooltip>
          ))}
        </span>
        <span role="cell">
          {flagId === null ? (
            <Button small data-edits="" onClick={() => void send('create-flag', { name })}>
              Make it a flag
            </Button>
          ) : (
            <span className="flag-percent">
              <SavedField
                label={`Per cent for whom ${name} is on`}
                unit="%"
                quiet
                value={String(flag.rolloutPercent)}
                onSave={async (text) => {
                  const rolloutPercent = typedPercent(text);
                  if (rolloutPercent === null) return 'A whole number from 0 to 100.';
                  const answer = await send('update-flag', { flagId, rolloutPercent }, { quiet: true });
                  return answer.ok ? null : answer.error.message;
                }}
              />
            </span>
          )}
        </span>
        <span role="cell">{flagId !== null && <FlagMilestone flag={flag} flagId={flagId} />}</span>
        <span role="cell" className="flag-issues">
          {issues.length > 0 && (
            <>
              <a href={hashOfFlagIssues(name)}>
                {done} of {issues.length}
              </a>
              <ProgressBar part={done / issues.length} label={`${done} of ${issues.length} issues done`} />
            </>
          )}
        </span>
        <span role="cell">
          <IconButton
            icon={open ? ChevronDown : ChevronRight}
            label={open ? 'Close' : `Everything about ${name}`}
            aria-expanded={open}
            onClick={onToggle}
          />
        </span>
      </div>
      {open && <FlagDetail flag={flag} />}
    </>
  );
}
