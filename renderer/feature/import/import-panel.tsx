import { Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useJob } from '#renderer/state/use-job.ts';
import { useUndo } from '#renderer/state/undo.ts';
import { useSampleTeam } from '#renderer/state/use-sample-team.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { ImportReport, JobInput } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { ImportReportCard } from './parts/import-report-card.tsx';
import { readPlanFiles } from './plan-file.ts';
import './import.css';

/** What an {@link ImportPanel} takes: files of this machine, or texts that came with the app. */
export interface ImportPanelProps {
  readonly source: readonly File[] | JobInput<'import-plan'>['files'];
  /** True for the plans that came with the app: their team gets hours, and their sprints dates. */
  readonly sample?: boolean;
  readonly onClose: () => void;
  /** Told while it works: leaving then would leave nobody to hear how it ended. */
  readonly onBusy: (busy: boolean) => void;
}

interface Outcome {
  readonly reports: readonly ImportReport[];
  readonly refused: readonly string[];
  readonly problem: Problem | null;
}

/** Imports plans, with progress and a way to stop, and then says what became of every line. */
export function ImportPanel({ source, sample = false, onClose, onBusy }: ImportPanelProps): ReactNode {
  const job = useJob('import-plan');
  const giveTeam = useSampleTeam();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const started = useRef(false);
  useEffect(() => {
    // Strict mode runs effects twice; an import must start once.
    if (started.current) return;
    started.current = true;
    void (async () => {
      const { files, refused } = await read(source);
      if (files.length === 0) return setOutcome({ reports: [], refused, problem: null });
      const answer = await job.run({ files });
      if (!answer.ok) return setOutcome({ reports: [], refused, problem: answer.error });
      // The plans are in by now; that their team got no hours would be no reason to call the import refused.
      const team = sample ? await giveTeam() : null;
      const left = team === null || team.ok ? [] : [`The sample's people have no hours and its sprints no dates. ${team.error.message}`];
      setOutcome({ reports: answer.value.roadmaps, refused: [...refused, ...left], problem: null });
    })();
  }, [source, sample, job, giveTeam]);

  const busy = outcome === null;
  useEffect(() => {
    onBusy(busy);
    return () => onBusy(false);
  }, [busy, onBusy]);

  if (outcome === null) return <Running step={job.progress?.step ?? 'Reading files'} part={partOf(job.progress)} onCancel={job.cancel} />;
  return <Finished outcome={outcome} onClose={onClose} />;
}

function partOf(progress: { done: number; total: number } | null): number {
  return progress === null || progress.total === 0 ? 0 : progress.done / progress.total;
}

async function read(source: ImportPanelProps['source']): ReturnType<typeof readPlanFiles> {
  const files = source.filter((one) => one instanceof File);
  const texts = source.flatMap((one) => (one instanceof File ? [] : [one]));
  const fromDisk = await readPlanFiles(files);
  return { files: [...texts, ...fromDisk.files], refused: fromDisk.refused };
}

function Running({ step, part, onCancel }: { step: string; part: number; onCancel: () => void }): ReactNode {
  return (
    <div className="import-running">
      <h2 className="modal-head">Importing</h2>
      <div className="modal-body">
        <div className="import-step">
          <span>{step}</span>
          <span>{Math.round(part * 100)} %</span>
        </div>
        <ProgressBar part={part} label="Import" />
        <p className="text-caption">Nothing is kept until the last line is read. Cancelling leaves the plan as it was.</p>
      </div>
      <div className="modal-foot">
        <Button data-autofocus="" onClick={onCancel}>
          Cancel the import
        </Button>
      </div>
    </div>
  );
}

function Finished({ outcome, onClose }: { outcome: Outcome; onClose: () => void }): ReactNode {
  const { reports, refused, problem } = outcome;
  const { newest, runUndo } = useUndo();
  // Only while the import is the last thing that was done: something else must not be taken back by this button.
  const undoable = reports.some(({ outcome: became }) => became !== 'unchanged') && newest?.command === 'import-plan';
  return (
    <>
      <h2 className="modal-head">{headline(reports, problem)}</h2>
      <div className="modal-body import-result">
        {problem !== null && (
          <ErrorNote title={problem.code === 'cancelled' ? 'Cancelled' : 'Refused'}>{problem.message} Nothing was changed.</ErrorNote>
        )}
        {refused.map((reason) => (
          <ErrorNote key={reason} title="Left out">
            {reason}
          </ErrorNote>
        ))}
        {reports.map((report) => (
          <ImportReportCard key={report.id} report={report} onOpen={onClose} />
        ))}
      </div>
      <div className="modal-foot">
        {undoable && (
          <Button
            icon={Undo2}
            onClick={() => {
              onClose();
              runUndo();
            }}
          >
            Undo the import
          </Button>
        )}
        <Button tone="primary" autoFocus onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}

function headline(reports: readonly ImportReport[], problem: Problem | null): string {
  if (problem?.code === 'cancelled') return 'The import was cancelled';
  if (reports.length === 0) return 'Nothing was imported';
  const issues = reports.reduce((sum, report) => sum + report.issues, 0);
  return `${reports.length === 1 ? 'One plan' : `${reports.length} plans`}, ${countText(issues)} issues`;
}
