import type { ReactNode } from 'react';
import { syncTitle } from '#renderer/sign/sync-words.ts';
import { InPresent } from '#renderer/state/engine-context.tsx';
import { useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { BundleSection } from './parts/bundle-section.tsx';
import { InvitationSection } from './parts/invitation-section.tsx';
import { JoinState } from './parts/join-state.tsx';
import { LeaveTeam } from './parts/leave-team.tsx';
import { MemberTable } from './parts/member-table.tsx';
import { RepairSection } from './parts/repair-section.tsx';
import { StartTeam } from './parts/start-team.tsx';
import { SyncSection } from './parts/sync-section.tsx';
import './team.css';

/** Who belongs to the workspace, how far their devices are, who is invited, and how this device works with others. Always about the present. */
export function TeamView(): ReactNode {
  return (
    <InPresent>
      <TeamPage />
    </InPresent>
  );
}

function TeamPage(): ReactNode {
  const team = useQuery('team', {});
  const sync = useQuery('sync-status', { today: useToday() });
  const problem = team.problem ?? sync.problem;
  if (team.result === undefined || sync.result === undefined) {
    return (
      <main className="team-page" aria-label="Team & sync" aria-busy={problem === null}>
        {problem === null ? <SkeletonRow widths={[320, 0]} /> : <ErrorNote title="The team could not be read">{problem.message}</ErrorNote>}
      </main>
    );
  }
  const { summary, rows } = team.result;
  const { removed } = sync.result.summary;
  const joining = <JoinState waitingFor={sync.result.summary.waitingFor} refused={sync.result.summary.refused} />;
  if (summary.workspaceId === null) {
    return (
      <main className="team-page" aria-label="Team & sync">
        {joining}
        {sync.result.summary.waitingFor === null && <StartTeam called={summary.called} />}
      </main>
    );
  }
  return (
    <main className="team-page" aria-label="Team & sync">
      <header>
        <h1 className="text-page-title">{syncTitle(sync.result.summary, sync.result.rows)}</h1>
        {(sync.result.rows.length > 0 || sync.result.summary.trouble !== null || removed !== null) && (
          <p className="team-sentence" role="status">
            {sync.result.summary.sentence}
          </p>
        )}
        {summary.role === null && removed === null && (
          <ErrorNote title="This device was shut out of the team">
            What it had by then is still here, and nobody takes what it changes from now on. An owner can invite it again.
          </ErrorNote>
        )}
      </header>
      {joining}
      <MemberTable members={rows} role={summary.role} peers={sync.result.rows} />
      {summary.role !== null && removed === null && (
        <InvitationSection summary={summary} members={rows} enabled={sync.result.summary.enabled} />
      )}
      {summary.role !== null && removed === null && <BundleSection members={rows} />}
      <SyncSection summary={sync.result.summary} />
      <RepairSection members={rows} />
      {summary.role !== null && removed === null && <LeaveTeam members={rows} />}
    </main>
  );
}
