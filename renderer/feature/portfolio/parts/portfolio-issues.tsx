import { Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { SearchBox } from '#renderer/sign/search-box.tsx';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { hashOf, setSearch, useRoute } from '#renderer/state/navigation.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip, ChipButton, ChipRemove, ChipText } from '#renderer/ui/chip.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { PortfolioRow } from '#shared/contract/portfolio.ts';
import type { PortfolioIssueRow } from '#shared/contract/query.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import { limit } from '#shared/plan/limit.ts';
import { showCommand } from '../portfolio-words.ts';

/** Rows of one page. */
const pageSize = 100;

const searchFor = (text: string): void => setSearch({ text: text === '' ? [] : [text] });

/** The issues of all workspaces, narrowed by one search. They are changed in their own workspace; each line says how it is opened there. */
export function PortfolioIssues({ sources, today }: { readonly sources: readonly PortfolioRow[]; readonly today: IsoDate }): ReactNode {
  const { search } = useRoute();
  const [pages, setPages] = useState(1);
  const text = search.get('text') ?? '';
  const folders = search.getAll('folder').filter((folder) => sources.some((source) => source.folder === folder));
  const shown = Math.min(limit.window, pages * pageSize);
  const { result, problem, stale } = useQuery('portfolio-issues', { text, today, folders, limit: shown });
  const total = result?.summary.total ?? 0;
  return (
    <section aria-label="Issues of all workspaces">
      <h2 className="text-section">Issues</h2>
      <p className="text-secondary">
        An issue is changed in its own workspace. Those of this one open here; the others by the command at the end of the line.
      </p>
      <div className="portfolio-search">
        <SearchBox label="Search the issues of all workspaces" text={text} onSearch={searchFor} />
        <Chip label="Workspace">
          <ChipText>Workspace</ChipText>
          <Picker<string>
            label="Workspace"
            several
            entries={sources.map(({ folder, name }) => ({ value: folder, label: name }))}
            selected={folders}
            onPick={(folder) =>
              setSearch({ folder: folders.includes(folder) ? folders.filter((one) => one !== folder) : [...folders, folder] })
            }
            trigger={
              <ChipButton strong opens>
                {folders.length === 0 ? 'all' : sources.flatMap(({ folder, name }) => (folders.includes(folder) ? [name] : [])).join(', ')}
              </ChipButton>
            }
          />
          {folders.length > 0 && <ChipRemove label="Show all workspaces" onRemove={() => setSearch({ folder: [] })} />}
        </Chip>
        <span className="text-secondary" role="status" data-stale={stale ? '' : undefined}>
          {result !== undefined && `${countText(total)}${result.summary.capped ? ' or more' : ''} found`}
        </span>
      </div>
      {problem !== null && <ErrorNote title="The issues could not be read">{problem.message}</ErrorNote>}
      {result === undefined && problem === null && <SkeletonRow widths={[60, 260, 0]} />}
      {result?.rows.length === 0 && (
        <EmptyState title={text === '' ? 'There are no issues' : 'No issue fits this search'}>
          {text === '' ? 'None of the workspaces that can be read has any.' : 'Take a word or a field away.'}
        </EmptyState>
      )}
      <ul>
        {result?.rows.map((row) => (
          <IssueLine key={row.id} row={row} />
        ))}
      </ul>
      {result !== undefined && total > result.rows.length && shown < limit.window && (
        <Button small tone="ghost" onClick={() => setPages((count) => count + 1)}>
          Show more
        </Button>
      )}
    </section>
  );
}

function IssueLine({ row }: { row: PortfolioIssueRow }): ReactNode {
  const { key, title, status, blocked, ready, own } = row;
  return (
    <li className="portfolio-issue">
      <StatusSign status={status} blocked={blocked} ready={ready} />
      <span className="text-mono ellipsis">{key}</span>
      {own ? (
        <a className="ellipsis portfolio-title" href={hashOf('issue', row.issueId)}>
          {title}
        </a>
      ) : (
        <span className="ellipsis" title={title}>
          {title}
        </span>
      )}
      <span className="text-secondary">{row.priority}</span>
      <span className="text-secondary portfolio-number">{hoursText(row.estimate?.likely ?? null)}</span>
      <span className="ellipsis" title={`${row.workspace}: ${row.roadmap}`}>
        {row.workspace} <span className="text-secondary">· {row.roadmap}</span>
      </span>
      {own ? <span className="text-secondary">opens here</span> : <HowToOpen issueKey={key} folder={row.folder} />}
    </li>
  );
}

function HowToOpen({ issueKey, folder }: { issueKey: string; folder: string }): ReactNode {
  const command = showCommand(issueKey, folder);
  const copy = (): void => {
    void navigator.clipboard.writeText(command).then(
      () => showToast({ tone: 'done', text: 'Copied the command' }),
      () => showToast({ tone: 'problem', text: `The clipboard refused ${command}. Select it and copy it by hand.` }),
    );
  };
  return (
    <span className="portfolio-how">
      <code className="text-mono ellipsis" title={command}>
        {command}
      </code>
      <IconButton icon={Copy} label={`Copy the command that shows ${issueKey}`} onClick={copy} />
    </span>
  );
}
