import { CornerDownRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { ConflictPartProps } from './conflict-part.ts';
import { WhoLine } from './who-line.tsx';

/** Dependencies that go round, step by step; the one that does not count meanwhile is dashed. Each can be taken out. */
export function CycleWay({ row: { issues, dependencies }, people, today }: ConflictPartProps): ReactNode {
  const send = useCommand();
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  return (
    <ul className="conflict-steps">
      {dependencies.map(({ dependencyId, issueId, dependsOnId, author, at, setAside }) => {
        const [issue, other] = [byId.get(issueId), byId.get(dependsOnId)];
        return (
          <li key={dependencyId} data-aside={setAside ? '' : undefined}>
            <a className="conflict-step" href={hashOf('issue', issueId)} title={issue?.title}>
              <span className="text-mono">{issue?.key}</span>
            </a>
            <span className="conflict-waits">
              <Icon of={CornerDownRight} size={13} />
              <span className="ellipsis">
                waits for <span className="text-mono">{other?.key}</span> {other?.title}
              </span>
              {setAside && <span className="conflict-aside">does not count for now</span>}
            </span>
            <WhoLine author={author} at={at} people={people} today={today} />
            <Button
              small
              tone={setAside ? 'plain' : 'ghost'}
              data-edits=""
              aria-label={`Take out: ${issue?.key ?? ''} waits for ${other?.key ?? ''}`}
              onClick={() => void send('remove-dependency', { issueId, dependsOnId })}
            >
              Take out
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
