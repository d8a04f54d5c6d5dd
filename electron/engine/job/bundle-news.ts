import type { BundleNews } from '#electron/engine/sync/bundle-task.ts';
import type { BundleThread } from '#electron/engine/sync/bundle-thread.ts';
import { type MembershipEntry, readEntry } from '#electron/engine/team/membership-entry.ts';
import type { JobProgress } from './job-run.ts';

/** News of one type. */
export type NewsOf<Type extends BundleNews['type']> = Extract<BundleNews, { type: Type }>;

/** Waits until the thread tells something of a type, or refuses. */
export function* waitForNews<Type extends 'read' | 'changes' | 'written'>(
  thread: BundleThread,
  type: Type,
  progress: JobProgress,
): Generator<JobProgress, NewsOf<Type> | NewsOf<'refused'>, void> {
  let told = progress;
  for (;;) {
    const news = thread.take();
    // What is of a type is found by it.
    if (news?.type === type) return news as NewsOf<Type>;
    if (news?.type === 'refused') return news;
    if (news?.type === 'progress') told = { ...progress, ...news.progress };
    yield { ...told, until: thread.news() };
  }
}

/** The entries of the membership chain in a bundle, as far as they are any. */
export function entriesOf({ read }: NewsOf<'read'>): MembershipEntry[] {
  return read.entries.flatMap((one): MembershipEntry[] => {
    const entry = readEntry(one);
    return entry.ok ? [entry.value] : [];
  });
}
