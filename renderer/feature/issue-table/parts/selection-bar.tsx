import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Action, useAllActions } from '#renderer/state/action.ts';
import { knownIssue } from '#renderer/state/known-row.ts';
import { clearSelection, useSelection } from '#renderer/state/selection.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { BulkBar } from '#renderer/ui/bulk-bar.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import type { IssueId } from '#shared/plan/identity.ts';

/** Actions that have a button of their own; the rest is behind the dots. */
const shown = 6;

/** What floats over the list while issues are selected: how many, how much, and what can be done to all of them in one step. */
export function SelectionBar(): ReactNode {
  const { ids } = useSelection();
  const actions = useAllActions().filter((action) => action.group === 'selection');
  if (ids.size === 0) return null;
  return (
    <BulkBar title={`${countText(ids.size)} selected`} detail={effort(ids)} onClear={clearSelection}>
      {actions.slice(0, shown).map((action) => (
        <button key={action.id} type="button" className="button" data-tone="ghost" onClick={action.run}>
          <Glyph action={action} />
          {action.short ?? action.title}
          <KeyHint keys={capOf(action) ?? ''} />
        </button>
      ))}
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label="More actions" size={26} />}
        entries={actions.slice(shown).map((action) => ({
          id: action.id,
          label: action.short ?? action.title,
          glyph: <Glyph action={action} />,
          hint: capOf(action),
          tone: action.id === 'delete' ? ('danger' as const) : undefined,
          separated: action.id === 'delete',
          onPick: action.run,
        }))}
      />
    </BulkBar>
  );
}

function Glyph({ action }: { action: Action }): ReactNode {
  const Drawing = action.icon;
  return Drawing === undefined ? null : <Drawing size={14} strokeWidth={1.6} />;
}

/** The key as it is written on the bar. */
function capOf(action: Action): string | undefined {
  const stroke = action.keys?.[0]?.[0];
  if (stroke === 'Delete') return 'Del';
  return stroke?.replace('shift+', '⇧ ').toUpperCase();
}

/** Hours of all of them; nothing when one of them has not been on screen yet, for then the sum would be a guess. */
function effort(ids: ReadonlySet<IssueId>): string | undefined {
  let sum = 0;
  let estimated = 0;
  for (const id of ids) {
    const row = knownIssue(id);
    if (row === undefined) return undefined;
    sum += row.estimate?.likely ?? 0;
    estimated += row.estimate === null ? 0 : 1;
  }
  return estimated === 0 ? 'no estimate' : hoursText(sum);
}
