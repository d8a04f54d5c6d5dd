import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';

/** A change of a document with what is needed to file it; not an entry of the membership chain, which belongs to none. */
export interface DocumentChange extends JournalChange {
  readonly kind: DocumentKind;
}

/** Whether a change is one of a document. */
export function isDocumentChange(change: JournalChange): change is DocumentChange {
  return change.kind !== 'membership';
}
