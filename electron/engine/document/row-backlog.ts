// The rows of large new roadmaps whose changes are on disk already: made piece by piece, each piece in a transaction of
// its own, so that no other command waits long. A stop in between is made up for at the next start.
import type { ChangeLog, LoggedChange } from '#electron/engine/store/change-log.ts';
import { type WriteConnection, withoutSync } from '#electron/engine/store/connection.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { SearchText } from '#electron/engine/store/search-text.ts';
import { must } from '#shared/base/must.ts';
import { putActivityInParts } from './activity-row.ts';
import { countNewRoadmap } from './new-roadmap-count.ts';
import { ConflictProjection } from './conflict-projection.ts';
import { refreshCounts } from './derived-row.ts';
import { PieceClock } from './piece-clock.ts';
import type { ReadableDocument, StoredDocument } from './plan-document.ts';
import { type BodyOf, type DocumentOf, Projection } from './projection.ts';
import { roadmapParts } from './roadmap-part.ts';
import type { Touched } from './touched-record.ts';

/** A stored change with what it says about itself. */
export interface LoggedMessage {
  readonly change: Pick<LoggedChange, 'seq' | 'hash' | 'deviceId'>;
  readonly message: string;
}

/** A roadmap that was published without its rows. */
export interface UnprojectedRoadmap {
  readonly id: string;
  readonly document: ReadableDocument;
  readonly touched: Touched;
  readonly changes: readonly LoggedMessage[];
  /**
   * It came from another device: the space may refer to its issues already. `conflicts` is where people wrote beside each other, `early` are
   * issues that have rows already, made before all that these count was there.
   */
  readonly arrived: { readonly conflicts: StoredDocument | null; readonly early: ReadonlySet<string> } | null;
}

/** What writing rows takes. */
export interface BacklogParts {
  readonly connection: WriteConnection;
  readonly log: ChangeLog;
  readonly writer: RowWriter;
  readonly bodyOf: BodyOf;
  readonly documentOf: DocumentOf;
  /** Called after each transaction. */
  readonly onWritten: () => void;
}

/** Longest time in one transaction, in milliseconds; its words, its end and its being on disk come on top. */
const pieceTime = 20;

/** Rows that are still to be written. */
export class RowBacklog {
  readonly #parts: BacklogParts;
  readonly #roadmaps: UnprojectedRoadmap[];
  readonly #run: Generator<void, void, void>;
  /** Rows and their words go into the same transaction: half of either would not be found by the start that makes up for it. */
  readonly #search: SearchText;
  #reached = 0;
  #written = false;
  #ended = false;

  constructor(parts: BacklogParts, roadmaps: readonly UnprojectedRoadmap[]) {
    this.#parts = parts;
    this.#search = new SearchText(parts.writer);
    this.#roadmaps = [...roadmaps];
    this.#run = this.#units();
  }

  /** Nothing is left to write. */
  get isDone(): boolean {
    return this.#ended;
  }

  /** Whether rows of this roadmap are still to come. */
  has(roadmapId: string | null): boolean {
    return this.#roadmaps.some(({ id }) => id === roadmapId);
  }

  /** Adds roadmaps; it must not be done. */
  add(roadmaps: readonly UnprojectedRoadmap[]): void {
    this.#roadmaps.push(...roadmaps);
    this.#written &&= roadmaps.length === 0;
  }

  /**
   * Writes a piece in a transaction; the last one, which says that nothing is missing, brings all to disk. @throws when the
   * disk refuses; the piece was not written then, and nothing after it will be.
   */
  piece(): void {
    const { connection, log, onWritten } = this.#parts;
    if (this.#written) {
      connection.transaction(() => {
        for (const { id } of this.#roadmaps) log.setProjected(id, true);
      })();
      this.#ended = true;
      return;
    }
    withoutSync(connection, () => connection.transaction(() => this.#rows())());
    onWritten();
  }

  #rows(): void {
    const clock = new PieceClock(pieceTime);
    do this.#run.next();
    while (!this.#written && !clock.isOver);
    this.#search.finish();
  }

  *#units(): Generator<void, void, void> {
    for (;;) {
      // The list may grow while it is walked, and after it was.
      for (; this.#reached < this.#roadmaps.length; this.#reached++) yield* this.#records(must(this.#roadmaps[this.#reached], 'a roadmap'));
      this.#written = true;
      yield;
    }
  }

  *#records({ id, document, touched, changes, arrived }: UnprojectedRoadmap): Generator<void, void, void> {
    const { writer, log, bodyOf, documentOf } = this.#parts;
    const born = { counts: yield* countNewRoadmap(document), search: this.#search, issues: new Set<string>() };
    for (const part of roadmapParts(touched)) {
      const projection = new Projection(writer, bodyOf, documentOf, born);
      projection.roadmap(id, document, part);
      projection.dependencies(id, document, part);
      yield;
    }
    for (const { change, message } of changes) {
      yield* putActivityInParts(writer, change, id, message);
    }
    if (arrived === null) return;
    yield;
    refreshCounts(writer, arrived.early);
    const projection = new Projection(writer, bodyOf, documentOf);
    projection.arrived(id);
    projection.finish();
    if (arrived.conflicts !== null) new ConflictProjection(writer, log).all({ id, document: arrived.conflicts }, 'roadmap');
  }
}
