import { ChevronDown, ChevronUp, Copy, Ellipsis, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import { type Action, useOfferedActions } from '#renderer/state/action.ts';
import { InPresent } from '#renderer/state/engine-context.tsx';
import { openEditor } from '#renderer/state/editor-request.ts';
import { listQueryOf, windowArgs } from '#renderer/state/list-query.ts';
import { hashOf, hashOfList, openIssue, type Route, navigate } from '#renderer/state/navigation.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { readOnlyWords, useReadOnlyReason } from '#renderer/state/read-only.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { IssueId } from '#shared/plan/identity.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { PresentPeople } from './present-people.tsx';
import { UndoButtons } from './undo-buttons.tsx';

/** Issues that are looked at on either side of the remembered place: the list may have moved since. */
const reach = 25;

/** The top bar of an issue: the way to it, its neighbours in the list it was opened from, its key. */
export function IssueBar({ route }: { route: Route }): ReactNode {
  const issueId = IssueId.parse(route.id);
  const reason = useReadOnlyReason();
  const detail = useQuery('issue-detail', { issueId }).result?.summary ?? null;
  const list = useMemo(() => listQueryOf(route), [route]);
  const at = Math.max(0, Number(route.search.get('at') ?? '0') || 0);
  const from = Math.max(0, at - reach);
  const { result } = useQuery('issue-list', windowArgs(list, from, 2 * reach + 1));
  const rows = result?.rows ?? [];
  const found = rows.findIndex((row) => row.id === issueId);
  const previous = found > 0 ? rows[found - 1] : undefined;
  const next = found >= 0 ? rows[found + 1] : undefined;

  const actions = useMemo(() => {
    const offered: Action[] = [
      {
        id: 'issue-back',
        group: 'issue',
        title: 'Back to the list',
        keys: [['Escape']],
        run: () => navigate(hashOfList(route)),
      },
    ];
    if (next !== undefined)
      offered.push({
        id: 'issue-next',
        group: 'issue',
        title: 'Next issue',
        keys: [['j'], ['ArrowRight']],
        run: () => openIssue(next.id, from + found + 1),
      });
    if (previous !== undefined)
      offered.push({
        id: 'issue-previous',
        group: 'issue',
        title: 'Previous issue',
        keys: [['k'], ['ArrowLeft']],
        run: () => openIssue(previous.id, from + found - 1),
      });
    return offered;
  }, [route, next, previous, from, found]);
  useOfferedActions(actions);

  useEffect(() => {
    if (detail !== null) document.title = `${detail.key} ${detail.title} – Sextant`;
    return () => {
      document.title = 'Sextant';
    };
  }, [detail]);

  if (detail === null) return <Breadcrumb crumbs={[{ title: 'All issues', href: hashOfList(route) }]} />;
  const copy = (text: string, what: string): void => {
    void navigator.clipboard.writeText(text).then(
      () => showToast({ tone: 'done', text: `Copied ${what}` }),
      () => showToast({ tone: 'problem', text: `The clipboard refused ${text}. Select it and copy it by hand.` }),
    );
  };
  return (
    <>
      <Breadcrumb
        crumbs={[
          { title: detail.roadmap, href: hashOf('roadmap', detail.roadmapId) },
          ...(detail.sprint === null
            ? []
            : [{ title: detail.sprint, href: hashOf('issues', null, new URLSearchParams({ sprint: detail.sprint, group: 'none' })) }]),
          { title: detail.key, href: null },
        ]}
      />
      <span className="top-bar-space" />
      {found >= 0 && (
        <>
          <span className="top-bar-count">
            {countText(from + found + 1)} of {countText(result?.summary.total ?? 0)}
          </span>
          <IconButton
            icon={ChevronUp}
            label="Previous issue"
            hint="K"
            size={26}
            disabledReason={previous === undefined ? 'It is the first of the list' : undefined}
            onClick={() => previous && openIssue(previous.id, from + found - 1)}
          />
          <IconButton
            icon={ChevronDown}
            label="Next issue"
            hint="J"
            size={26}
            disabledReason={next === undefined ? 'It is the last of the list' : undefined}
            onClick={() => next && openIssue(next.id, from + found + 1)}
          />
        </>
      )}
      <InPresent>
        <PresentPeople />
      </InPresent>
      {reason === null && <UndoButtons />}
      <Button tone="ghost" icon={Copy} onClick={() => copy(detail.key, detail.key)}>
        Copy key
      </Button>
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label="More" size={26} />}
        entries={[
          {
            id: 'copy-title',
            label: 'Copy key and title',
            icon: Copy,
            onPick: () => copy(`${detail.key} ${detail.title}`, 'key and title'),
          },
          {
            id: 'delete',
            label: 'Delete',
            icon: Trash2,
            tone: 'danger',
            hint: 'Del',
            separated: true,
            disabledReason: reason === null ? undefined : readOnlyWords(reason),
            onPick: () => openEditor.set({ kind: 'delete', issueIds: [issueId] }),
          },
        ]}
      />
    </>
  );
}
