// What the thread of bundles is asked for and what it tells: it reads and seals beside the document thread, which takes in what it hands over.
import type { JournalChange } from '#electron/engine/store/journal.ts';
import type { Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { BundleHead } from './bundle-file.ts';
import type { SealedFault } from './sealed-file.ts';

/** Document → hashes of changes. */
export type HeadsOf = Readonly<Record<string, readonly string[]>>;

/** A bundle is to be written to the new file `path`, out of the workspace in `folder`. */
export interface WriteTask {
  readonly type: 'write';
  readonly folder: string;
  readonly path: string;
  readonly seed: Uint8Array;
  /** Device ids that can open it. */
  readonly to: readonly string[];
  readonly workspaceId: string;
  /** What those for whom it is made are known to have: for each of them, heads of documents. A change that one of them lacks goes in. */
  readonly known: readonly HeadsOf[];
  /** ISO instant. */
  readonly at: string;
}

/** A bundle is to be read for the workspace in `folder`. */
export interface ReadTask {
  readonly type: 'read';
  readonly folder: string;
  readonly path: string;
  readonly seed: Uint8Array;
  /** Nothing that the workspace has counts: it is to become that of the bundle. */
  readonly joins: boolean;
}

/** What the thread for bundles is to do. */
export type BundleTask = WriteTask | ReadTask;

/** A bundle that was written. */
export interface WrittenBundle {
  readonly bytes: number;
  readonly changes: number;
  readonly whole: boolean;
  /** Heads of the documents, and the newest change of the log, as they were read. */
  readonly heads: HeadsOf;
  readonly seq: number;
}

/** A bundle that was read to its end, is whole and signed by its author. */
export interface ReadBundle {
  readonly head: BundleHead;
  /** Changes in it, and how many of them the workspace has. */
  readonly changes: number;
  readonly known: number;
  readonly entries: readonly JournalChange[];
  /** Documents with what their changes follow upon that neither the bundle nor the workspace has. */
  readonly missing: HeadsOf;
}

/** Why a bundle is refused; `failed` is what the disk says. */
export type BundleFault = SealedFault | 'failed';

/** What the thread tells. After `read`, each `next` brings some of the changes that the workspace lacks, none at the end. */
export type BundleNews =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'written'; readonly written: WrittenBundle }
  | { readonly type: 'read'; readonly read: ReadBundle }
  | { readonly type: 'changes'; readonly changes: readonly JournalChange[] }
  | { readonly type: 'refused'; readonly fault: BundleFault; readonly problem: Problem };
