import { Ellipsis, History, Table2, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { openEditor } from '#renderer/state/editor-request.ts';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { useReadOnly } from '#renderer/state/read-only.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import type { RoadmapId } from '#shared/plan/identity.ts';

/** What concerns the roadmap as a whole. */
export function RoadmapMenu({ roadmapId, title, issues }: { roadmapId: RoadmapId; title: string; issues: number }): ReactNode {
  const readOnly = useReadOnly();
  const scope = new URLSearchParams({ roadmap: roadmapId });
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label="More" size={26} />}
      entries={[
        { id: 'table', label: 'Its issues in the table', icon: Table2, onPick: () => navigate(hashOf('issues', null, scope)) },
        { id: 'activity', label: 'What was changed in it', icon: History, onPick: () => navigate(hashOf('activity', null, scope)) },
        {
          id: 'delete',
          label: 'Delete the roadmap',
          icon: Trash2,
          tone: 'danger',
          separated: true,
          disabledReason: readOnly ? 'Nothing can be changed in the plan as it was' : undefined,
          onPick: () => openEditor.set({ kind: 'delete-roadmap', roadmapId, title, issues }),
        },
      ]}
    />
  );
}
