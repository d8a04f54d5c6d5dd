// Sees when something is to be done in the shared folder, at little cost while nothing is: a look at names and sizes now and then,
// and a word of the system where it gives one.
import { type FSWatcher, watch } from 'node:fs';
import type { PlanStore } from './document/plan-store.ts';
import type { FolderMemory } from './job/folder-memory.ts';
import type { FolderTable } from './store/folder-table.ts';
import { devicePlace, filesIn, workspacePlace } from './sync/folder-place.ts';

/** How often it looks, and how long it waits for more after a change here or there, in milliseconds. */
const times = { look: 15_000, rest: 1500 } as const;
/** After so many looks it is done whatever is seen: a drive that is back, a file that may be read now. */
const atLeast = 40;

/** What a watch works with. */
export interface FolderWatchParts {
  readonly store: Pick<PlanStore, 'team' | 'deviceId' | 'revision'>;
  readonly table: FolderTable;
  readonly memory: FolderMemory;
  /** Begins a pass, unless one waits already. */
  readonly run: () => void;
}

/** Watches the shared folder of a workspace while there is one. */
export class FolderWatch {
  readonly #parts: FolderWatchParts;
  readonly #timer: NodeJS.Timeout;
  #rest: NodeJS.Timeout | null = null;
  #watcher: FSWatcher | null = null;
  #watched = '';
  #seen = '';
  #looks = 0;

  constructor(parts: FolderWatchParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.#look(), times.look);
    this.changed();
  }

  /** Something was changed here. */
  changed(): void {
    if (this.#rest !== null) return;
    this.#rest = setTimeout(() => {
      this.#rest = null;
      this.#look();
    }, times.rest);
  }

  /** Ends it. */
  stop(): void {
    clearInterval(this.#timer);
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#watcher?.close();
  }

  #look(): void {
    const folder = this.#parts.table.setting('folder');
    const { workspaceId } = this.#parts.store.team.membership;
    if (folder === '' || workspaceId === null) return this.#listen('');
    this.#listen(workspacePlace(folder, workspaceId));
    this.#looks += 1;
    const seen = this.#state(folder, workspaceId);
    if (seen === this.#seen && this.#parts.memory.lackingSince === null && this.#looks % atLeast !== 0) return;
    this.#seen = seen;
    this.#parts.run();
  }

  /** Changes when something is to be done. */
  #state(folder: string, workspaceId: string): string {
    const { store } = this.#parts;
    const devices = store.team.membership.members().flatMap((member) => member.devices.map(({ id }) => id));
    try {
      const files = devices.flatMap((id) => filesIn(devicePlace(folder, workspaceId, id)).map(({ path, state }) => `${path} ${state}`));
      return [folder, store.revision, ...files].join('\n');
    } catch {
      // A drive that is not there: the pass says so.
      return 'away';
    }
  }

  #listen(place: string): void {
    if (this.#watched === place && (place === '' || this.#watcher !== null)) return;
    this.#watcher?.close();
    this.#watcher = null;
    this.#watched = place;
    if (place === '') return;
    try {
      this.#watcher = watch(place, { recursive: true, persistent: false }, () => this.changed());
      this.#watcher.on('error', () => {
        this.#watcher?.close();
        this.#watcher = null;
      });
    } catch {
      // Not there yet, or no system to tell: looking now and then finds it.
    }
  }
}
