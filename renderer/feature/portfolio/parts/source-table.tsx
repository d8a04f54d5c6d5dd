import { Unlink } from 'lucide-react';
import type { ReactNode } from 'react';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { PortfolioRow } from '#shared/contract/portfolio.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { stateTag } from '../portfolio-words.ts';

const heads = ['Workspace', 'Issues', 'Open', 'In progress', 'Blocked', 'Done', 'Next milestone', 'Unlink'] as const;
const numbers: ReadonlySet<string> = new Set(['Issues', 'Open', 'In progress', 'Blocked']);

/** What a {@link SourceTable} takes. */
export interface SourceTableProps {
  readonly rows: readonly PortfolioRow[];
  readonly summary: QueryResult<'portfolio'>['summary'];
  readonly today: string;
}

/** One line a workspace, and the last one for all together. */
export function SourceTable({ rows, summary, today }: SourceTableProps): ReactNode {
  return (
    <div role="table" aria-label="Workspaces">
      <div role="row" className="portfolio-source portfolio-head">
        {heads.map((head) => (
          <span key={head} role="columnheader" className={numbers.has(head) ? 'portfolio-number' : undefined}>
            {head === 'Unlink' ? <span className="unseen">{head}</span> : head}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <SourceLine key={row.id} row={row} today={today} />
      ))}
      <div role="row" className="portfolio-source portfolio-sum">
        <span role="cell">Together</span>
        <Totals of={summary} />
      </div>
    </div>
  );
}

function SourceLine({ row, today }: { row: PortfolioRow; today: string }): ReactNode {
  const { state, nextMilestone } = row;
  return (
    <div role="row" className="portfolio-source">
      <span role="cell" className="portfolio-name">
        <span className="portfolio-name-line">
          <span className="ellipsis">{row.name}</span>
          {row.own && <Tag>this one</Tag>}
          {state !== 'ready' && <Tag tone="warn">{stateTag[state]}</Tag>}
        </span>
        <code className="text-mono ellipsis portfolio-folder" title={row.folder}>
          {row.folder}
        </code>
      </span>
      {state === 'ready' ? (
        <>
          <Totals of={row} />
          <span role="cell" className="portfolio-next">
            {nextMilestone !== null && (
              <>
                <span className="ellipsis" title={`${nextMilestone.name}, ${nextMilestone.roadmap}`}>
                  {nextMilestone.name}
                </span>
                <span className="text-secondary">
                  {dateText(nextMilestone.target, today)}, {countText(nextMilestone.openIssues)} open
                </span>
              </>
            )}
          </span>
        </>
      ) : (
        <span role="cell" className="portfolio-reason">
          {row.reason}
        </span>
      )}
      <span role="cell">{!row.own && <UnlinkButton row={row} />}</span>
    </div>
  );
}

function Totals({ of }: { of: Pick<PortfolioRow, 'issues' | 'open' | 'inProgress' | 'blocked' | 'hours' | 'doneHours'> }): ReactNode {
  const done = `${hoursText(of.doneHours)} of ${hoursText(of.hours)}`;
  return (
    <>
      {[of.issues, of.open, of.inProgress, of.blocked].map((count, place) => (
        <span key={heads[place + 1]} role="cell" className="portfolio-number">
          {countText(count)}
        </span>
      ))}
      <span role="cell" className="portfolio-done">
        <span>{of.hours > 0 ? done : <span className="text-faint">no estimates</span>}</span>
        {of.hours > 0 && <ProgressBar part={of.doneHours / of.hours} label={`${done} done`} />}
      </span>
    </>
  );
}

function UnlinkButton({ row: { folder, name } }: { row: PortfolioRow }): ReactNode {
  const unlinking = useJob('unlink-workspace');
  const linking = useJob('link-workspace');
  const again = async (): Promise<void> => {
    const answer = await linking.run({ folder });
    if (!answer.ok) showToast({ tone: 'problem', text: answer.error.message });
  };
  const unlink = async (): Promise<void> => {
    const answer = await unlinking.run({ folder });
    if (!answer.ok) return showToast({ tone: 'problem', text: answer.error.message });
    showToast({
      tone: 'done',
      text: `Unlinked ${name}. Its folder is as it was.`,
      actions: [{ label: 'Link it again', run: () => void again() }],
    });
  };
  return <IconButton icon={Unlink} label={`Unlink ${name}`} note="Its folder is left as it is." onClick={() => void unlink()} />;
}
