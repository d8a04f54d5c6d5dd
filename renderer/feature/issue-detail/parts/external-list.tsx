import { ArrowUpRight, Plus, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { isReadOnly, useView } from '#renderer/state/view.ts';
import { dateText } from '#renderer/sign/date-text.ts';
import { CheckBox } from '#renderer/ui/check-box.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { ValuePopover } from '#renderer/ui/value-popover.tsx';
import type { IssueDetail } from '#shared/contract/query.ts';
import type { ExternalKind } from '#shared/plan/dependency.ts';
import { IsoDate } from '#shared/plan/quantity.ts';

/** What lies outside the plan: what we wait for, which can be resolved, and what waits for us. */
export function ExternalList({ issue }: { issue: IssueDetail }): ReactNode {
  const send = useCommand();
  const [adding, setAdding] = useState<ExternalKind | null>(null);
  const blockers = issue.externals.filter((external) => external.kind === 'blocker');
  const targets = issue.externals.filter((external) => external.kind === 'target');
  return (
    <section className="linked" aria-label="Outside the plan">
      <header className="property-line">
        <h2>Outside the plan</h2>
        <span className="linked-count">{issue.externals.length === 0 ? 'nothing' : issue.externals.length}</span>
        <Menu
          align="end"
          trigger={<IconButton icon={Plus} label="Outside the plan: add" data-edits="" />}
          entries={[
            { id: 'blocker', label: 'It waits for…', onPick: () => setAdding('blocker') },
            { id: 'target', label: 'Waits for it…', onPick: () => setAdding('target') },
          ]}
        />
      </header>
      <ul>
        {blockers.map((external) => (
          <li key={external.id} className="linked-line" data-resolved={external.resolved ? '' : undefined}>
            <CheckBox
              checked={external.resolved}
              label={`${external.name} is resolved`}
              onChange={(resolved) => void send('resolve-external', { externalId: external.id, resolved })}
            />
            <span className="linked-outside ellipsis" title={external.name}>
              {external.name}
            </span>
            {external.resolved ? <span className="linked-quiet">resolved</span> : <ExpectedDay external={external} />}
            <IconButton
              icon={X}
              label={`Remove ${external.name}`}
              data-edits=""
              onClick={() => void send('remove-external', { externalId: external.id })}
            />
          </li>
        ))}
        {targets.map((external) => (
          <li key={external.id} className="linked-line">
            <Icon of={ArrowUpRight} />
            <span className="linked-outside ellipsis" title={external.name}>
              {external.name}
            </span>
            <span className="linked-quiet">waits for it</span>
            <IconButton
              icon={X}
              label={`Remove ${external.name}`}
              data-edits=""
              onClick={() => void send('remove-external', { externalId: external.id })}
            />
          </li>
        ))}
      </ul>
      {adding !== null && (
        <NameField
          label={adding === 'blocker' ? 'What it waits for outside the plan' : 'What outside the plan waits for it'}
          onDone={(name) => {
            setAdding(null);
            if (name !== '') void send('add-external', { issueId: issue.id, kind: adding, name });
          }}
        />
      )}
    </section>
  );
}

/** When it is expected; one press opens a field for the day. */
function ExpectedDay({ external }: { external: IssueDetail['externals'][number] }): ReactNode {
  const send = useCommand();
  const today = useToday();
  const { expectedOn } = external;
  const text = expectedOn === null ? 'waited for' : `${expectedOn < today ? 'since' : 'by'} ${dateText(expectedOn, today)}`;
  if (isReadOnly(useView())) return <span className="linked-quiet">{text}</span>;
  return (
    <ValuePopover
      label={`Day on which ${external.name} is expected`}
      className="linked-expected"
      type="date"
      value={expectedOn ?? ''}
      hint="What waits for it does not start before."
      onSave={async (given) => {
        const read = IsoDate.safeParse(given);
        if (given !== '' && !read.success) return 'A day is written like 2026-11-30.';
        const args = { externalId: external.id, expectedOn: read.success ? read.data : null };
        const answer = await send('update-external', args, { quiet: true });
        return answer.ok ? null : answer.error.message;
      }}
    >
      {text}
    </ValuePopover>
  );
}

function NameField({ label, onDone }: { label: string; onDone: (name: string) => void }): ReactNode {
  const [name, setName] = useState('');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onDone(name.trim());
    else if (event.key === 'Escape') onDone('');
    else return;
    event.preventDefault();
  };
  return (
    <input
      className="checklist-field"
      aria-label={label}
      placeholder={label}
      autoFocus
      value={name}
      onChange={(event) => setName(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onDone(name.trim())}
    />
  );
}
