import { Bookmark, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { Route } from '#renderer/state/navigation.ts';
import { hashOfView, openedView } from '#renderer/state/saved-view.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useView } from '#renderer/state/view.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { NamePopover } from '#renderer/ui/name-popover.tsx';
import type { SavedViewRow } from '#shared/contract/saved-view.ts';
import { SidebarItem } from './sidebar-item.tsx';

/** The saved views of the team; nothing while there are none. */
export function ViewList({ route }: { readonly route: Route }): ReactNode {
  const views = useQuery('saved-view-list', {}).result?.rows ?? [];
  const readOnly = useView() !== null;
  if (views.length === 0) return null;
  const opened = openedView(route, views);
  return (
    <section aria-label="Saved views">
      <div className="sidebar-title">
        <h2>Saved views</h2>
      </div>
      <ul>
        {views.map((view) => (
          <SidebarItem
            key={view.id}
            rail={false}
            href={hashOfView(view)}
            active={route.place === 'issues' && opened?.id === view.id}
            icon={<Icon of={Bookmark} size={14} />}
            label={view.name}
            action={readOnly ? undefined : <ViewMenu view={view} />}
          />
        ))}
      </ul>
    </section>
  );
}

function ViewMenu({ view: { id, name } }: { view: SavedViewRow }): ReactNode {
  const send = useCommand();
  const [renaming, setRenaming] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  return (
    <span ref={button}>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={`More about the view ${name}`} />}
        entries={[
          { id: 'rename', label: 'Rename…', icon: Pencil, onPick: () => setRenaming(true) },
          {
            id: 'delete',
            label: 'Delete the view',
            icon: Trash2,
            tone: 'danger',
            separated: true,
            onPick: () => void send('delete-view', { viewId: id }),
          },
        ]}
      />
      {renaming && (
        <NamePopover
          label="Name of the view"
          action="Rename"
          initial={name}
          open
          onOpenChange={setRenaming}
          anchor={button}
          onName={async (given) => {
            const answer = await send('update-view', { viewId: id, name: given }, { quiet: true });
            return answer.ok ? null : answer.error.message;
          }}
        />
      )}
    </span>
  );
}
