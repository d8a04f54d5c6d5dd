// What is kept and does not count, because of who made it or what it builds on: who did what, why it waits, and the way to do it again.
import { type ReactNode, useState } from 'react';
import { hashOf } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { changesSentence } from '#renderer/sign/change-sentence.ts';
import { ChangeText } from '#renderer/sign/change-text.tsx';
import { countText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import type { QuarantineRow } from '#shared/contract/quarantine.ts';
import { limit } from '#shared/plan/limit.ts';
import { WhoLine, type WhoLineProps } from './who-line.tsx';

/** Steps that are drawn at first, and more with each press. */
const page = 30;
/** Things of a step that are told; of an import there are thousands. */
const told = 4;
/** As many changes as one command takes over. */
const most = 1000;

type People = Pick<WhoLineProps, 'people' | 'today'>;

/** Steps that do not count; nothing while there are none. */
export function QuarantineSection(people: People): ReactNode {
  const [shown, setShown] = useState(page);
  const { result, problem } = useQuery('quarantine', { limit: Math.min(shown, limit.window) });
  const takeOver = useTakeOver();
  if (problem !== null && result === undefined)
    return <ErrorNote title="What does not count could not be read">{problem.message}</ErrorNote>;
  if (result === undefined || result.summary.total === 0) return null;
  const { summary, rows } = result;
  const built = rows.filter(({ reason }) => reason === 'builds-on-refused');
  const hashes = built.flatMap((row) => row.hashes).slice(0, most);
  return (
    <section className="quarantine" aria-label="In quarantine">
      <header>
        <div>
          <h2 className="text-section">In quarantine</h2>
          <p className="text-secondary">
            What was made by somebody who was removed, and what was built on it without knowing, is in nobody’s plan. It is kept here, and
            whoever takes it over does it again as their own.
          </p>
        </div>
        {built.length > 1 && built.length === summary.built && (
          <Button small data-edits="" onClick={() => takeOver(hashes, built.length)}>
            Take over the {countText(built.length)} that only build on others
          </Button>
        )}
      </header>
      <ul>
        {rows.map((row) => (
          <QuarantineStep key={row.id} row={row} {...people} onTake={() => takeOver(row.hashes, 1)} />
        ))}
      </ul>
      {rows.length < summary.total && shown < limit.window && <Button onClick={() => setShown(shown + page)}>Show more</Button>}
    </section>
  );
}

/** A function that takes changes over, and says what it came to. */
function useTakeOver(): (hashes: readonly string[], steps: number) => void {
  const send = useCommand();
  return (hashes, steps) => {
    const what = steps === 1 ? 'it' : `${countText(steps)} steps`;
    void send(
      'take-over-changes',
      { hashes: [...hashes] },
      { told: ({ kept }) => ({ text: `Took ${what} over as your own`, notes: kept }) },
    );
  };
}

function QuarantineStep({ row, people, today, onTake }: People & { readonly row: QuarantineRow; readonly onTake: () => void }): ReactNode {
  const { author, at, deviceName, sentence, entries, command } = row;
  const [open, setOpen] = useState(false);
  const things = [...Map.groupBy(entries, ({ issueId, subject }) => issueId ?? subject)].map(([about, changes]) => ({ about, changes }));
  const shown = open ? things : things.slice(0, told);
  return (
    <li className="quarantine-step" aria-label={`${author}: ${sentence}`}>
      <div className="quarantine-who">
        <WhoLine author={author === '' ? 'somebody' : author} at={at === '' ? null : at} people={people} today={today} />
        {deviceName !== null && <span>on {deviceName}</span>}
        <Button small data-edits="" aria-label={`Take over: ${author}, ${command}`} onClick={onTake}>
          Take over
        </Button>
      </div>
      <ul className="quarantine-changes">
        {shown.map(({ about, changes }) => (
          <li key={about}>
            <About entries={changes} /> <Did command={command} entries={changes} />
          </li>
        ))}
        {things.length > shown.length && (
          <li>
            <Button small tone="ghost" onClick={() => setOpen(true)}>
              and {countText(things.length - shown.length)} more
            </Button>
          </li>
        )}
        {entries.length === 0 && <li className="text-secondary">It does not say what it did.</li>}
      </ul>
      <p className="quarantine-why">{sentence}</p>
    </li>
  );
}

type Entries = QuarantineRow['entries'];

/** What was done to one thing. */
function Did({ command, entries }: { readonly command: string; readonly entries: Entries }): ReactNode {
  const [first, ...others] = entries.map((entry) => ({ ...entry, command }));
  if (first === undefined) return null;
  if (others.length === 0) return <ChangeText change={first} />;
  const { did, value } = changesSentence([first, ...others], 1);
  return (
    <>
      <span className="change-quiet">{did}</span> {value}
    </>
  );
}

/** What changes are about: an issue, by its key where it is in the plan. */
function About({ entries }: { readonly entries: Entries }): ReactNode {
  const [first] = entries;
  if (first === undefined) return null;
  const { issueId, issueKey, issueTitle, subject } = first;
  if (issueId !== null && issueKey !== null) {
    return (
      <a className="conflict-about" href={hashOf('issue', issueId)}>
        <span className="text-mono">{issueKey}</span> <span>{issueTitle}</span>
      </a>
    );
  }
  const name = entries.find(({ field }) => field === 'issue')?.after ?? subject;
  return <span className="conflict-about">{name ?? (issueId === null ? 'The plan:' : 'An issue that is not in the plan:')}</span>;
}
