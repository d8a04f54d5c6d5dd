// The views of one workspace that are open: made when somebody first asks in them, closed when nobody has for a while.
import { rmSync } from 'node:fs';
import { must } from '#shared/base/must.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { JobControl } from '#shared/contract/connection.ts';
import type { Progress } from '#shared/contract/job.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { type View, viewPlace } from '#shared/contract/view.ts';
import { keptScenarios } from './document/kept-scenario.ts';
import { cacheFolder, openPast, type OpenView } from './past-view.ts';
import { type KnownView, knownView } from './query/known-view.ts';
import type { Reader } from './query/reader.ts';
import { openScenario, sweepScenarios } from './scenario-view.ts';

/** A view in use; it stays open until it is released. */
export interface UsedView extends OpenView {
  readonly known: KnownView;
  release(): void;
}

interface Held {
  readonly opening: Promise<Result<OpenView, Problem>>;
  readonly watchers: Set<(progress: Progress) => void>;
  readonly stop: AbortController;
  opened: OpenView | null;
  users: number;
  idle: NodeJS.Timeout | undefined;
}

/** Opens the workspace of a scenario. */
type OpenNestedView = Parameters<typeof openScenario>[2];

/** Whose views they are, and what makes them. */
export interface ViewsPlace {
  /** The workspace. */
  readonly folder: string;
  /** Name of the person whose engine it is. */
  readonly me: string;
  readonly storeWorkerUrl: URL;
}

/** How long a view stays open without being asked, in milliseconds, and how many do. */
const keep = { time: 5 * 60_000, views: 3 } as const;

/**
 * Invariants: (1) a view is opened once, however many ask for it at the same time; (2) one that is in use is not closed,
 * unless everything is; (3) what nobody waits for any more stops being made.
 */
export class OpenViews {
  readonly #place: ViewsPlace;
  readonly #reader: () => Reader;
  readonly #openNested: OpenNestedView;
  readonly #held = new Map<View, Held>();
  #swept = false;
  #closed = false;

  constructor(place: ViewsPlace, reader: () => Reader, openNested: OpenNestedView) {
    this.#place = place;
    this.#reader = reader;
    this.#openNested = openNested;
  }

  /** What a view is; refuses one that does not exist. */
  known(view: View): Result<KnownView, Problem> {
    return knownView(this.#reader(), view);
  }

  /** Opens a view, or joins those who use it, until it is released. */
  async use(view: View, { onProgress, signal }: JobControl = {}): Promise<Result<UsedView, Problem>> {
    if (this.#closed) return failure(problem('unavailable', 'The workspace has been closed; open it again first.'));
    const known = this.known(view);
    if (!known.ok) return known;
    const held = this.#held.get(view) ?? this.#open(view, known.value);
    clearTimeout(held.idle);
    held.users += 1;
    if (onProgress !== undefined) held.watchers.add(onProgress);
    const cancelled = Promise.withResolvers<Result<OpenView, Problem>>();
    const cancel = (): void => cancelled.resolve(failure(problem('cancelled', 'Cancelled before the view was ready.')));
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel);
    const opened = await Promise.race([held.opening, cancelled.promise]);
    signal?.removeEventListener('abort', cancel);
    if (onProgress !== undefined) held.watchers.delete(onProgress);
    let released = false;
    const release = (): void => {
      if (!released) this.#release(view, held);
      released = true;
    };
    if (opened.ok) return success({ ...opened.value, known: known.value, release });
    release();
    return opened;
  }

  /** What to read a view from that is in use. */
  reader(view: View): Reader {
    return must(this.#held.get(view)?.opened ?? null, `the view ${view} to be open`).reader;
  }

  /** Closes a view, whoever uses it. */
  async forget(view: View): Promise<void> {
    const held = this.#held.get(view);
    if (held === undefined) return;
    this.#held.delete(view);
    clearTimeout(held.idle);
    held.stop.abort();
    const opened = await held.opening;
    if (opened.ok) await opened.value.connection.close();
  }

  /** Closes those that nobody uses: the workspace they were made of is being exchanged. */
  async forgetIdle(): Promise<void> {
    await Promise.all([...this.#held].flatMap(([view, { users }]) => (users === 0 ? [this.forget(view)] : [])));
  }

  /** Closes scenarios, whoever uses them: their files are being exchanged. */
  async forgetScenarios(): Promise<void> {
    const views = [...this.#held.keys()].filter((view) => viewPlace(view).kind === 'scenario');
    await Promise.all(views.map((view) => this.forget(view)));
  }

  /** Closes all. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#held.keys()].map((view) => this.forget(view)));
  }

  #open(view: View, { label, is }: KnownView): Held {
    this.sweep();
    const watchers = new Set<(progress: Progress) => void>();
    const stop = new AbortController();
    const onProgress = (progress: Progress): void => {
      for (const watcher of watchers) watcher(progress);
    };
    const opening =
      'past' in is
        ? openPast({ ...this.#place, view, name: label.label, moment: is.past }, { onProgress, signal: stop.signal })
        : openScenario(this.#place, is.scenarioId, this.#openNested);
    const held: Held = { opening, watchers, stop, opened: null, users: 0, idle: undefined };
    this.#held.set(view, held);
    void opening.then((opened) => {
      if (opened.ok) held.opened = opened.value;
      else if (this.#held.get(view) === held) this.#held.delete(view);
    });
    return held;
  }

  #release(view: View, held: Held): void {
    held.users -= 1;
    if (held.users > 0 || this.#held.get(view) !== held) return;
    if (held.opened === null) {
      void this.forget(view);
      return;
    }
    held.idle = setTimeout(() => void this.forget(view), keep.time);
    // An engine that is to end does not wait for a view to be forgotten.
    held.idle.unref();
    const idle = [...this.#held].filter(([, other]) => other.users === 0 && other.opened !== null);
    for (const [other] of idle.slice(0, Math.max(0, idle.length - keep.views))) void this.forget(other);
  }

  /** Once, before the first view or scenario is made: removes what an unclean end left behind. */
  sweep(): void {
    if (this.#swept) return;
    this.#swept = true;
    rmSync(cacheFolder(this.#place.folder), { recursive: true, force: true });
    const { rows } = this.#reader();
    const kept = keptScenarios(rows);
    const discarded = rows<{ id: string }>(`SELECT id AS id FROM scenario WHERE state = 'discarded'`).map(({ id }) => id);
    sweepScenarios(this.#place.folder, new Set(discarded.filter((id) => !kept.has(id))));
  }
}
