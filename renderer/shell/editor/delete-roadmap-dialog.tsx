import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { deleteAsks } from '../delete-limit.ts';
import { Modal } from '../modal.tsx';

/** What a {@link DeleteRoadmapDialog} takes. */
export interface DeleteRoadmapDialogProps {
  readonly roadmapId: RoadmapId;
  readonly title: string;
  /** How many go with it. */
  readonly issues: number;
  readonly onClose: () => void;
}

/** Deletes a roadmap with everything in it: a small one at once, with the way back in the toast; a large one only after asking. */
export function DeleteRoadmapDialog({ roadmapId, title, issues, onClose }: DeleteRoadmapDialogProps): ReactNode {
  const send = useCommand();
  const started = useRef(false);
  const asks = deleteAsks(issues);
  const remove = useCallback((): void => {
    onClose();
    const all = issues === 0 ? '' : issues === 1 ? ' with its issue' : ` with its ${countText(issues)} issues`;
    const told = () => ({ text: `Deleted ${title}${all}` });
    void send('delete-roadmap', { roadmapId }, { told }).then((answer) => answer.ok && navigate(hashOf('issues')));
  }, [send, roadmapId, title, issues, onClose]);
  useEffect(() => {
    // Strict mode runs effects twice; a delete must start once.
    if (asks || started.current) return;
    started.current = true;
    remove();
  }, [asks, remove]);
  if (!asks) return null;
  return (
    <Modal label="Delete" onClose={onClose}>
      <h2 className="modal-head">Delete {title}?</h2>
      <div className="modal-body">
        <p>Its {countText(issues)} issues, its milestones and everything else in it go with it. One undo brings all of it back.</p>
      </div>
      <div className="modal-foot">
        <Button onClick={onClose}>Keep</Button>
        <Button tone="destructive" data-autofocus="" onClick={remove}>
          Delete the roadmap and {countText(issues)} issues
        </Button>
      </div>
    </Modal>
  );
}
