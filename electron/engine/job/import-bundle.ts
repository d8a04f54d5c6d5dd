import { isAbsolute } from 'node:path';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { BundledDocuments } from './bundled-document.ts';
import { endHandover, keepHanded } from './handed-bundle.ts';
import { entriesOf, waitForNews } from './bundle-news.ts';
import { faultProblem, membershipWith, nameOf, refuseBundle } from './bundle-refusal.ts';
import type { JobHandler } from './job-run.ts';

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
 * The job `import-bundle`: what a bundle holds is judged and taken in like what comes from a connection, once all of it was found to be
 * whole. Stopped half way, importing it again brings the rest.
 */
export const importBundle: JobHandler<'import-bundle'> = function* (given, store, help) {
  const bundles = must(help?.bundles, 'help with bundles');
  if ('path' in given && !isAbsolute(given.path))
    return failure(problem('invalid-argument', `Expected an absolute path of a bundle, but got "${given.path}".`, 'path'));
  const path = 'path' in given ? given.path : keepHanded(given.content);
  const called = 'path' in given ? path : given.name;
  const joined = store.team.membership.workspaceId === null;
  const thread = bundles.start({ type: 'read', path, joins: joined });
  try {
    const found = yield* waitForNews(thread, 'read', { step: 'Checking the bundle', done: 0, total: 0 });
    if (found.type === 'refused') return failure(faultProblem(found.fault, found.problem, called));
    const { read } = found;
    const entries = entriesOf(found);
    const membership = membershipWith(store, entries);
    const refusal = refuseBundle(store, read, membership, called);
    if (refusal !== null) return failure(refusal);
    const total = read.changes - read.known;
    const tally = new Tally();
    const fresh = new BundledDocuments();
    let done = 0;
    if (!joined) store.team.addEntries(entries);
    for (;;) {
      thread.ask();
      const more = yield* waitForNews(thread, 'changes', { step: 'Taking in changes', done, total, kept: tally.taken > 0 });
      if (more.type === 'refused') return failure(faultProblem(more.fault, more.problem, called));
      const { changes } = more;
      if (changes.length === 0) break;
      const partly: JournalChange[] = [];
      for (const change of changes) {
        if (joined || store.log.document(change.documentId) === null) fresh.add(change);
        else partly.push(change);
      }
      if (partly.length > 0) tally.add(store.receive(partly));
      done += changes.length;
    }
    if (joined) {
      // From here on the workspace is that of the team, and lacks what is not taken in yet: a second import brings it.
      const receipt = store.team.join(entries, fresh.takeSpace());
      if (!receipt.ok) return receipt;
      tally.add(receipt.value);
    }
    let made = 0;
    for (const changes of fresh.inOrder()) {
      yield { step: 'Making documents', done: made, total: fresh.count, kept: joined || tally.taken > 0 };
      tally.add(store.receive(changes));
      made += changes.length;
    }
    bundles.table.keep(read.head.author, read.head.heads);
    return success({
      path: called,
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
    if (!('path' in given)) endHandover(path);
  }
};
