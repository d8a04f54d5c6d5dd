import type { ReactNode } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Picker } from '#renderer/ui/picker.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import type { MilestoneId, RoadmapId } from '#shared/plan/identity.ts';
import type { EditorProps } from './editor-props.ts';

/** Chooses a milestone among those of the issues' roadmap; says so when they are of more than one. */
export function MilestonePicker({ issueIds, anchor, onClose }: EditorProps): ReactNode {
  const rows = useKnownIssues(issueIds);
  if (rows === undefined) return null;
  const roadmapIds = [...new Set(rows.map((row) => row.roadmapId))];
  const [roadmapId] = roadmapIds;
  if (roadmapId === undefined) return null;
  if (roadmapIds.length > 1) {
    return (
      <Popover label="Milestone" anchor={anchor} open onOpenChange={(open) => !open && onClose()} width={280}>
        <p className="editor-note">
          These issues are of {roadmapIds.length} roadmaps, and a milestone belongs to one. Select issues of a single roadmap.
        </p>
      </Popover>
    );
  }
  const present = [...new Set(rows.map((row) => row.milestoneId))];
  return (
    <MilestonesOf
      roadmapId={roadmapId}
      present={present.length === 1 ? present : []}
      issueIds={issueIds}
      anchor={anchor}
      onClose={onClose}
    />
  );
}

function MilestonesOf(
  props: EditorProps & { readonly roadmapId: RoadmapId; readonly present: readonly (MilestoneId | null)[] },
): ReactNode {
  const { roadmapId, present, issueIds, anchor, onClose } = props;
  const send = useCommand();
  const { result } = useQuery('roadmap-outline', { roadmapId });
  if (result === undefined) return null;
  const set = (milestoneId: MilestoneId | null): void => void send('set-milestone', { issueIds: [...issueIds], milestoneId });
  return (
    <Picker<MilestoneId | null>
      label="Milestone"
      entries={[
        { value: null, label: 'No milestone' },
        ...result.rows.map((milestone) => ({ value: milestone.id, label: milestoneName(milestone.key, milestone.title) })),
      ]}
      selected={present}
      onPick={set}
      onCreate={(text) => {
        void send('create-milestone', { roadmapId, key: text.split(/[\s:]/)[0] ?? text, title: text }).then((answer) => {
          if (answer.ok) set(answer.value.milestoneId);
        });
      }}
      anchor={anchor}
      open
      onOpenChange={(open) => !open && onClose()}
    />
  );
}

/** Key and title, without saying the key twice. */
function milestoneName(key: string, title: string): string {
  return title.startsWith(key) ? title : `${key} ${title}`;
}
