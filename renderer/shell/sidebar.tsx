import { Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RoadmapRow } from '#shared/contract/query.ts';
import { InPresent } from '#renderer/state/engine-context.tsx';
import { hashInScope, hashOf, type Route, useRoute } from '#renderer/state/navigation.ts';
import { usePaneWidth } from '#renderer/state/pane-width.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SplitResizer } from '#renderer/ui/split-resizer.tsx';
import { LinkLine } from './link-line.tsx';
import { planPlaces, readyPlace, workspacePlaces } from './place-entry.ts';
import { ProgressRing } from './progress-ring.tsx';
import { SidebarItem } from './sidebar-item.tsx';
import { SprintList } from './sprint-list.tsx';
import { SyncLine } from './sync-line.tsx';
import { ViewList } from './view-list.tsx';
import './sidebar.css';

/** Pixels. */
const sidebarWidth = { initial: 224, min: 200, max: 320 };

/** What a {@link Sidebar} takes. */
export interface SidebarProps {
  /** 48 pixels of icons instead of 224 with words. */
  readonly rail: boolean;
  readonly head: ReactNode;
  readonly onSearch: () => void;
  readonly onAddRoadmap: () => void;
  readonly commandKey: string;
}

/** Where one can go, and how the plan stands in a few numbers. */
export function Sidebar({ rail, head, onSearch, onAddRoadmap, commandKey }: SidebarProps): ReactNode {
  const route = useRoute();
  const { result } = useQuery('workspace', {});
  const summary = result?.summary;
  // One row is enough: only the number of them is shown.
  const trash = useQuery('trash', { limit: 1 }).result?.summary.total ?? 0;
  const apart = useQuery('quarantine', { limit: 0 }).result?.summary.built ?? 0;
  const conflicts = useQuery('conflict-list', { limit: 0 }).result?.summary.total ?? 0;
  const [width, setWidth] = usePaneWidth('sidebar', sidebarWidth);
  return (
    <nav className="sidebar" data-rail={rail ? '' : undefined} style={rail ? undefined : { width }} aria-label="Workspace">
      {!rail && (
        <SplitResizer
          label="Width of the sidebar"
          width={width}
          min={sidebarWidth.min}
          max={sidebarWidth.max}
          edge="right"
          onResize={setWidth}
        />
      )}
      <div className="sidebar-head">{head}</div>
      {rail ? (
        <div className="sidebar-rail-search">
          <IconButton icon={Search} label="Search or command" hint={commandKey} size={26} onClick={onSearch} />
        </div>
      ) : (
        <button type="button" className="sidebar-search" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
          <Icon of={Search} />
          <span>Search or command</span>
          <KeyHint keys={commandKey} />
        </button>
      )}
      <div className="sidebar-scroll">
        <ul>
          <SidebarItem
            rail={rail}
            href={hashOf('ready')}
            active={route.place === 'ready'}
            icon={<Icon of={readyPlace.icon} size={15} />}
            label={readyPlace.title}
            count={summary?.ready}
          />
        </ul>
        <RoadmapList rail={rail} route={route} roadmaps={result?.rows ?? []} onAdd={onAddRoadmap} />
        <section aria-label="Views">
          <SidebarTitle rail={rail}>Views</SidebarTitle>
          <ul>
            {planPlaces.map((entry) => (
              <SidebarItem
                key={entry.place}
                rail={rail}
                href={hashInScope(entry.place, { ...route, search: new URLSearchParams() })}
                active={(route.place === entry.place || (entry.place === 'issues' && route.place === 'issue')) && !isNarrowed(route)}
                icon={<Icon of={entry.icon} size={15} />}
                label={entry.title}
                count={entry.place === 'issues' ? summary?.issues : undefined}
              />
            ))}
          </ul>
        </section>
        {!rail && <ViewList route={route} />}
        {!rail && summary !== undefined && <SprintList route={route} summary={summary} />}
        {!rail && summary !== undefined && summary.people.length > 0 && (
          <section aria-label="Team">
            <SidebarTitle rail={rail}>Team</SidebarTitle>
            <ul>
              {summary.people.map((person, index) => (
                <SidebarItem
                  key={person.id}
                  rail={rail}
                  href={hashOf('issues', null, new URLSearchParams({ assignee: person.id }))}
                  active={route.place === 'issues' && only(route, 'assignee') === person.id}
                  icon={<Avatar name={person.name} index={index} size={18} />}
                  label={person.name}
                  note={person.hoursPerWeek === null ? undefined : `${person.hoursPerWeek} h a week`}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
      <ul className="sidebar-last">
        {workspacePlaces.map((entry) => (
          <SidebarItem
            key={entry.place}
            rail={rail}
            href={hashOf(entry.place)}
            active={route.place === entry.place}
            icon={<Icon of={entry.icon} size={15} />}
            label={entry.title}
            count={entry.place === 'trash' ? trash || undefined : undefined}
            note={entry.place === 'conflicts' && conflicts + apart > 0 ? String(conflicts + apart) : undefined}
            tone="danger"
          />
        ))}
      </ul>
      <InPresent>
        <SyncLine rail={rail} />
      </InPresent>
      <LinkLine rail={rail} folder={summary?.folder} />
    </nav>
  );
}

function SidebarTitle({ rail, action, children }: { rail: boolean; action?: ReactNode; children: string }): ReactNode {
  if (rail) return <hr className="sidebar-rule" />;
  return (
    <div className="sidebar-title">
      <h2>{children}</h2>
      {action}
    </div>
  );
}

function RoadmapList({
  rail,
  route,
  roadmaps,
  onAdd,
}: {
  rail: boolean;
  route: Route;
  roadmaps: readonly RoadmapRow[];
  onAdd: () => void;
}): ReactNode {
  return (
    <section aria-label="Roadmaps">
      <SidebarTitle rail={rail} action={<IconButton icon={Plus} label="New roadmap" data-edits="" onClick={onAdd} />}>
        Roadmaps
      </SidebarTitle>
      <ul>
        {roadmaps.map((roadmap) => (
          <SidebarItem
            key={roadmap.id}
            rail={rail}
            href={hashOf('roadmap', roadmap.id)}
            active={(route.place === 'roadmap' && route.id === roadmap.id) || only(route, 'roadmap') === roadmap.id}
            icon={<ProgressRing part={doneShare(roadmap)} />}
            label={roadmap.title}
            count={roadmap.issues}
          />
        ))}
      </ul>
    </section>
  );
}

/** By effort where there are estimates, else by number. */
function doneShare(roadmap: RoadmapRow): number {
  if (roadmap.hours > 0) return roadmap.doneHours / roadmap.hours;
  return roadmap.issues === 0 ? 0 : (roadmap.issues - roadmap.openIssues) / roadmap.issues;
}

/** The one value of a parameter; `null` when there is none or more than one. */
function only(route: Route, name: string): string | null {
  const values = route.search.getAll(name);
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** True when the list shows something that has an entry of its own in the sidebar. */
function isNarrowed(route: Route): boolean {
  return route.search.has('view') || only(route, 'roadmap') !== null || only(route, 'sprint') !== null || only(route, 'assignee') !== null;
}
