import { type Bridge, linkMessage } from '#shared/contract/bridge.ts';
import { joinLink } from '#shared/contract/join-link.ts';

/** The link that a message of the preload carries; `null` for every other message. */
function linkIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('type' in data) || !('link' in data)) return null;
  return data.type === linkMessage && typeof data.link === 'string' ? joinLink(data.link) : null;
}

/** Whether a person writes where the event happened, so that what they paste belongs there. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

/**
 * Calls `onLink` with each invitation link that reaches the page: opened by the system (through `bridge`, in the desktop), or pasted
 * anywhere but into a field.
 */
export function listenForJoinLinks(bridge: Bridge | undefined, onLink: (link: string) => void): void {
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window) return;
    const link = linkIn(event.data);
    if (link !== null) onLink(link);
  });
  addEventListener('paste', (event) => {
    const link = isWriting(event.target) ? null : joinLink(event.clipboardData?.getData('text/plain') ?? '');
    if (link === null) return;
    event.preventDefault();
    onLink(link);
  });
  bridge?.requestLinks();
}
