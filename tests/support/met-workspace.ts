// A workspace in which two people worked apart and met: each kind of conflict is in it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { IssueId } from '#shared/plan/identity.ts';
import { IssueId as toIssueId } from '#shared/plan/identity.ts';
import { accepted, openStore } from './open-store.ts';
import { missingChanges, openSecondDevice } from './second-device.ts';

const sample = fileURLToPath(new URL('../../docs/sample/harbour-release.md', import.meta.url));

/** Where the workspace lies, and the issue whose title, estimate and status were set twice. It lives as long as the running test. */
export function metWorkspace(): { readonly folder: string; readonly issueId: IssueId } {
  const origin = openStore();
  const report = origin.importFiles([{ path: sample, text: readFileSync(sample, 'utf8') }]);
  if (!report.ok) throw new Error(report.error.message);
  const roadmapId = report.value.roadmaps[0]?.id;
  const ids = origin.reader.prepare<[], string>(`SELECT id FROM issue WHERE open = 1 ORDER BY rank`).pluck().all();
  const [first, second, , , fifth, sixth] = ids;
  const [buoys, charts, pilot] = ['Buoys of the estuary', 'Charts of the estuary', 'Pilot notes'].map(
    (title) => accepted(origin.command('create-issue', { roadmapId, title }))['issueId'],
  );
  const sprint = { name: 'Sprint 12', start: '2026-01-05', finish: '2026-01-16', capacityHours: 40 };
  accepted(origin.command('create-sprint', sprint));
  origin.close();
  const jonas = openSecondDevice(origin.folder, 'Jonas Falk');
  const ines = openStore(origin.folder, undefined, 'Ines Marten');
  const range = (likely: number): object => ({ likely, optimistic: likely / 2, pessimistic: likely * 2 });
  accepted(ines.command('update-issue', { issueId: first, patch: { title: 'Passage plan that checks itself against the tide' } }));
  accepted(jonas.command('update-issue', { issueId: first, patch: { title: 'Passage plan, checked at every way point' } }));
  for (const [person, likely, category, component] of [
    [ines, 40, 'in-progress', 'Route'],
    [jonas, 44, 'done', null],
  ] as const) {
    accepted(person.command('set-estimate', { issueIds: [first], estimate: range(likely) }));
    accepted(person.command('set-status', { issueIds: [first], category }));
    accepted(person.command('set-component', { issueIds: [first], component }));
  }
  accepted(ines.command('delete-issue', { issueIds: [second] }));
  accepted(jonas.command('set-priority', { issueIds: [second], priority: 'P0' }));
  accepted(jonas.command('set-estimate', { issueIds: [second], estimate: range(16) }));
  accepted(ines.command('create-issue', { roadmapId, title: 'Rate limits for exports', key: 'SX-11' }));
  accepted(jonas.command('create-issue', { roadmapId, title: 'Tariff table', key: 'SX-11' }));
  accepted(ines.command('add-dependency', { issueId: buoys, dependsOnId: charts }));
  accepted(ines.command('add-dependency', { issueId: charts, dependsOnId: pilot }));
  accepted(jonas.command('add-dependency', { issueId: pilot, dependsOnId: buoys }));
  accepted(ines.command('set-estimate', { issueIds: [fifth], estimate: range(32) }));
  accepted(ines.command('set-sprint', { issueIds: [fifth], sprint: 'Sprint 12' }));
  accepted(jonas.command('set-estimate', { issueIds: [sixth], estimate: range(24) }));
  accepted(jonas.command('set-sprint', { issueIds: [sixth], sprint: 'Sprint 12' }));
  ines.store.receive(missingChanges(jonas, ines));
  ines.close();
  jonas.close();
  return { folder: ines.folder, issueId: toIssueId.parse(first) };
}
