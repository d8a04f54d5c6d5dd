// What the page says about the archive, in words.
import type { ArchiveReport } from '#shared/contract/archive.ts';

type Kept = ArchiveReport['kept'][number];

const issues = (count: number): string => (count === 1 ? '1 issue' : `${count} issues`);

/** Why an issue stays in the plan. */
export function keptText({ reason, keys }: Pick<Kept, 'reason' | 'keys'>): string {
  switch (reason) {
    case 'open':
      return 'it is not finished';
    case 'needed':
      return `${keys.join(', ')} ${keys.length === 1 ? 'waits' : 'wait'} for it`;
    case 'children':
      return `${keys.join(', ')} below it ${keys.length === 1 ? 'is' : 'are'} open`;
    case 'changed':
      return 'it was changed meanwhile';
  }
}

/** What an archiving did, or would do, in one sentence. */
export function reportText({ dryRun, moved, kept, left }: ArchiveReport): string {
  const stays = kept.length === 0 ? '' : ` ${issues(kept.length)} must stay.`;
  const more = left === 0 ? '' : ` ${issues(left)} more in a further run.`;
  if (moved.length === 0) return `Nothing to move now.${stays}${more}`;
  return `${issues(moved.length)} ${dryRun ? 'would move' : 'moved'} to the archive.${stays}${more}`;
}
