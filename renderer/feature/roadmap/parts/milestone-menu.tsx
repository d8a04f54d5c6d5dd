import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { NamePopover } from '#renderer/ui/name-popover.tsx';
import type { Milestone } from '../roadmap-state.ts';

/** What can be done to a milestone as a whole. Deleting is not asked about: it is one step, and the toast takes it back. */
export function MilestoneMenu({ milestone: { id, key, title } }: { milestone: Pick<Milestone, 'id' | 'key' | 'title'> }): ReactNode {
  const send = useCommand();
  const [renaming, setRenaming] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  return (
    <span ref={button} className="milestone-menu" data-edits="">
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={`More about the milestone ${key}`} />}
        entries={[
          { id: 'rename', label: 'Rename…', icon: Pencil, onPick: () => setRenaming(true) },
          {
            id: 'delete',
            label: 'Delete the milestone; its issues stay',
            icon: Trash2,
            tone: 'danger',
            separated: true,
            onPick: () => void send('delete-milestone', { milestoneId: id }),
          },
        ]}
      />
      {renaming && (
        <NamePopover
          label={`Title of the milestone ${key}`}
          action="Rename"
          initial={title}
          open
          onOpenChange={setRenaming}
          anchor={button}
          onName={async (given) => {
            const answer = await send('update-milestone', { milestoneId: id, title: given }, { quiet: true });
            return answer.ok ? null : answer.error.message;
          }}
        />
      )}
    </span>
  );
}
