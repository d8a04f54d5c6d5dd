// The log behind the feed as a whole: is it unbroken, and a copy of it to keep.
import { useCallback, useMemo, useState } from 'react';
import { dayOf } from '#renderer/state/today.ts';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { downloadText } from '#renderer/ui/download-text.ts';
import type { AuditFormat, AuditReport } from '#shared/contract/audit-job.ts';
import type { Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';

/** What the page knows of the log. */
export interface Audit {
  /** What runs now; `null` while nothing does. */
  readonly running: { readonly what: 'verify' | 'export'; readonly progress: Progress } | null;
  /** The last answer of a verification; `null` when there is none, or it was put away. */
  readonly report: AuditReport | null;
  readonly problem: Problem | null;
  verify(): void;
  save(format: AuditFormat): void;
  cancel(): void;
  /** Puts the answer away. */
  close(): void;
}

const media = { jsonl: 'application/jsonl', csv: 'text/csv' } as const;

/** Verification and export of the audit log. */
export function useAudit(): Audit {
  const { run: runVerify, progress: verifying, cancel: stopVerify } = useJob('verify-audit');
  const { run: runExport, progress: exporting, cancel: stopExport } = useJob('export-audit');
  const [outcome, setOutcome] = useState<{ readonly report: AuditReport | null; readonly problem: Problem | null }>({
    report: null,
    problem: null,
  });
  const verify = useCallback(() => {
    setOutcome({ report: null, problem: null });
    void runVerify({}).then((answer) => {
      if (answer.ok) setOutcome({ report: answer.value, problem: null });
      else if (answer.error.code !== 'cancelled') setOutcome({ report: null, problem: answer.error });
    });
  }, [runVerify]);
  const save = useCallback(
    (format: AuditFormat) => {
      void runExport({ format }).then((answer) => {
        if (!answer.ok) {
          if (answer.error.code !== 'cancelled') setOutcome({ report: null, problem: answer.error });
          return;
        }
        downloadText(`audit-log-${dayOf(new Date())}.${format}`, answer.value.text ?? '', media[format]);
        showToast({ tone: 'done', text: `Saved ${answer.value.entries} entries` });
      });
    },
    [runExport],
  );
  const close = useCallback(() => setOutcome({ report: null, problem: null }), []);
  const cancel = useCallback(() => {
    stopVerify();
    stopExport();
  }, [stopVerify, stopExport]);
  return useMemo(() => {
    const running =
      verifying !== null
        ? ({ what: 'verify', progress: verifying } as const)
        : exporting !== null
          ? ({ what: 'export', progress: exporting } as const)
          : null;
    return { running, ...outcome, verify, save, cancel, close };
  }, [verifying, exporting, outcome, verify, save, cancel, close]);
}
