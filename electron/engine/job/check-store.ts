import { reportCheck, reportFindings } from '#electron/engine/store/store-report.ts';
import type { StoreReport } from '#shared/contract/store-job.ts';
import { success } from '#shared/base/result.ts';
import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `check-store`: looks at everything beside the work of others; mends, when it is asked to, while everybody waits. */
export const checkStoreJob: EngineJob<'check-store'> = {
  lane: 'store',
  async run({ repair }, host, control) {
    const { folder } = host;
    const checked = await startStoreTask(host, { type: 'check', folder }, control);
    if (!checked.ok) return checked;
    const { at, changes, documents, rows, journalEntries, findings, whole } = checked.value;
    let report: StoreReport = { at, changes, documents, rows, journalEntries, findings, whole };
    if (repair && !whole) {
      const never = new AbortController().signal;
      const mended = await host.reopen(() =>
        startStoreTask(host, { type: 'repair', folder, check: checked.value }, { ...control, signal: never }),
      );
      if (!mended.ok) return mended;
      if (!mended.value.ok) return mended.value;
      const again = await startStoreTask(host, { type: 'check', folder }, control);
      if (!again.ok) return again;
      // What is still found is told beside what was mended; a damaged backup stays what it is.
      const left = again.value.findings.filter(({ area }) => area !== 'backup');
      report = { ...report, findings: [...mended.value.value, ...left], whole: left.length === 0 };
    }
    reportFindings(folder, report.findings);
    reportCheck(folder, at);
    host.touch(['store_report']);
    return success(report);
  },
};
