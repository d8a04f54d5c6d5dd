// The ledger of a reading: proof that nothing of a file was lost. Last step of reading. It looks at the finished plan
// only and trusts nothing that the readers say about kept text.
import type { LedgerLine, LineCount, PlanDraft } from '#shared/plan/plan-draft.ts';

/** Gives back the ledger with each kept line looked up in the text that is said to hold it; a line that is not there is lost. */
export function verifyLedger(ledger: readonly LedgerLine[], lines: readonly { readonly text: string }[], draft: PlanDraft): LedgerLine[] {
  const texts = new Map<string, { readonly lines: readonly string[]; at: number }>();
  const put = (as: string, text: string): unknown => (text === '' ? undefined : texts.set(as, { lines: text.split('\n'), at: 0 }));
  put('notes of the roadmap', draft.notes);
  for (const milestone of draft.milestones) put(`notes of ${milestone.key}`, milestone.notes);
  for (const issue of draft.issues) put(`body of ${issue.key}`, issue.body);
  return ledger.map((entry) => {
    if (entry.fate !== 'kept') return entry;
    const text = texts.get(entry.as);
    const found = text === undefined ? -1 : text.lines.indexOf(lines[entry.line - 1]?.text ?? '', text.at);
    if (text === undefined || found < 0) return { ...entry, fate: 'lost' };
    text.at = found + 1;
    return entry;
  });
}

/** Counts a ledger. */
export function countLedger(ledger: readonly LedgerLine[]): LineCount {
  const count = { total: ledger.length, understood: 0, kept: 0, lost: 0 };
  for (const entry of ledger) count[entry.fate] += 1;
  return count;
}
