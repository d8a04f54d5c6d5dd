import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { hashOfList, navigate, routeOf } from '#renderer/state/navigation.ts';
import { clearSelection } from '#renderer/state/selection.ts';
import { knownIssue } from '#renderer/state/known-row.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { IssueId } from '#shared/plan/identity.ts';
import { deleteAsks } from '../delete-limit.ts';
import { Modal } from '../modal.tsx';

/** What a {@link DeleteDialog} takes. */
export interface DeleteDialogProps {
  readonly issueIds: readonly IssueId[];
  readonly onClose: () => void;
}

/** Deletes issues: a few at once, with the way back in the toast; many only after asking, with their number. */
export function DeleteDialog(props: DeleteDialogProps): ReactNode {
  return deleteAsks(props.issueIds.length) ? <Question {...props} /> : <AtOnce {...props} />;
}

/** Sends the command, leaves the page of what is gone, and says what went. */
function useDelete({ issueIds, onClose }: DeleteDialogProps): () => void {
  const send = useCommand();
  return useCallback(() => {
    onClose();
    const [first] = issueIds;
    const one = issueIds.length === 1 && first !== undefined ? knownIssue(first) : undefined;
    const freed = one?.unblocks ?? 0;
    const waits = freed === 0 ? '' : freed === 1 ? '; one issue no longer waits for it' : `; ${freed} issues no longer wait for it`;
    const told = ({ deleted }: { readonly deleted: number }) => ({
      text: one === undefined ? `Deleted ${deleted === 1 ? 'one issue' : `${deleted} issues`}` : `Deleted ${one.key} ${one.title}${waits}`,
    });
    void send('delete-issue', { issueIds: [...issueIds] }, { told }).then((answer) => {
      if (!answer.ok) return;
      clearSelection();
      const route = routeOf(location.hash);
      if (route.place === 'issue') navigate(hashOfList(route));
    });
  }, [issueIds, onClose, send]);
}

function AtOnce(props: DeleteDialogProps): ReactNode {
  const remove = useDelete(props);
  const started = useRef(false);
  useEffect(() => {
    // Strict mode runs effects twice; a delete must start once.
    if (started.current) return;
    started.current = true;
    remove();
  }, [remove]);
  return null;
}

function Question(props: DeleteDialogProps): ReactNode {
  const remove = useDelete(props);
  const count = props.issueIds.length;
  return (
    <Modal label="Delete" onClose={props.onClose}>
      <h2 className="modal-head">Delete {count} issues?</h2>
      <div className="modal-body">
        <p>
          Their checklists, comments and dependencies go with them, into the trash. One undo, or restoring them from there, brings
          everything back.
        </p>
      </div>
      <div className="modal-foot">
        <Button onClick={props.onClose}>Keep</Button>
        <Button tone="destructive" data-autofocus="" onClick={remove}>
          Delete {count}
        </Button>
      </div>
    </Modal>
  );
}
