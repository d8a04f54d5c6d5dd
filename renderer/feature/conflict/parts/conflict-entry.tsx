// One conflict on the page of conflicts: its head, and the part that fits its kind.
import { GitFork } from 'lucide-react';
import type { ReactNode } from 'react';
import { hashOf } from '#renderer/state/navigation.ts';
import { useChoice } from '#renderer/state/use-choice.ts';
import { ConflictValues } from '#renderer/sign/conflict-values.tsx';
import { When } from '#renderer/sign/when.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { conflictTime, conflictTitle } from '../conflict-words.ts';
import type { ConflictPartProps } from './conflict-part.ts';
import { CycleWay } from './cycle-way.tsx';
import { DeletedRecord } from './deleted-record.tsx';
import { FullSprint } from './full-sprint.tsx';
import { GivenKey } from './given-key.tsx';

/** One conflict: what it is about, who did what, and the ways out. */
export function ConflictEntry({ row, people, today }: ConflictPartProps): ReactNode {
  const at = conflictTime(row);
  const title = conflictTitle(row);
  return (
    <section className="conflict-entry" aria-label={`${row.key ?? row.title}: ${title}`} data-issue={row.issueId ?? undefined}>
      <header>
        <Icon of={GitFork} />
        <h2>{title}</h2>
        <About row={row} />
        {at !== null && <When at={at} today={today} />}
      </header>
      <Part row={row} people={people} today={today} />
    </section>
  );
}

/** What it is about, and the way there. */
function About({ row: { key, title, issueId, recordKind } }: Pick<ConflictPartProps, 'row'>): ReactNode {
  const words = (
    <>
      {key !== null && <span className="text-mono">{key}</span>}
      <span className="ellipsis">{title}</span>
    </>
  );
  if (issueId !== null) {
    return (
      <a className="conflict-about" href={hashOf('issue', issueId)}>
        {words}
      </a>
    );
  }
  return (
    <span className="conflict-about">
      {recordKind !== 'issue' && <span>{recordKind.replaceAll('-', ' ')}</span>}
      {words}
    </span>
  );
}

function Part(props: ConflictPartProps): ReactNode {
  switch (props.row.kind) {
    case 'value':
      return <Values {...props} />;
    case 'deleted':
      return <DeletedRecord {...props} />;
    case 'key':
      return <GivenKey {...props} />;
    case 'cycle':
      return <CycleWay {...props} />;
    case 'capacity':
      return <FullSprint {...props} />;
  }
}

function Values({ row, people, today }: ConflictPartProps): ReactNode {
  const choose = useChoice();
  return (
    <ConflictValues
      values={row.values}
      fieldName={row.fieldName ?? ''}
      people={people}
      today={today}
      onChoose={(value) => choose(row, value)}
    />
  );
}
