import { type ReactNode, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQueries } from '#renderer/state/use-queries.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Picker } from '#renderer/ui/picker.tsx';
import type { FlagRow } from '#shared/contract/flag.ts';
import type { FlagId, MilestoneId } from '#shared/plan/identity.ts';

/** The milestone that a flag is meant to be on for everybody with; a press chooses another one. */
export function FlagMilestone({ flag, flagId }: { readonly flag: FlagRow; readonly flagId: FlagId }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="flag-milestone ellipsis" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {flag.milestone ?? <span className="text-faint">none</span>}
      </button>
      {open && <Choice flag={flag} flagId={flagId} onClose={() => setOpen(false)} />}
    </>
  );
}

function Choice({ flag, flagId, onClose }: { flag: FlagRow; flagId: FlagId; onClose: () => void }): ReactNode {
  const send = useCommand();
  const roadmaps = useQuery('workspace', {}).result?.rows ?? [];
  const outlines = useQueries(
    'roadmap-outline',
    roadmaps.map((roadmap) => ({ roadmapId: roadmap.id })),
  );
  const milestones = outlines.flatMap(({ result }, place) =>
    (result?.rows ?? []).map((milestone) => ({
      value: milestone.id,
      label: milestone.key === milestone.title ? milestone.key : `${milestone.key} ${milestone.title}`,
      ...(roadmaps.length > 1 ? { note: roadmaps[place]?.title } : {}),
    })),
  );
  return (
    <Picker<MilestoneId | null>
      label={`Milestone of ${flag.name}`}
      entries={[{ value: null, label: 'No milestone' }, ...milestones]}
      selected={[flag.milestoneId]}
      anchor={document.activeElement}
      open
      onOpenChange={(open) => !open && onClose()}
      onPick={(milestoneId) => void send('update-flag', { flagId, milestoneId })}
    />
  );
}
