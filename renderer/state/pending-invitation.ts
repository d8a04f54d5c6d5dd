// An invitation that reached the page and that nobody has answered yet: whoever shows the dialog for joining reads it here. It is never part
// of the address, because its secret would lie in the history.
import { receiveJoinLinks } from '#renderer/connection/connection.ts';
import { createStore } from './store.ts';

/** The link of the invitation that waits for an answer; empty: somebody is about to paste one; `null`: none, or it was accepted or turned down. */
export const pendingInvitation = createStore<string | null>(null);

/** Takes invitation links from now on; call once, when the page starts. */
export function startInvitations(): void {
  receiveJoinLinks((link) => pendingInvitation.set(link));
}
