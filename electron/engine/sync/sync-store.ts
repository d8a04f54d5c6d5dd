import type { ChangeLog } from '#electron/engine/store/change-log.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';

/** What sync needs of the store of a workspace. */
export type SyncStore = Pick<
  PlanStore,
  'deviceId' | 'document' | 'receive' | 'receivePart' | 'held' | 'saved' | 'team' | 'source' | 'author' | 'rows' | 'lateRows'
> & {
  readonly log: Pick<
    ChangeLog,
    'documents' | 'document' | 'get' | 'has' | 'signatures' | 'of' | 'sizeOf' | 'savedSize' | 'hashesAfter' | 'lastSeq'
  >;
};
