// The actions that are there on every page: new things, places, the picture itself.
import {
  Bookmark,
  CalendarCheck,
  FileDown,
  FolderPlus,
  GitCompare,
  Map as MapIcon,
  Moon,
  PanelLeft,
  Plus,
  Redo2,
  Sun,
  SunMoon,
  Undo2,
} from 'lucide-react';
import type { Action } from '#renderer/state/action.ts';
import { openEditor } from '#renderer/state/editor-request.ts';
import { hashInScope, hashOf, navigate, routeOf } from '#renderer/state/navigation.ts';
import { hashOfView } from '#renderer/state/saved-view.ts';
import { setTheme } from '#renderer/state/theme.ts';
import type { UndoView } from '#renderer/state/undo.ts';
import { lookAt } from '#renderer/state/view.ts';
import type { RoadmapRow } from '#shared/contract/query.ts';
import type { SavedViewRow } from '#shared/contract/saved-view.ts';
import type { View } from '#shared/contract/view.ts';
import { planPlaces, readyPlace, workspacePlaces } from './place-entry.ts';

/** What the page's own actions call. */
export interface PageControl {
  readonly openPalette: () => void;
  readonly openKeySheet: () => void;
  readonly toggleRail: () => void;
  readonly chooseFiles: () => void;
  readonly undo: UndoView;
  /** The plan that the page looks at, `null` for the present. */
  readonly view: View | null;
  /** Whether nothing can be changed in it. */
  readonly readOnly: boolean;
}

/** Every action that does not depend on issues. */
export function pageActions(
  control: PageControl,
  roadmaps: readonly RoadmapRow[],
  sprints: readonly string[],
  views: readonly SavedViewRow[],
): Action[] {
  return [
    { id: 'palette', group: 'help', title: 'Search or command', keys: [['mod+k']], listed: false, run: control.openPalette },
    { id: 'keys', group: 'help', title: 'Every key', keys: [['?']], run: control.openKeySheet },
    ...(control.readOnly ? [] : changingActions(control)),
    ...(control.view === null ? [] : [presentAction]),
    ...[readyPlace, ...planPlaces, ...workspacePlaces].map((entry): Action => ({
      id: `go-${entry.place}`,
      group: 'go',
      title: entry.title,
      icon: entry.icon,
      ...(entry.words === undefined ? {} : { words: entry.words }),
      keys: [['g', entry.letter]],
      run: () => navigate(planPlaces.includes(entry) ? hashInScope(entry.place, routeOf(location.hash)) : hashOf(entry.place)),
    })),
    {
      id: 'go-compare',
      group: 'go',
      title: 'Compare two plans',
      icon: GitCompare,
      words: 'difference diff history baseline scenario',
      run: () => navigate(hashOf('compare')),
    },
    ...roadmaps.map((roadmap): Action => ({
      id: `go-roadmap-${roadmap.id}`,
      group: 'go',
      title: roadmap.title,
      icon: MapIcon,
      effect: `${roadmap.openIssues} of ${roadmap.issues} open`,
      run: () => navigate(hashOf('roadmap', roadmap.id)),
    })),
    ...views.map((view): Action => ({
      id: `go-view-${view.id}`,
      group: 'go',
      title: view.name,
      icon: Bookmark,
      run: () => navigate(hashOfView(view)),
    })),
    ...sprints.map((name): Action => ({
      id: `go-sprint-${name}`,
      group: 'go',
      title: name,
      run: () => navigate(hashOf('issues', null, new URLSearchParams({ sprint: name, group: 'none' }))),
    })),
    { id: 'toggle-rail', group: 'view', title: 'Narrow or widen the sidebar', icon: PanelLeft, keys: [['[']], run: control.toggleRail },
    { id: 'theme-light', group: 'view', title: 'Theme: light', icon: Sun, run: () => setTheme('light') },
    { id: 'theme-dark', group: 'view', title: 'Theme: dark', icon: Moon, run: () => setTheme('dark') },
    { id: 'theme-system', group: 'view', title: 'Theme: as the system', icon: SunMoon, run: () => setTheme('system') },
    { id: 'go-components', group: 'help', title: 'Component sheet', run: () => navigate(hashOf('components')) },
  ];
}

/** The way out of another view, from the keyboard. */
const presentAction: Action = {
  id: 'go-present',
  group: 'go',
  title: 'Back to the present',
  icon: CalendarCheck,
  words: 'leave view moment baseline scenario now',
  run: () => lookAt(null),
};

/** What changes the plan: not there where nothing can be changed. */
function changingActions(control: PageControl): Action[] {
  return [
    {
      id: 'undo',
      group: 'edit',
      title: 'Undo',
      words: 'take back revert',
      icon: Undo2,
      keys: [['mod+z']],
      ...(control.undo.undo === null ? {} : { effect: control.undo.undo.label }),
      run: control.undo.runUndo,
    },
    {
      id: 'redo',
      group: 'edit',
      title: 'Redo',
      words: 'do again',
      icon: Redo2,
      keys: [['mod+shift+z'], ['mod+y']],
      ...(control.undo.redo === null ? {} : { effect: control.undo.redo.label }),
      run: control.undo.runRedo,
    },
    {
      id: 'create-issue',
      group: 'create',
      title: 'New issue',
      icon: Plus,
      keys: [['c']],
      run: () => openEditor.set({ kind: 'create-issue', roadmapId: null }),
    },
    {
      id: 'create-roadmap',
      group: 'create',
      title: 'New roadmap',
      icon: FolderPlus,
      run: () => openEditor.set({ kind: 'create-roadmap' }),
    },
    { id: 'import', group: 'create', title: 'Import plan files…', icon: FileDown, keys: [['mod+o']], run: control.chooseFiles },
  ];
}
