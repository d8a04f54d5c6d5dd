import { resolve } from 'node:path';
import { readLinks, writeLinks } from '#electron/engine/store/workspace-link.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { EngineJob } from './engine-job.ts';

/** The job `unlink-workspace`: takes a workspace out of the portfolio; its folder is left as it is. */
export const unlinkWorkspace: EngineJob<'unlink-workspace'> = {
  lane: 'portfolio',
  async run({ folder: given }, host) {
    const links = readLinks(host.folder);
    const folder = links.find((link) => link === given) ?? resolve(given);
    if (!links.includes(folder)) {
      return failure(problem('not-found', `The workspace ${folder} is not linked.`, 'folder', links));
    }
    writeLinks(
      host.folder,
      links.filter((link) => link !== folder),
    );
    host.touch(['workspace_link']);
    return success({ folder });
  },
};
