import { FileText, Hourglass, type LucideIcon, Map as MapIcon, SquarePen, Undo2, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImportPanelProps } from '#renderer/feature/import/import-panel.tsx';
import { samplePlans } from '#renderer/feature/import/sample-plan.ts';
import { refusalText } from '#renderer/sign/sync-words.ts';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { pendingInvitation } from '#renderer/state/pending-invitation.ts';
import { tellRefusal } from '#renderer/state/refusal.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useUndo } from '#renderer/state/undo.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { capOf } from './key-sequence.ts';
import { Limb } from './limb.tsx';
import { Mark } from '#renderer/sign/mark.tsx';
import { isMac } from './platform.ts';
import './first-run.css';

/** What a {@link FirstRun} takes. */
export interface FirstRunProps {
  readonly folder: string;
  readonly onChoose: () => void;
  readonly onSample: (source: ImportPanelProps['source']) => void;
  readonly onEmpty: () => void;
}

/** What an empty workspace shows: the ways to fill it, by likelihood. */
export function FirstRun({ folder, onChoose, onSample, onEmpty }: FirstRunProps): ReactNode {
  const { undo, runUndo } = useUndo();
  return (
    <main className="first-run">
      <div className="first-run-words">
        <p className="first-run-name">
          <Mark size={28} />
          Sextant
        </p>
        <h1>Where does the plan live today?</h1>
        <p className="first-run-lead">Everything stays on this machine. No account, no server.</p>
        <ul>
          {undo !== null && (
            <Way
              icon={Undo2}
              title="What was here a moment ago"
              action={
                <Button hint={capOf('mod+z', isMac)} onClick={runUndo}>
                  Undo
                </Button>
              }
            >
              The last thing you did: {undo.label}
            </Way>
          )}
          <Way
            icon={FileText}
            title="Plan files"
            action={
              <Button tone="primary" hint={capOf('mod+o', isMac)} onClick={onChoose}>
                Choose…
              </Button>
            }
            first
          >
            Roadmaps and issue lists in Markdown, such as <code>ROADMAP.md</code> or <code>ISSUES.md</code>. Or drop them anywhere on this
            window. Files are read, not changed.
          </Way>
          <Way
            icon={MapIcon}
            title="A sample workspace"
            action={<Button onClick={() => void samplePlans().then(onSample)}>Open sample</Button>}
          >
            Two plans of an imaginary team, to look around in.
          </Way>
          <Way icon={SquarePen} title="Start with an empty roadmap" action={<Button onClick={onEmpty}>Create</Button>}>
            A title is enough.
          </Way>
          <TeamWay />
        </ul>
        <p className="first-run-foot">
          <span className="ellipsis" title={folder}>
            Kept in {folder}
          </span>
          <span>
            <KeyHint keys={capOf('mod+k', isMac)} /> does everything
          </span>
        </p>
      </div>
      <Limb />
    </main>
  );
}

/** A plan that others have: how one comes to it, and how far it has come. */
function TeamWay(): ReactNode {
  const team = useQuery('team', {}).result?.summary;
  const sync = useQuery('sync-status', {}).result;
  const cancel = useJob('cancel-join');
  if (team === undefined || sync === undefined) return null;
  const { waitingFor, refused, sentence } = sync.summary;
  if (waitingFor !== null) {
    return (
      <Way
        icon={Hourglass}
        title={`Waiting for ${waitingFor}`}
        action={<Button onClick={() => void cancel.run({}).then((answer) => !answer.ok && tellRefusal(answer.error))}>Do not join</Button>}
      >
        {refused === null
          ? 'The plan comes by itself as soon as the device that made the invitation runs and is reached.'
          : refusalText(refused)}
      </Way>
    );
  }
  if (team.workspaceId !== null) {
    const coming = sync.rows.find((row) => row.coming !== null)?.coming ?? null;
    return (
      <Way icon={UsersRound} title="The plan of the team" action={<Button onClick={() => navigate(hashOf('team'))}>Team & sync</Button>}>
        {coming === null ? sentence : `It comes: ${Math.floor(coming * 100)} % is here.`}
      </Way>
    );
  }
  return (
    <Way icon={UsersRound} title="A plan that others have" action={<Button onClick={() => pendingInvitation.set('')}>Join…</Button>}>
      {refused === null ? 'With an invitation link from somebody in the team.' : refusalText(refused)}
    </Way>
  );
}

function Way(props: { icon: LucideIcon; title: string; action: ReactNode; first?: boolean; children: ReactNode }): ReactNode {
  return (
    <li className="first-run-way" data-first={props.first ? '' : undefined}>
      <Icon of={props.icon} size={17} />
      <span>
        <strong>{props.title}</strong>
        <span>{props.children}</span>
      </span>
      {props.action}
    </li>
  );
}
