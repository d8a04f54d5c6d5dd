import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { databaseName } from '#electron/engine/store/connection.ts';
import { copyScenarios, scenariosName } from '#electron/engine/store/scenario-place.ts';
import { databaseFiles, exchangeFiles, stagedName } from '#electron/engine/store/set-aside.ts';
import { removeStaged } from '#electron/engine/store/stage-backup.ts';
import { reportFindings } from '#electron/engine/store/store-report.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `restore-backup`: the present files are put aside, never deleted, and everything, scenarios too, opens again on the backup. */
export const restoreBackup: EngineJob<'restore-backup'> = {
  lane: 'store',
  async run({ path }, host, control) {
    if (!isAbsolute(path)) return failure(problem('invalid-argument', `Expected an absolute path of a backup, but got "${path}".`, 'path'));
    const staged = await startStoreTask(host, { type: 'stage-backup', folder: host.folder, path }, control);
    if (!staged.ok) return staged;
    if (control.signal.aborted) {
      removeStaged(host.folder);
      return failure(problem('cancelled', 'Cancelled before it was done; nothing has changed.'));
    }
    const { changes, later, damagedScenarios } = staged.value;
    const restored = await host.reopen(async () => {
      await host.views.forgetScenarios();
      const scenarios = join(host.folder, stagedName(scenariosName));
      try {
        // Those that the backup does not hold stay as they are.
        copyScenarios(host.folder, scenarios);
      } catch (error) {
        removeStaged(host.folder);
        throw error;
      }
      const names = existsSync(scenarios) ? [scenariosName, databaseName] : [databaseName];
      return exchangeFiles(host.folder, [...databaseFiles, 'journal.bin', scenariosName], names);
    });
    if (!restored.ok) {
      removeStaged(host.folder);
      return restored;
    }
    const repair = `Its ${changes} changes are the workspace now; what was there is in ${restored.value}, with ${later} changes made since.`;
    const at = new Date().toISOString();
    reportFindings(host.folder, [
      { area: 'backup', message: `The backup ${path} was restored.`, repair, at },
      ...damagedScenarios.map((id) => ({
        area: 'backup' as const,
        message: `What the backup ${path} holds of the scenario ${id} is damaged.`,
        repair: 'It stays as it was before, where there was something of it.',
        at,
      })),
    ]);
    host.touch(['store_report']);
    return success({ path, changes, later, setAside: restored.value });
  },
};
