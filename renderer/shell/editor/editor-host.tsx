import { type ReactNode, useCallback, useEffect } from 'react';
import { openEditor } from '#renderer/state/editor-request.ts';
import { tellReadOnly } from '#renderer/state/refusal.ts';
import { useStore } from '#renderer/state/store.ts';
import { useReadOnlyReason } from '#renderer/state/read-only.ts';
import { AnchorPoint } from './anchor-point.tsx';
import { CreateIssueDialog } from './create-issue-dialog.tsx';
import { CreateRoadmapDialog } from './create-roadmap-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { DeleteRoadmapDialog } from './delete-roadmap-dialog.tsx';
import { EstimateEditor } from './estimate-editor.tsx';
import { FlagEditor } from './flag-editor.tsx';
import { HoldEditor } from './hold-editor.tsx';
import { IssueMenu } from './issue-menu.tsx';
import { LabelPicker } from './label-picker.tsx';
import { LinkPicker } from './link-picker.tsx';
import { TitleEditor } from './title-editor.tsx';
import { ValuePicker } from './value-picker.tsx';

/** Shows the editor that some view has asked for, over the page; in a plan that nobody can change it says so instead. */
export function EditorHost(): ReactNode {
  const request = useStore(openEditor);
  const close = useCallback(() => {
    // Only the editor that is open may close itself: one that opened from it stays.
    if (openEditor.get() === request) openEditor.set(null);
  }, [request]);
  const reason = useReadOnlyReason();
  const refused = reason !== null && request !== null;
  useEffect(() => {
    if (!refused) return;
    openEditor.set(null);
    tellReadOnly(reason);
  }, [refused, reason]);
  if (request === null || refused) return null;
  if (request.kind === 'create-issue')
    return <CreateIssueDialog roadmapId={request.roadmapId} milestoneId={request.milestoneId ?? null} onClose={close} />;
  if (request.kind === 'create-roadmap') return <CreateRoadmapDialog onClose={close} />;
  if (request.kind === 'delete-roadmap') {
    const { roadmapId, title, issues } = request;
    return <DeleteRoadmapDialog roadmapId={roadmapId} title={title} issues={issues} onClose={close} />;
  }
  if (request.kind === 'delete') return <DeleteDialog issueIds={request.issueIds} onClose={close} />;
  if (request.kind === 'menu') {
    return (
      <AnchorPoint key={`menu ${request.anchor.x} ${request.anchor.y}`} anchor={request.anchor}>
        {(element) => <IssueMenu issueIds={request.issueIds} anchor={element} onClose={close} />}
      </AnchorPoint>
    );
  }
  const { field, issueIds, anchor } = request;
  return (
    <AnchorPoint key={`${field} ${issueIds.join(' ')}`} anchor={anchor}>
      {(element) => {
        if (field === 'estimate') return <EstimateEditor issueIds={issueIds} anchor={element} onClose={close} />;
        if (field === 'title') return <TitleEditor issueIds={issueIds} anchor={element} onClose={close} />;
        if (field === 'labels') return <LabelPicker issueIds={issueIds} anchor={element} onClose={close} />;
        if (field === 'flag') return <FlagEditor issueIds={issueIds} anchor={element} onClose={close} />;
        if (field === 'hold') return <HoldEditor issueIds={issueIds} anchor={element} onClose={close} />;
        if (field === 'waits-for' || field === 'unblocks' || field === 'parent')
          return <LinkPicker field={field} issueIds={issueIds} anchor={element} onClose={close} />;
        return <ValuePicker field={field} issueIds={issueIds} anchor={element} onClose={close} />;
      }}
    </AnchorPoint>
  );
}
