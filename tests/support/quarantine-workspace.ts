// A workspace of Cleo, in a team with Ada and Ben: Ben was removed, and Cleo had worked on what he did without knowing of it.
import { join } from 'node:path';
import { accepted, openStore } from './open-store.ts';
import { carryAll, teamOf } from './team.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Where the workspace lies. The key of Cleo's device is made in `keyFolder`. Lives as long as the running test. */
export function quarantineWorkspace(keyFolderOf: (folder: string) => string): string {
  const folder = temporaryFolder();
  const ada = openStore(undefined, undefined, 'Ada Quist');
  const ben = openStore(undefined, undefined, 'Ben Okafor');
  const cleo = openStore(folder, join(keyFolderOf(folder), 'device.key'), 'Cleo Bauer');
  const { roadmapId = '' } = accepted(ada.command('create-roadmap', { title: 'Kiln' }));
  const [clay, glaze] = ['Mix clay', 'Glaze'].map((title) => accepted(ada.command('create-issue', { roadmapId, title }))['issueId']);
  teamOf(ada, [ben, cleo]);
  accepted(ben.command('update-issue', { issueId: glaze, patch: { title: 'Glaze it twice' } }));
  accepted(ben.command('create-issue', { roadmapId, title: 'Sell the kiln' }));
  carryAll(ben, cleo);
  accepted(cleo.command('set-priority', { issueIds: [clay], priority: 'P1' }));
  accepted(cleo.command('update-issue', { issueId: glaze, patch: { component: 'Workshop' } }));
  accepted(cleo.command('create-issue', { roadmapId, title: 'Order cobalt oxide' }));
  const signed = ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben Okafor' });
  if (!signed.ok) throw new Error(signed.error.message);
  carryAll(ada, cleo);
  for (const open of [ada, ben, cleo]) open.close();
  return folder;
}
