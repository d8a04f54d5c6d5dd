import { isAbsolute, resolve } from 'node:path';
import { openReader } from '#electron/engine/store/connection.ts';
import { readLinks, writeLinks } from '#electron/engine/store/workspace-link.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { EngineJob } from './engine-job.ts';

/** The job `link-workspace`: from now on the workspace in that folder is part of the portfolio, read-only. */
export const linkWorkspace: EngineJob<'link-workspace'> = {
  lane: 'portfolio',
  async run({ folder: given }, host) {
    if (!isAbsolute(given)) {
      return failure(problem('invalid-argument', `Expected the absolute path of a workspace folder, but got "${given}".`, 'folder'));
    }
    const folder = resolve(given);
    if (folder === resolve(host.folder)) {
      return failure(problem('invalid-argument', 'This is the workspace that is open; it is part of its portfolio already.', 'folder'));
    }
    const links = readLinks(host.folder);
    if (links.includes(folder)) return failure(problem('duplicate', `The workspace ${folder} is linked already.`, 'folder'));
    const opened = openReader(folder);
    if (!opened.ok) return opened;
    let name: string;
    try {
      name = opened.value.prepare<[], string>('SELECT name FROM workspace WHERE id = 1').pluck().get() ?? folder;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failure(problem('storage', `What lies in ${folder} cannot be read as a workspace (${reason}).`, 'folder'));
    } finally {
      opened.value.close();
    }
    writeLinks(host.folder, [...links, folder]);
    host.touch(['workspace_link']);
    return success({ folder, name });
  },
};
