import { MoveHorizontal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { isReadOnly, useView } from '#renderer/state/view.ts';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { PickerList } from '#renderer/ui/picker-list.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import type { CommandInput } from '#shared/contract/command.ts';
import type { LinkedIssue } from '#shared/contract/query.ts';
import type { DependencyKind } from '#shared/plan/dependency.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import './dependency-tie.css';

/** What is said of a kind where the first issue is waited for by the second. */
const told: Readonly<Record<DependencyKind, (first: string, second: string) => string>> = {
  'finish-start': (first, second) => `${second} starts when ${first} is finished`,
  'start-start': (first, second) => `${second} starts once ${first} has started`,
  'finish-finish': (first, second) => `${second} finishes once ${first} is finished`,
  'start-finish': (first, second) => `${second} finishes once ${first} has started`,
};

const short: Readonly<Record<DependencyKind, string>> = {
  'finish-start': '',
  'start-start': 'start to start',
  'finish-finish': 'end to end',
  'start-finish': 'start to end',
};

/** What a {@link DependencyTie} takes. */
export interface DependencyTieProps {
  readonly link: LinkedIssue;
  /** What waits, and what it waits for, each with its key. */
  readonly waiting: { readonly id: IssueId; readonly key: string };
  readonly awaited: { readonly id: IssueId; readonly key: string };
}

/** Which ends a dependency ties together and how far apart; said where it is not the usual, and chosen in a panel. */
export function DependencyTie({ link, waiting, awaited }: DependencyTieProps): ReactNode {
  const send = useCommand();
  const fixed = isReadOnly(useView());
  const [open, setOpen] = useState(false);
  const lag = link.lagMinutes === 0 ? '' : `${link.lagMinutes > 0 ? '+' : ''}${hoursText(link.lagMinutes / 60)}`;
  const text = [short[link.kind], lag].filter((part) => part !== '').join(' ');
  const label = `How ${waiting.key} waits for ${awaited.key}`;
  const save = async (patch: Partial<CommandInput<'update-dependency'>>): Promise<string | null> => {
    const answer = await send('update-dependency', { issueId: waiting.id, dependsOnId: awaited.id, ...patch }, { quiet: true });
    return answer.ok ? null : answer.error.message;
  };
  if (fixed) return text === '' ? null : <span className="linked-quiet">{text}</span>;
  return (
    <Popover
      label={label}
      width={308}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        text === '' ? (
          <IconButton icon={MoveHorizontal} label={label} data-edits="" />
        ) : (
          <button type="button" className="dependency-tie" aria-label={`${label}: ${text}`}>
            {text}
          </button>
        )
      }
    >
      <div className="dependency-tie-form">
        <PickerList<DependencyKind>
          label={label}
          // The keys of a constant object are its names.
          entries={(Object.keys(told) as DependencyKind[]).map((kind) => ({ value: kind, label: told[kind](awaited.key, waiting.key) }))}
          selected={[link.kind]}
          onPick={(kind) => void save({ kind })}
        />
        <div className="dependency-tie-lag">
          <span>Hours of work in between</span>
          <SavedField
            label="Hours of work in between"
            unit="h"
            placeholder="0"
            value={link.lagMinutes === 0 ? '' : String(link.lagMinutes / 60)}
            onSave={async (given) => {
              const isLead = /^[-−]/u.test(given);
              const hours = typedNumber(given.replace(/^[-−]\s*/u, ''));
              if (hours === undefined) return `“${given}” is not a number of hours.`;
              return save({ lagMinutes: Math.round((hours ?? 0) * (isLead ? -60 : 60)) });
            }}
          />
        </div>
        <p className="dependency-tie-hint">Below 0 it may come so much earlier.</p>
      </div>
    </Popover>
  );
}
