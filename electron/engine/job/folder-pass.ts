// One pass over the shared folder: what others left is taken in, then what they lack is left for them. Each device writes files of its
// own only, and never one twice, so the tools that carry the folder have nothing to reconcile.
//
// Invariants: (1) a file brings everybody whom it is sealed for to what its author had, once they have read the files that were there
// before; (2) a file counts as read only when nothing of it is left over; (3) own files go only when a newer one holds all of them.
import { rmSync } from 'node:fs';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { membershipId } from '#electron/engine/store/change-log.ts';
import type { FolderTable } from '#electron/engine/store/folder-table.ts';
import type { BundleHead } from '#electron/engine/sync/bundle-file.ts';
import type { HeadsOf } from '#electron/engine/sync/bundle-task.ts';
import { devicePlace, filesIn, type FolderFile, folderFilePath, leaveReadme } from '#electron/engine/sync/folder-place.ts';
import { must } from '#shared/base/must.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { BundleHelp } from './bundle-help.ts';
import { entriesOf, waitForNews } from './bundle-news.ts';
import type { FolderMemory } from './folder-memory.ts';
import type { JobProgress } from './job-run.ts';

/** Longest file that is read, in bytes. */
const mostBytes = 536_870_912;
/** Own files are merged when there are so many, or when those after the last merged one hold more than it does and more than `bytes`. */
const merged = { files: 100, bytes: 1_048_576 } as const;
/** How long what others made is left to them to bring, in milliseconds; doubled for the next device in line, and so on. */
const patience = 60_000;

/** What a pass works with. */
export interface FolderParts {
  readonly store: PlanStore;
  readonly table: FolderTable;
  readonly bundles: Pick<BundleHelp, 'start'>;
  readonly memory: FolderMemory;
  /** Absolute path of the shared folder. */
  readonly folder: string;
}

/** What a pass did. */
export interface FolderReport {
  /** Files written, files read, and changes taken in from them. */
  written: number;
  read: number;
  taken: number;
  /** Files that could not be taken in yet. */
  waiting: number;
}

type Pass<Value> = Generator<JobProgress, Value, void>;

const has = (known: HeadsOf, heads: HeadsOf): boolean =>
  Object.entries(heads).every(([id, newest]) => newest.every((hash) => known[id]?.includes(hash)));

/** A pass over the shared folder. */
export class FolderPass {
  readonly report: FolderReport = { written: 0, read: 0, taken: 0, waiting: 0 };
  /** Devices whose files have the form of another version. */
  readonly foreign = new Set<string>();
  readonly #parts: FolderParts;

  constructor(parts: FolderParts) {
    this.#parts = parts;
  }

  /** Reads and writes. Refused when the disk does not take what is written; what was read until then stays. */
  *run(): Pass<Result<FolderReport, Problem>> {
    this.#meetMembers();
    while (yield* this.#readAll());
    const written = yield* this.#write();
    return written.ok ? success(this.report) : written;
  }

  get #workspaceId(): string {
    return must(this.#parts.store.team.membership.workspaceId, 'a team');
  }

  #placeOf(deviceId: string): string {
    return devicePlace(this.#parts.folder, this.#workspaceId, deviceId);
  }

  #now(): number {
    return this.#parts.store.source.now();
  }

  /** Devices of members but this one. */
  #others(): string[] {
    const { team, deviceId } = this.#parts.store;
    const devices = team.membership.members().flatMap((member) => member.devices);
    return devices.filter(({ id, revoked }) => !revoked && id !== deviceId).map(({ id }) => id);
  }

  #heads(): HeadsOf {
    const { store } = this.#parts;
    return { [membershipId]: store.team.membership.heads, ...store.moment(null)?.heads };
  }

  /** Whoever was shut out is not read any more: what only their files brought has to be brought by others. */
  #meetMembers(): void {
    const { table } = this.#parts;
    const present = this.#others();
    const before = table
      .setting('members')
      .split(' ')
      .filter((id) => id !== '');
    if (before.some((id) => !present.includes(id))) table.uncover();
    table.set('members', present.join(' '));
  }

  /** Reads what is there; whether something came that what waits may have waited for. */
  *#readAll(): Pass<boolean> {
    const { table, memory } = this.#parts;
    const before = this.report.read;
    this.report.waiting = 0;
    this.foreign.clear();
    for (const deviceId of this.#others()) {
      const files = filesIn(this.#placeOf(deviceId));
      const known = new Set(table.files(deviceId).map(({ number }) => number));
      const present = new Set(files.map(({ number }) => number));
      if (files.length > 0) for (const number of known) if (!present.has(number)) table.forgetFile(deviceId, number);
      for (const file of files) {
        if (known.has(file.number)) continue;
        const isRead = memory.isDue(file.path, file.state, this.#now()) && (yield* this.#read(deviceId, file));
        if (!isRead) this.report.waiting += 1;
        if (!isRead && memory.isOfOtherForm(file.path, file.state)) this.foreign.add(deviceId);
      }
    }
    return this.report.read > before;
  }

  /** Whether all of a file is in the workspace now. */
  *#read(deviceId: string, file: FolderFile): Pass<boolean> {
    const { bundles, memory, store, table } = this.#parts;
    const { path, state, number, bytes } = file;
    const later = (waits: boolean): false => {
      memory.failed(path, state, this.#now(), waits);
      return false;
    };
    if (bytes > mostBytes) return later(false);
    const thread = bundles.start({ type: 'read', path, joins: false });
    try {
      const found = yield* waitForNews(thread, 'read', { step: 'Reading the shared folder', done: this.report.read, total: 0 });
      // It may not be all here yet, or be from before this device was a member: neither is worth a word.
      if (found.type === 'refused') {
        if (found.fault === 'version') memory.hasOtherForm(path, state);
        return later(false);
      }
      const { head, missing } = found.read;
      if (head.workspaceId !== this.#workspaceId || head.author !== deviceId) return later(false);
      store.team.addEntries(entriesOf(found));
      this.#meetMembers();
      if (Object.keys(missing).length > 0) return later(true);
      const own = new Set<string>();
      let waiting: readonly string[] = [];
      for (;;) {
        thread.ask();
        const more = yield* waitForNews(thread, 'changes', { step: 'Taking in changes', done: this.report.taken, total: 0 });
        if (more.type === 'refused') return later(false);
        if (more.changes.length === 0) break;
        for (const { hash } of more.changes) own.add(hash);
        const receipt = store.receive(more.changes);
        this.report.taken += receipt.taken;
        ({ waiting } = receipt);
      }
      if (waiting.some((hash) => own.has(hash))) return later(true);
      this.#bring(head);
      table.keepFile(deviceId, { number, bytes, at: new Date(this.#now()).toISOString() });
      memory.done(path);
      memory.advance();
      this.report.read += 1;
      return true;
    } finally {
      thread.end();
    }
  }

  /** Notes what a file brings to those who can open it. */
  #bring({ to, heads }: BundleHead): void {
    const { table } = this.#parts;
    const own = this.#heads();
    for (const id of this.#others()) {
      if (!to.includes(id)) continue;
      const before = table.covered(id);
      const brought = Object.entries(heads).map(([documentId, newest]): [string, readonly string[]] => {
        // What is here follows upon all that they had; or else both count, until the next own file.
        const same = newest.length === own[documentId]?.length && newest.every((hash) => own[documentId]?.includes(hash));
        return [documentId, same ? newest : [...new Set([...(before[documentId] ?? []), ...newest])]];
      });
      table.cover(id, Object.fromEntries(brought));
    }
  }

  /** Leaves what somebody lacks in a new file. */
  *#write(): Pass<Result<null, Problem>> {
    const { bundles, memory, store, table } = this.#parts;
    const { deviceId } = store;
    const others = this.#others();
    const place = this.#placeOf(deviceId);
    const files = filesIn(place);
    // Whoever took own files away took away what they brought.
    const present = new Set(files.map(({ number }) => number));
    const lost = table.files(deviceId).filter(({ number }) => !present.has(number));
    if (lost.length > 0) table.uncover();
    for (const { number } of lost) table.forgetFile(deviceId, number);
    const own = this.#heads();
    if (others.every((id) => has(table.covered(id), own))) {
      memory.lackingSince = null;
      return success(null);
    }
    if (lost.length === 0 && !this.#isDue(others)) return success(null);
    const number = (files.at(-1)?.number ?? 0) + 1;
    const path = folderFilePath(place, number);
    const thread = bundles.start({
      type: 'write',
      path,
      to: [...others, deviceId],
      workspaceId: this.#workspaceId,
      known: this.#isToMerge(files) ? [{}] : others.map((id) => table.covered(id)),
      at: new Date(this.#now()).toISOString(),
    });
    try {
      const news = yield* waitForNews(thread, 'written', { step: 'Writing to the shared folder', done: 0, total: 0 });
      if (news.type === 'refused') return failure(news.problem);
      const { bytes, changes, heads, seq, whole } = news.written;
      for (const id of others) table.cover(id, heads);
      table.set('written-seq', String(seq));
      memory.lackingSince = null;
      if (changes === 0) return success(null);
      table.keepFile(deviceId, { number, bytes, at: new Date(this.#now()).toISOString() });
      leaveReadme(place);
      this.report.written += 1;
      if (whole) this.#removeOld(files);
      return success(null);
    } finally {
      thread.end();
    }
  }

  /** What this device made is brought at once; what others made only when they do not bring it themselves. */
  #isDue(others: readonly string[]): boolean {
    const { memory, store, table } = this.#parts;
    if (table.hasChangedSince(store.deviceId, Number(table.setting('written-seq')))) return true;
    const now = this.#now();
    memory.lackingSince ??= now;
    const before = others.filter((id) => id < store.deviceId).length;
    return now - memory.lackingSince >= patience * 2 ** Math.min(before, 10);
  }

  #isToMerge(files: readonly FolderFile[]): boolean {
    const [first, ...rest] = files;
    const bytes = rest.reduce((sum, file) => sum + file.bytes, 0);
    return files.length >= merged.files || bytes > Math.max(merged.bytes, first?.bytes ?? 0);
  }

  #removeOld(files: readonly FolderFile[]): void {
    const { store, table } = this.#parts;
    for (const { path, number } of files) {
      rmSync(path, { force: true });
      table.forgetFile(store.deviceId, number);
    }
  }
}
