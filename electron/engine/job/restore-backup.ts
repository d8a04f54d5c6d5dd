import { rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { copyScenarios } from '#electron/engine/document/scenario-place.ts';
import { databaseFiles, exchangeFiles, stagedName } from '#electron/engine/store/set-aside.ts';
import { reportFindings } from '#electron/engine/store/store-report.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `restore-backup`: the present files are put aside, never deleted, and everything opens again on the backup. */
export const restoreBackup: EngineJob<'restore-backup'> = {
  lane: 'store',
  async run({ path }, host, control) {
    if (!isAbsolute(path)) return failure(problem('invalid-argument', `Expected an absolute path of a backup, but got "${path}".`, 'path'));
    const staged = await startStoreTask(host, { type: 'stage-backup', folder: host.folder, path }, control);
    if (!staged.ok) return staged;
    if (control.signal.aborted) {
      rmSync(join(host.folder, stagedName), { force: true });
      return failure(problem('cancelled', 'Cancelled before it was done; nothing has changed.'));
    }
    const { changes, later } = staged.value;
    const restored = await host.reopen(async () => {
      const aside = exchangeFiles(host.folder, [...databaseFiles, 'journal.bin'], stagedName);
      // The backup may be older than a scenario, which is then reached through what was put aside only.
      copyScenarios(host.folder, aside);
      return aside;
    });
    if (!restored.ok) return restored;
    const repair = `Its ${changes} changes are the workspace now; what was there is in ${restored.value}, with ${later} changes made since.`;
    reportFindings(host.folder, [{ area: 'backup', message: `The backup ${path} was restored.`, repair, at: new Date().toISOString() }]);
    host.touch(['store_report']);
    return success({ path, changes, later, setAside: restored.value });
  },
};
