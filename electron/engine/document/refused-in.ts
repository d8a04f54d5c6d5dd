import type { JournalChange } from '#electron/engine/store/journal.ts';
import { Membership } from '#electron/engine/team/membership.ts';
import { readEntry } from '#electron/engine/team/membership-entry.ts';
import type { ChangeFact } from './change-fact.ts';
import { ChangeHistory } from './change-history.ts';
import { ChangeJudge } from './change-judge.ts';
import { isDocumentChange } from './document-change.ts';
import { refusals } from './refusal.ts';

/** Hashes of those changes of a whole log that do not count by the entries of the membership chain in it. */
export function refusedIn(changes: readonly JournalChange[]): Set<string> {
  const entries = changes.flatMap((change) => {
    const read = change.kind === 'membership' ? readEntry(change) : null;
    return read?.ok === true ? [read.value] : [];
  });
  if (entries.length === 0) return new Set();
  const membership = new Membership(entries);
  const byHash = new Map(changes.filter(isDocumentChange).map((change) => [change.hash, change]));
  const history = new ChangeHistory((hash) => byHash.get(hash) ?? null);
  const judge = new ChangeJudge(history, () => false);
  const none = new Map<string, ChangeFact>();
  const facts = [...byHash.keys()].flatMap((hash) => history.fact(hash) ?? []);
  return new Set(
    refusals(facts, {
      standing: (fact) => {
        const kind = byHash.get(fact.hash)?.kind;
        return kind !== undefined && judge.isInitial(kind, fact) ? 'counts' : judge.standing(fact, membership, none);
      },
      isFounding: (fact) => judge.founding(fact, membership, none) === 'counts',
    }).keys(),
  );
}
