import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { choosePlanFiles } from '#renderer/feature/import/choose-file.ts';
import { ImportPanel, type ImportPanelProps } from '#renderer/feature/import/import-panel.tsx';
import { BundlePanel } from '#renderer/feature/team/bundle-panel.tsx';
import { JoinPanel } from '#renderer/feature/team/join-panel.tsx';
import { useOfferedActions } from '#renderer/state/action.ts';
import { InPresent } from '#renderer/state/engine-context.tsx';
import { openEditor } from '#renderer/state/editor-request.ts';
import { hashOf, useRoute } from '#renderer/state/navigation.ts';
import { isBundle, pendingBundle } from '#renderer/state/pending-bundle.ts';
import { pendingInvitation } from '#renderer/state/pending-invitation.ts';
import { useReadOnly } from '#renderer/state/read-only.ts';
import { targetIssues, useSelection } from '#renderer/state/selection.ts';
import { useStore } from '#renderer/state/store.ts';
import { currentToast } from '#renderer/state/toast.ts';
import { useUndo } from '#renderer/state/undo.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useUnreadableView, useView } from '#renderer/state/view.ts';
import { Toast, type ToastMessage } from '#renderer/ui/toast.tsx';
import type { Problem } from '#shared/contract/problem.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { DropTarget } from './drop-target.tsx';
import { EditorHost } from './editor/editor-host.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { FirstRun } from './first-run.tsx';
import { capOf } from './key-sequence.ts';
import { KeySheet } from './key-sheet.tsx';
import { frameId, Modal } from './modal.tsx';
import { pageActions } from './page-action.ts';
import { Palette } from './palette.tsx';
import { workspacePlaces } from './place-entry.ts';
import { PlaceView } from './place-view.tsx';
import { isMac } from './platform.ts';
import { PresenceSender } from './present-people.tsx';
import { selectionActions } from './selection-action.ts';
import { Sidebar } from './sidebar.tsx';
import { TeamBanner } from './team-banner.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeyboard } from './use-keyboard.ts';
import { useRail } from './use-rail.ts';
import { NoView, NoViewBanner, ViewBanner } from './view-banner.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';
import './shell.css';

type Overlay =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'import'; readonly source: ImportPanelProps['source']; readonly sample?: boolean };

/** The whole page: sidebar, top bar, the view of the place, and what lies over them. */
export function Shell(): ReactNode {
  const route = useRoute();
  const view = useView();
  const readOnly = useReadOnly();
  const unreadable = useUnreadableView();
  const { result } = useQuery('workspace', {});
  const toast = useStore(currentToast);
  const invitation = useStore(pendingInvitation);
  const bundle = useStore(pendingBundle);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [importing, setImporting] = useState(false);
  const close = useCallback(() => setOverlay(null), []);
  const startImport = useCallback((source: ImportPanelProps['source']) => setOverlay({ kind: 'import', source }), []);
  const openSample = useCallback((source: ImportPanelProps['source']) => setOverlay({ kind: 'import', source, sample: true }), []);
  const takeFiles = useCallback(
    (files: readonly File[]) => {
      const dropped = files.find(isBundle);
      if (dropped === undefined) startImport(files);
      else pendingBundle.set(dropped);
    },
    [startImport],
  );
  const chooseFiles = useCallback(() => choosePlanFiles(startImport), [startImport]);
  const openPalette = useCallback(() => setOverlay({ kind: 'palette' }), []);
  const openKeySheet = useCallback(() => setOverlay({ kind: 'keys' }), []);
  const [rail, toggleRail] = useRail(route.place);

  useKeyboard();
  const undo = useUndo();
  const roadmaps = result?.rows;
  const sprints = result?.summary.sprintNames;
  const views = useQuery('saved-view-list', {}).result?.rows;
  useOfferedActions(
    useMemo(
      () =>
        pageActions(
          { openPalette, openKeySheet, toggleRail, chooseFiles, undo, view, readOnly },
          roadmaps ?? [],
          sprints ?? [],
          views ?? [],
        ),
      [openPalette, openKeySheet, toggleRail, chooseFiles, undo, view, readOnly, roadmaps, sprints, views],
    ),
  );
  const selection = useSelection();
  const openIssueId = route.place === 'issue' ? IssueId.safeParse(route.id).data : undefined;
  useOfferedActions(
    useMemo(
      // On the page of an issue, actions are about that issue, whatever is selected in the list behind it.
      () =>
        readOnly
          ? []
          : openIssueId === undefined
            ? selectionActions(targetIssues(selection), selection.ids.size > 0)
            : selectionActions([openIssueId], false),
      [readOnly, selection, openIssueId],
    ),
  );
  useWindowTitle(result?.summary.name);

  const ofWorkspace = route.place === 'components' || workspacePlaces.some((entry) => entry.place === route.place);
  const empty = result !== undefined && result.rows.length === 0 && !ofWorkspace;
  return (
    <DropTarget onFiles={takeFiles}>
      <div id={frameId} className="frame" data-read-only={readOnly ? '' : undefined}>
        {empty ? (
          <FirstRun
            folder={result.summary.folder}
            onChoose={chooseFiles}
            onSample={openSample}
            onEmpty={() => openEditor.set({ kind: 'create-roadmap' })}
          />
        ) : (
          <>
            <Sidebar
              rail={rail}
              head={<WorkspaceMenu rail={rail} onImport={chooseFiles} onKeySheet={openKeySheet} />}
              onSearch={openPalette}
              onAddRoadmap={() => openEditor.set({ kind: 'create-roadmap' })}
              commandKey={capOf('mod+k', isMac)}
            />
            <div className="frame-main">
              {unreadable && <NoViewBanner />}
              {refused !== null ? (
                <NoView problem={refused} />
              ) : (
                <>
                  {view !== null && <ViewBanner view={view} onRefused={setRefused} />}
                  <TeamBanner />
                  <TopBar />
                  <div className="frame-view">
                    <ErrorBoundary place={hashOf(route.place, route.id)}>
                      <PlaceView route={route} />
                    </ErrorBoundary>
                  </div>
                </>
              )}
            </div>
          </>
        )}
      </div>
      <InPresent>
        <PresenceSender isPresent={view === null} />
      </InPresent>
      <EditorHost />
      {overlay?.kind === 'palette' && <Palette onClose={close} onKeySheet={openKeySheet} />}
      {overlay?.kind === 'keys' && <KeySheet onClose={close} />}
      {overlay?.kind === 'import' && (
        <Modal label="Import" className="import-modal" onClose={() => !importing && close()}>
          <ImportPanel source={overlay.source} sample={overlay.sample ?? false} onClose={close} onBusy={setImporting} />
        </Modal>
      )}
      {invitation !== null && (
        <Modal label="Join a team" onClose={turnDown}>
          <InPresent>
            <JoinPanel key={invitation} link={invitation} onClose={turnDown} />
          </InPresent>
        </Modal>
      )}
      {bundle !== null && (
        <Modal label="Import a bundle" onClose={leaveBundle}>
          <InPresent>
            <BundlePanel file={bundle} onClose={leaveBundle} />
          </InPresent>
        </Modal>
      )}
      <Toast message={toast === null ? null : withKeys(toast)} onClose={closeToast} />
    </DropTarget>
  );
}

/** Closes the dialog for joining; the invitation can be opened again. */
const turnDown = (): void => pendingInvitation.set(null);

/** Closes the dialog of a bundle; what was not taken in yet is not taken in. */
const leaveBundle = (): void => pendingBundle.set(null);

/** Stays the same, so that drawing the page again does not lengthen the toast's stay. */
const closeToast = (): void => currentToast.set(null);

/** Keys of what a toast offers, so that the next time the hand need not leave the keyboard. */
const toastKeys: Readonly<Record<string, string>> = { Undo: 'mod+z', Redo: 'mod+shift+z' };

function withKeys(message: ToastMessage): ToastMessage {
  const actions = (message.actions ?? []).map((action) => {
    const stroke = toastKeys[action.label];
    return stroke === undefined ? action : { ...action, hint: capOf(stroke, isMac) };
  });
  return { ...message, actions };
}

function useWindowTitle(workspace: string | undefined): void {
  useEffect(() => {
    if (workspace !== undefined) document.title = `${workspace} – Sextant`;
  }, [workspace]);
}
