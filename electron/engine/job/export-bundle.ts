import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { BundleTable } from '#electron/engine/store/bundle-table.ts';
import type { HeadsOf } from '#electron/engine/sync/bundle-task.ts';
import { failure, success } from '#shared/base/result.ts';
import { must } from '#shared/base/must.ts';
import { problem } from '#shared/contract/problem.ts';
import { endHandover, handOver, handoverPath } from './handed-bundle.ts';
import { waitForNews } from './bundle-news.ts';
import { recipients } from './bundle-recipient.ts';
import type { JobHandler } from './job-run.ts';

/** Heads that a device is known to have: from bundles that it made, and from what it said when it was connected. */
function knownOf(store: PlanStore, table: BundleTable, deviceId: string): HeadsOf {
  const known: Record<string, readonly string[]> = { ...table.known(deviceId) };
  for (const { documentId, heads } of store.peers.documents(deviceId))
    known[documentId] = [...new Set([...(known[documentId] ?? []), ...heads])];
  return known;
}

/** The job `export-bundle`: the log is read and sealed in a thread of its own. */
export const exportBundle: JobHandler<'export-bundle'> = function* (
  { path: named, for: wanted, lacking = wanted !== undefined },
  store,
  help,
) {
  const bundles = must(help?.bundles, 'help with bundles');
  const { membership } = store.team;
  if (named !== undefined && !isAbsolute(named))
    return failure(problem('invalid-argument', `Expected an absolute path of a new file, but got "${named}".`, 'path'));
  if (membership.workspaceId === null) {
    const message =
      'A bundle is encrypted to the members of a team, and this workspace has none yet. Turn sync on first, and invite somebody: sextant peer invite. To hand the plan over to anybody, unencrypted: sextant export json';
    return failure(problem('unavailable', message));
  }
  if (membership.role(store.deviceId) === null)
    return failure(problem('read-only', 'This device does not belong to the team, so it makes no bundles for it.'));
  const found = recipients(membership, wanted);
  if (!found.ok) return found;
  if (named !== undefined && existsSync(named))
    return failure(problem('duplicate', 'There is a file of this name already; name a new one.', named));
  const { names, devices } = found.value;
  const others = devices.filter((id) => id !== store.deviceId);
  const path = named ?? handoverPath();
  const thread = bundles.start({
    type: 'write',
    path,
    // Whoever makes a bundle can open it, too.
    to: [...new Set([...devices, store.deviceId])],
    workspaceId: membership.workspaceId,
    known: lacking ? others.map((id) => knownOf(store, bundles.table, id)) : [{}],
    at: new Date(store.source.now()).toISOString(),
  });
  try {
    const news = yield* waitForNews(thread, 'written', { step: 'Gathering changes', done: 0, total: 0 });
    if (news.type === 'refused') return failure(news.problem);
    const { bytes, changes, whole } = news.written;
    const content = named === undefined && changes > 0 ? handOver(path) : success(null);
    if (!content.ok) return content;
    return success({
      path: changes === 0 || named === undefined ? null : path,
      content: content.value,
      bytes,
      changes,
      whole,
      for: [...names],
    });
  } finally {
    thread.end();
    if (named === undefined) endHandover(path);
  }
};
