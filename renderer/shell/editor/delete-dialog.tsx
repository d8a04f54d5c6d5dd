import type { ReactNode } from 'react';
import { hashOfList, navigate, routeOf } from '#renderer/state/navigation.ts';
import { clearSelection } from '#renderer/state/selection.ts';
import { knownIssue } from '#renderer/state/known-issue.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { IssueId } from '#shared/plan/identity.ts';
import { Modal } from '../modal.tsx';

/** Asks before issues are deleted, with their number. */
export function DeleteDialog({ issueIds, onClose }: { issueIds: readonly IssueId[]; onClose: () => void }): ReactNode {
  const send = useCommand();
  const count = issueIds.length;
  const one = issueIds[0] === undefined ? undefined : knownIssue(issueIds[0]);
  const what = count === 1 ? (one === undefined ? 'this issue' : `${one.key} ${one.title}`) : `${count} issues`;
  const unblocks = count === 1 ? (one?.unblocks ?? 0) : 0;
  const remove = async (): Promise<void> => {
    onClose();
    const answer = await send('delete-issue', { issueIds: [...issueIds] });
    if (!answer.ok) return;
    clearSelection();
    const route = routeOf(location.hash);
    if (route.place === 'issue') navigate(hashOfList(route));
    showToast({ tone: 'done', text: answer.value.deleted === 1 ? `Deleted ${what}` : `Deleted ${answer.value.deleted} issues` });
  };
  return (
    <Modal label="Delete" onClose={onClose}>
      <h2 className="modal-head">Delete {what}?</h2>
      <div className="modal-body">
        <p>
          {count === 1
            ? 'Its checklists, comments and dependencies go with it.'
            : 'Their checklists, comments and dependencies go with them.'}
          {unblocks > 0 && ` ${unblocks === 1 ? 'One issue waits' : `${unblocks} issues wait`} for it and will no longer be blocked by it.`}
        </p>
      </div>
      <div className="modal-foot">
        <Button onClick={onClose}>Keep</Button>
        <Button tone="destructive" data-autofocus="" onClick={() => void remove()}>
          Delete {count}
        </Button>
      </div>
    </Modal>
  );
}
