import { expect, test } from 'vitest';
import { createReader } from '#electron/engine/query/reader.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { carryChanges, openSecondDevice } from '#tests/support/second-device.ts';
import { ask } from './ask.ts';

/** The strengths of the dependencies that a plan shows, in the issue and in the graph. */
function shown({ reader: connection, folder }: OpenStore, issueId: IssueId): unknown {
  const reader = createReader(connection, folder);
  const strengths = (links: readonly { readonly strength: string }[] = []): string[] => links.map(({ strength }) => strength);
  return {
    detail: strengths(ask(reader, 'issue-detail', { issueId }).summary?.waitsForIssues),
    graph: strengths(ask(reader, 'dependency-graph', {}).summary.edges),
  };
}

test('a dependency that two devices gave is read as one, hard when one of them made it so, and is removed and brought back as one', () => {
  const one = openStore();
  const { roadmapId } = accepted(one.command('create-roadmap', { title: 'Quay' })) as { roadmapId: string };
  const make = (title: string): IssueId => (accepted(one.command('create-issue', { roadmapId, title })) as { issueId: IssueId }).issueId;
  const [before, after] = [make('Dig'), make('Build')];
  one.close();
  const other = openSecondDevice(one.folder, 'Ben');
  const here = openStore(one.folder);
  accepted(here.command('add-dependency', { issueId: after, dependsOnId: before, strength: 'soft' }));
  accepted(other.command('add-dependency', { issueId: after, dependsOnId: before }));
  carryChanges(here, other);
  carryChanges(other, here);
  const once = { detail: ['hard'], graph: ['hard'] };
  for (const device of [here, other]) expect(shown(device, after)).toEqual(once);
  accepted(here.command('remove-dependency', { issueId: after, dependsOnId: before }));
  expect(shown(here, after)).toEqual({ detail: [], graph: [] });
  accepted(here.command('undo', {}));
  expect(shown(here, after)).toEqual(once);
});
