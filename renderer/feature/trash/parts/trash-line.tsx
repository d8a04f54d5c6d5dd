import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { When } from '#renderer/sign/when.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckBox } from '#renderer/ui/check-box.tsx';
import type { TrashRow } from '#shared/contract/trash.ts';
import { kindName } from '../trash-state.ts';

/** What a {@link TrashLine} takes. */
export interface TrashLineProps {
  readonly row: TrashRow;
  readonly chosen: boolean;
  readonly people: readonly { readonly name: string }[];
  readonly today: string;
  readonly now: number;
  readonly onToggle: () => void;
  readonly onRestore: () => void;
}

/** One thing that was deleted: what, where it stood, when and by whom, and the way back. */
export function TrashLine({ row, chosen, people, today, now, onToggle, onRestore }: TrashLineProps): ReactNode {
  return (
    <>
      <span className="trash-check" data-edits="in-place">
        <CheckBox checked={chosen} label={`Choose ${row.key ?? ''} ${row.title}`} onChange={onToggle} />
      </span>
      <span className="trash-kind">{kindName(row.kind)}</span>
      <span className="trash-title ellipsis" title={row.title}>
        {row.key !== null && <span className="text-mono">{row.key}</span>} {row.title}
      </span>
      <span className="trash-place ellipsis">{row.roadmap}</span>
      <span className="trash-who">
        {row.deletedBy !== null && (
          <>
            <Avatar name={row.deletedBy} index={authorIndex(row.deletedBy, people)} size={18} />
            <span className="ellipsis">{row.deletedBy}</span>
          </>
        )}
      </span>
      <span className="trash-when">
        <When at={row.deletedAt} today={today} now={now} />
      </span>
      <Button
        small
        icon={RotateCcw}
        className="trash-restore"
        data-edits="in-place"
        aria-label={`Restore ${row.key ?? ''} ${row.title}`}
        onClick={onRestore}
      >
        Restore
      </Button>
    </>
  );
}
