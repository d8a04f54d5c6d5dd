import { FileDown, FileUp, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { showToast } from '#renderer/state/toast.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useReadOnly } from '#renderer/state/read-only.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { chooseFiles } from '#renderer/ui/choose-files.ts';
import { downloadText } from '#renderer/ui/download-text.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { NameForm } from '#renderer/ui/name-form.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { ToolBar, ToolBarSpace } from '#renderer/ui/tool-bar.tsx';
import { FlagLine } from './parts/flag-line.tsx';
import './flag.css';

const heads = ['On', 'Flag', 'For', 'Milestone', 'Issues done', 'More'] as const;

const fileOf = {
  json: { name: 'sextant-flags.json', type: 'application/json' },
  typescript: { name: 'feature-flags.ts', type: 'text/typescript' },
} as const;

/** The feature flags: what is on, for whom, and which issues each of them guards. */
export function FlagView(): ReactNode {
  const { result, problem } = useQuery('flag-list', {});
  const [open, setOpen] = useState<string | null>(null);
  const readOnly = useReadOnly();
  const send = useCommand();
  const exporting = useJob('export-flags');
  const save = async (format: 'json' | 'typescript'): Promise<void> => {
    const answer = await exporting.run({ format });
    if (answer.ok) downloadText(fileOf[format].name, answer.value.text, fileOf[format].type);
    else showToast({ tone: 'problem', text: answer.error.message });
  };
  const load = (): void =>
    chooseFiles('.json', false, (files) => {
      void files[0]?.text().then(async (text) => {
        const answer = await send('import-flags', { text });
        if (!answer.ok) return;
        const { created, updated, unchanged, remarks } = answer.value;
        showToast({ tone: 'done', text: [`Flags: ${created} new, ${updated} changed, ${unchanged} as they were.`, ...remarks].join(' ') });
      });
    });
  return (
    <main className="flags" aria-label="Feature flags">
      <h1 className="unseen">Feature flags</h1>
      <ToolBar>
        <span className="text-secondary" role="status">
          {result !== undefined && sumOf(result.summary)}
        </span>
        <ToolBarSpace />
        <Button small icon={FileUp} data-edits="" onClick={load}>
          Import
        </Button>
        <Menu
          trigger={
            <Button small icon={FileDown} busy={exporting.progress !== null}>
              Export
            </Button>
          }
          entries={[
            { id: 'json', label: 'JSON, to import elsewhere', onPick: () => void save('json') },
            { id: 'typescript', label: 'TypeScript, for a program', onPick: () => void save('typescript') },
          ]}
        />
      </ToolBar>
      <div className="flags-scroll">
        {problem !== null && <ErrorNote title="The flags could not be read">{problem.message}</ErrorNote>}
        {result === undefined && problem === null && (
          <div aria-busy="true">
            {[180, 140, 220].map((width) => (
              <SkeletonRow key={width} widths={[28, width, 0]} />
            ))}
          </div>
        )}
        {result?.rows.length === 0 && (
          <EmptyState title="No feature flags yet">
            A flag keeps unfinished work switched off in the program that you build. Issues name the flag that guards them.
          </EmptyState>
        )}
        {result !== undefined && result.rows.length > 0 && (
          <div role="table" aria-label="Feature flags">
            <div role="row" className="flag-line flag-head">
              {heads.map((head) => (
                <span key={head} role="columnheader">
                  {head === 'More' ? <span className="unseen">{head}</span> : head}
                </span>
              ))}
            </div>
            {result.rows.map((flag) => (
              <FlagLine
                key={flag.id}
                flag={flag}
                open={open === flag.id}
                onToggle={() => setOpen((was) => (was === flag.id ? null : flag.id))}
              />
            ))}
          </div>
        )}
        {!readOnly && <AddFlag />}
      </div>
    </main>
  );
}

function sumOf({ flags, on, warnings }: { flags: number; on: number; warnings: number }): string {
  const look = warnings === 0 ? '' : `, ${warnings} to look at`;
  return flags === 0 && warnings === 0 ? '' : `${flags === 1 ? '1 flag' : `${flags} flags`}, ${on} on${look}`;
}

function AddFlag(): ReactNode {
  const send = useCommand();
  return (
    <NameForm
      label="Name of a new flag"
      placeholder="NAME_OF_THE_FLAG"
      action="Add a flag"
      icon={Plus}
      empty="A flag needs a name, as the code looks it up."
      onSubmit={async (name) => {
        const answer = await send('create-flag', { name }, { quiet: true });
        return answer.ok ? null : answer.error.message;
      }}
    />
  );
}
