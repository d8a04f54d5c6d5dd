// Tells those who are connected where the person at this page is: at most four times a second, nothing while the page is hidden, and
// without the field once nobody has touched it for a while. The engine sends it on, and keeps it nowhere.
import { useEffect } from 'react';
import type { Presence } from '#shared/contract/team.ts';
import { openEditor } from './editor-request.ts';
import { useEngine } from './engine-context.tsx';
import { routeOf } from './navigation.ts';

/** Shortest time between two tellings, in milliseconds. */
const pace = 250;
/** After how long without a key or a move of the pointer somebody counts as away, in milliseconds. */
const idleTime = 120_000;

/** Where the person is, read off the address, the open editor and the focus. */
function placeNow(idle: boolean): Presence {
  const { place, id } = routeOf(location.hash);
  const roadmapId = place === 'roadmap' ? id : null;
  const issueId = place === 'issue' ? id : null;
  const request = openEditor.get();
  if (idle) return { roadmapId, issueId, field: null, cursor: null, idle };
  if (request?.kind === 'pick') return { roadmapId, issueId: request.issueIds[0] ?? null, field: request.field, cursor: null, idle };
  const focus = document.activeElement;
  const field = issueId === null ? null : (focus?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? null);
  const cursor = field !== null && focus instanceof HTMLTextAreaElement ? focus.selectionStart : null;
  return { roadmapId, issueId, field, cursor, idle };
}

/** Tells where the person is while `shown`; use it once, in the present plan. `isPresent`: the page looks at that and at no other. */
export function useSendPresence(shown: boolean, isPresent: boolean): void {
  const { page } = useEngine();
  useEffect(() => {
    if (!shown) return;
    let told = '';
    let toldAt = Number.NEGATIVE_INFINITY;
    let touchedAt = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (at: Presence | null): void => {
      const words = JSON.stringify(at);
      if (words === told) return;
      told = words;
      toldAt = performance.now();
      void page.connection.run('set-presence', { at });
    };
    const look = (): void => {
      timer = undefined;
      if (document.hidden) return tell(null);
      const idle = performance.now() - touchedAt >= idleTime;
      tell(isPresent ? placeNow(idle) : { roadmapId: null, issueId: null, field: null, cursor: null, idle });
    };
    const soon = (): void => {
      timer ??= setTimeout(look, Math.max(0, toldAt + pace - performance.now()));
    };
    const touched = (): void => {
      touchedAt = performance.now();
      soon();
    };
    const leave = (): void => tell(null);
    const ends = new AbortController();
    const { signal } = ends;
    for (const kind of ['keydown', 'pointermove', 'pointerdown', 'focusin', 'hashchange']) addEventListener(kind, touched, { signal });
    document.addEventListener('selectionchange', soon, { signal });
    document.addEventListener('visibilitychange', soon, { signal });
    addEventListener('pagehide', leave, { signal });
    const endEditor = openEditor.subscribe(soon);
    const watch = setInterval(soon, idleTime / 4);
    soon();
    return () => {
      ends.abort();
      endEditor();
      clearInterval(watch);
      clearTimeout(timer);
      leave();
    };
  }, [page, shown, isPresent]);
}
