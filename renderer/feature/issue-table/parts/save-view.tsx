import { Bookmark, BookmarkCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ListQuery } from '#renderer/state/list-query.ts';
import { navigate, type Route } from '#renderer/state/navigation.ts';
import { differsFrom, hashOfView, openedView, viewFields, type ViewFields } from '#renderer/state/saved-view.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useView } from '#renderer/state/view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NamePopover } from '#renderer/ui/name-popover.tsx';
import type { QueryResult } from '#shared/contract/query.ts';
import type { FilterSource } from '../filter-option.ts';

/** What the filters offer, and the roadmaps. */
export interface ListSource extends FilterSource {
  readonly roadmaps: QueryResult<'workspace'>['rows'];
}

/** Keeps the present list under a name, for the whole team; an opened view that was changed here can take the change. */
export function SaveView({ route, list, source }: { route: Route; list: ListQuery; source: ListSource }): ReactNode {
  const views = useQuery('saved-view-list', {}).result?.rows;
  const view = useView();
  const send = useCommand();
  if (views === undefined || view !== null) return null;
  const now = viewFields(list, {
    roadmaps: new Map(source.roadmaps.map(({ id, title }) => [id, title])),
    milestones: new Map(source.milestones.map(({ id, name }) => [id, name])),
    people: new Map(source.workspace.people.map(({ id, name }) => [id, name])),
  });
  if (now === null) return null;
  const opened = openedView(route, views);
  if (opened === undefined) return isPlain(route) ? null : <SaveAs fields={now} />;
  if (!differsFrom(opened, now)) return null;
  const update = async (): Promise<void> => {
    const answer = await send('update-view', { viewId: opened.id, ...now });
    if (answer.ok) navigate(hashOfView({ id: opened.id, ...now }), { replace: true });
  };
  return (
    <>
      <Button tone="ghost" icon={BookmarkCheck} title={`The view ${opened.name} takes what is listed now`} onClick={() => void update()}>
        Update
      </Button>
      <SaveAs fields={now} />
    </>
  );
}

function SaveAs({ fields }: { fields: ViewFields }): ReactNode {
  const send = useCommand();
  const [open, setOpen] = useState(false);
  return (
    <NamePopover
      label="Name of the view"
      placeholder="Name of the view"
      action="Save"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button tone="ghost" icon={Bookmark}>
          Save view
        </Button>
      }
      onName={async (name) => {
        const answer = await send('save-view', { name, ...fields }, { quiet: true });
        if (!answer.ok) return answer.error.message;
        navigate(hashOfView({ id: answer.value.viewId, ...fields }), { replace: true });
        return null;
      }}
    />
  );
}

/** The list as the sidebar opens it: there is nothing to keep. */
function isPlain({ place, search }: Route): boolean {
  return place === 'issues' && [...search.keys()].every((name) => name === 'view' || name === 'at');
}
