// The views of the app in the order in which the sidebar, the tabs and the palette show them.
import {
  Activity,
  Archive,
  CircleDot,
  Flag,
  GanttChart,
  GitFork,
  History,
  Layers,
  type LucideIcon,
  Scale,
  Settings2,
  Table2,
  Trash2,
  UsersRound,
  Workflow,
} from 'lucide-react';
import type { Place } from '#renderer/state/navigation.ts';

/** A view that one can go to. */
export interface PlaceEntry {
  readonly place: Place;
  /** In the sidebar and the palette. */
  readonly title: string;
  /** On its tab; `null` for a view that is not another picture of the same issues. */
  readonly tab: string | null;
  readonly icon: LucideIcon;
  /** Letter that goes there after `G`. */
  readonly letter: string;
  /** What people look for who do not know what it is called here. */
  readonly words?: string;
}

/** What can start now: first in the sidebar, apart from the other views. */
export const readyPlace: PlaceEntry = { place: 'ready', title: 'Ready to start', tab: null, icon: CircleDot, letter: 'r' };

/** The pictures of the plan. */
export const planPlaces: readonly PlaceEntry[] = [
  { place: 'issues', title: 'All issues', tab: 'Table', icon: Table2, letter: 'i' },
  { place: 'graph', title: 'Dependency graph', tab: 'Graph', icon: Workflow, letter: 'd' },
  { place: 'timeline', title: 'Timeline', tab: 'Timeline', icon: GanttChart, letter: 't' },
  { place: 'effort', title: 'Effort', tab: 'Effort', icon: Scale, letter: 'e' },
];

/** What concerns the workspace as a whole: last in the sidebar. */
export const workspacePlaces: readonly PlaceEntry[] = [
  { place: 'activity', title: 'Activity', tab: null, icon: Activity, letter: 'a', words: 'history log audit who changed what feed' },
  {
    place: 'history',
    title: 'History and scenarios',
    tab: null,
    icon: History,
    letter: 'h',
    words: 'moments time travel baseline earlier version past restore',
  },
  { place: 'portfolio', title: 'Portfolio', tab: null, icon: Layers, letter: 'p', words: 'workspaces link' },
  { place: 'archive', title: 'Archive', tab: null, icon: Archive, letter: 'v', words: 'restore cold store retention rules' },
  { place: 'flags', title: 'Feature flags', tab: null, icon: Flag, letter: 'f' },
  {
    place: 'team',
    title: 'Team & sync',
    tab: null,
    icon: UsersRound,
    letter: 'm',
    words: 'members people devices invite join roles revoke peers network',
  },
  { place: 'conflicts', title: 'Conflicts', tab: null, icon: GitFork, letter: 'c', words: 'merge both versions decide inbox choose' },
  { place: 'trash', title: 'Trash', tab: null, icon: Trash2, letter: 'x', words: 'deleted restore undelete bin' },
  { place: 'settings', title: 'Settings', tab: null, icon: Settings2, letter: 's', words: 'backup restore store people sprints theme' },
];
