import { isAbsolute } from 'node:path';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { BundleNews } from '#electron/engine/sync/bundle-task.ts';
import type { BundleThread } from '#electron/engine/sync/bundle-thread.ts';
import { type MembershipEntry, readEntry } from '#electron/engine/team/membership-entry.ts';
import { must } from '#shared/base/must.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { faultProblem, membershipWith, nameOf, refuseBundle } from './bundle-refusal.ts';
import type { JobHandler, JobProgress } from './job-run.ts';

type Found<Type extends BundleNews['type']> = Extract<BundleNews, { type: Type }>;

/** Waits until the thread tells something of a kind. */
function* waitFor<Type extends 'read' | 'changes'>(
  thread: BundleThread,
  type: Type,
  progress: JobProgress,
  path: string,
): Generator<JobProgress, Result<Found<Type>, Problem>, void> {
  for (;;) {
    const news = thread.take();
    // What is of a type is found by it.
    if (news?.type === type) return success(news as Found<Type>);
    if (news?.type === 'refused') return failure(faultProblem(news.fault, news.problem, path));
    yield { ...progress, until: thread.news() };
  }
}

/** Adds up what became of changes. */
class Tally {
  taken = 0;
  readonly refused = new Set<string>();
  waiting: readonly string[] = [];

  add(receipt: ReturnType<PlanStore['receive']>): void {
    this.taken += receipt.taken;
    for (const hash of receipt.refused) this.refused.add(hash);
    ({ waiting: this.waiting } = receipt);
  }
}

/**
 * The job `import-bundle`: what a bundle holds is judged and taken in like what comes from a connection, a piece at a time, once all
 * of it was found to be whole. Stopped half way, importing it again brings the rest.
 */
export const importBundle: JobHandler<'import-bundle'> = function* ({ path }, store, help) {
  const bundles = must(help?.bundles, 'help with bundles');
  if (!isAbsolute(path)) return failure(problem('invalid-argument', `Expected an absolute path of a bundle, but got "${path}".`, 'path'));
  const joined = store.team.membership.workspaceId === null;
  const thread = bundles.start({ type: 'read', path, joins: joined });
  try {
    const found = yield* waitFor(thread, 'read', { step: 'Checking the bundle', done: 0, total: 0 }, path);
    if (!found.ok) return found;
    const { read } = found.value;
    const entries = read.entries.flatMap((one): MembershipEntry[] => {
      const entry = readEntry(one);
      return entry.ok ? [entry.value] : [];
    });
    const membership = membershipWith(store, entries);
    const refusal = refuseBundle(store, read, membership, path);
    if (refusal !== null) return failure(refusal);
    const total = read.changes - read.known;
    const tally = new Tally();
    let done = 0;
    if (!joined) store.team.addEntries(entries);
    for (;;) {
      thread.ask();
      const more = yield* waitFor(thread, 'changes', { step: 'Taking in changes', done, total, kept: done > 0 }, path);
      if (!more.ok) return more;
      const { changes } = more.value;
      if (changes.length === 0) break;
      if (joined && done === 0) {
        const receipt = store.team.join(entries, changes);
        if (!receipt.ok) return receipt;
        tally.add(receipt.value);
      } else tally.add(store.receive(changes));
      done += changes.length;
    }
    bundles.table.keep(read.head.author, read.head.heads);
    return success({
      path,
      from: nameOf(membership, read.head.author) ?? read.head.author,
      at: read.head.at,
      taken: tally.taken,
      known: read.known,
      refused: tally.refused.size,
      waiting: tally.waiting.length,
      joined,
    });
  } finally {
    thread.end();
  }
};
