import {
  Activity,
  ChevronsUpDown,
  FileDown,
  FolderPlus,
  History,
  Keyboard,
  Moon,
  Redo2,
  Settings2,
  Sun,
  SunMoon,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { openEditor } from '#renderer/state/editor-request.ts';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { setTheme, useTheme } from '#renderer/state/theme.ts';
import { useUndo } from '#renderer/state/undo.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { readOnlyWords, useReadOnlyReason } from '#renderer/state/read-only.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { Mark } from '#renderer/sign/mark.tsx';
import { capOf } from './key-sequence.ts';
import { isMac } from './platform.ts';

/** The workspace's name; a press opens what concerns the workspace as a whole. */
export function WorkspaceMenu({ rail, onImport, onKeySheet }: { rail: boolean; onImport: () => void; onKeySheet: () => void }): ReactNode {
  const name = useQuery('workspace', {}).result?.summary.name ?? 'Sextant';
  const theme = useTheme();
  const undo = useUndo();
  const reason = useReadOnlyReason();
  const refused = reason === null ? undefined : readOnlyWords(reason);
  const themeEntry = (id: 'light' | 'dark' | 'system', label: string, icon: typeof Sun) => ({
    id,
    label: theme === id ? `${label} (now)` : label,
    icon,
    onPick: () => setTheme(id),
    separated: id === 'light',
  });
  return (
    <Menu
      trigger={
        <button type="button" className="workspace-button" aria-label={`Workspace ${name}`}>
          <Mark size={18} />
          {!rail && (
            <>
              <span className="workspace-name ellipsis">{name}</span>
              <Icon of={ChevronsUpDown} size={13} />
            </>
          )}
        </button>
      }
      entries={[
        {
          id: 'undo',
          label: 'Undo',
          icon: Undo2,
          hint: capOf('mod+z', isMac),
          disabledReason: refused ?? (undo.undo === null ? 'Nothing to undo' : undefined),
          onPick: undo.runUndo,
        },
        {
          id: 'redo',
          label: 'Redo',
          icon: Redo2,
          hint: capOf('mod+shift+z', isMac),
          disabledReason: refused ?? (undo.redo === null ? 'Nothing to redo' : undefined),
          onPick: undo.runRedo,
        },
        { id: 'activity', label: 'Activity', icon: Activity, onPick: () => navigate(hashOf('activity')) },
        { id: 'history', label: 'History and scenarios', icon: History, onPick: () => navigate(hashOf('history')) },
        { id: 'trash', label: 'Trash', icon: Trash2, onPick: () => navigate(hashOf('trash')) },
        {
          id: 'import',
          label: 'Import plan files…',
          icon: FileDown,
          separated: true,
          disabledReason: refused,
          onPick: onImport,
        },
        {
          id: 'roadmap',
          label: 'New roadmap…',
          icon: FolderPlus,
          disabledReason: refused,
          onPick: () => openEditor.set({ kind: 'create-roadmap' }),
        },
        { id: 'settings', label: 'Settings', icon: Settings2, onPick: () => navigate(hashOf('settings')) },
        themeEntry('light', 'Light', Sun),
        themeEntry('dark', 'Dark', Moon),
        themeEntry('system', 'As the system', SunMoon),
        { id: 'keys', label: 'Every key', icon: Keyboard, hint: '?', separated: true, onPick: onKeySheet },
      ]}
    />
  );
}
