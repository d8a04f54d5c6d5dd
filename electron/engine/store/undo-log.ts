// Steps that can be taken back or carried out again: local to this device, one line of steps a person.
import { limit } from '#shared/plan/limit.ts';
import type { WriteConnection } from './connection.ts';

/** Whether a step can be taken back or was taken back. */
export type UndoSide = 'undo' | 'redo';

/** A step as it is kept. */
export interface UndoRow {
  readonly id: number;
  readonly command: string;
  /** For people: what the step did. */
  readonly label: string;
  /** Sequence number of the last change of the step when it was first carried out: what others did since counts from there. */
  readonly seq: number;
  /** How to take it back, as electron/engine/document/step-content.ts spells it. */
  readonly content: Uint8Array;
}

/** A step to keep. */
interface NewUndoRow extends Omit<UndoRow, 'id'> {
  readonly author: string;
  /** ISO instant. */
  readonly at: string;
}

/** Reads and writes the steps of all persons of this device. Writes belong into the transaction of their step. */
export interface UndoLog {
  /** Keeps a new step and forgets what its author had taken back; the oldest steps go when there are too many. */
  keep(step: NewUndoRow): void;
  /** The step to take back next, or to carry out again next; `null` when there is none. */
  next(author: string, side: UndoSide): UndoRow | null;
  /** Moves a step to the other side with what takes it back there. */
  turn(id: number, side: UndoSide, content: Uint8Array): void;
  forget(id: number): void;
  /** Forgets the steps of everybody whose last change has this number or a later one. */
  dropFrom(seq: number): void;
  /** Says for whom an actor of this device writes. */
  addActor(actor: string, author: string): void;
  actors(author: string): string[];
  addReturned(documentId: string, operation: string): void;
  returned(): { documentId: string; operation: string }[];
  /** Says who works here now. */
  setAuthor(author: string): void;
}

/** The steps in `connection`. */
export function createUndoLog(connection: WriteConnection): UndoLog {
  const insert = connection.prepare<[string, string, string, string, number, Uint8Array]>(
    `INSERT INTO undo_step (author, side, command, label, at, seq, content) VALUES (?, 'undo', ?, ?, ?, ?, ?)`,
  );
  const clearRedo = connection.prepare<[string]>(`DELETE FROM undo_step WHERE author = ? AND side = 'redo'`);
  const columns = 'id, command, label, seq, content';
  const lastUndo = connection.prepare<[string], UndoRow>(
    `SELECT ${columns} FROM undo_step WHERE author = ? AND side = 'undo' ORDER BY id DESC LIMIT 1`,
  );
  const firstRedo = connection.prepare<[string], UndoRow>(
    `SELECT ${columns} FROM undo_step WHERE author = ? AND side = 'redo' ORDER BY id LIMIT 1`,
  );
  const turn = connection.prepare<[UndoSide, Uint8Array, number]>('UPDATE undo_step SET side = ?, content = ? WHERE id = ?');
  const dropFrom = connection.prepare<[number]>('DELETE FROM undo_step WHERE seq >= ?');
  const forget = connection.prepare<[number]>('DELETE FROM undo_step WHERE id = ?');
  // The newest step stays whatever its size.
  const prune = connection.prepare<[string, number, number]>(
    `DELETE FROM undo_step WHERE id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER newest AS position, sum(length(content)) OVER newest AS bytes
         FROM undo_step WHERE author = ? WINDOW newest AS (ORDER BY id DESC)
       ) WHERE position > ? OR (bytes > ? AND position > 1)
     )`,
  );
  const addActor = connection.prepare<[string, string]>('INSERT OR IGNORE INTO own_actor (actor, author) VALUES (?, ?)');
  const actors = connection.prepare<[string], { actor: string }>('SELECT actor FROM own_actor WHERE author = ?');
  const addReturned = connection.prepare<[string, string]>(
    'INSERT OR IGNORE INTO returned_operation (document_id, operation) VALUES (?, ?)',
  );
  const returned = connection.prepare<[], { documentId: string; operation: string }>(
    'SELECT document_id AS documentId, operation FROM returned_operation',
  );
  const author = connection.prepare<[], { author: string }>('SELECT author FROM present_author');
  const setAuthor = connection.prepare<[string]>(
    'INSERT INTO present_author (id, author) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET author = excluded.author',
  );
  // Looking through all steps costs more than a small command, so it is done now and then.
  const pruneEvery = 50;
  let kept = 0;
  let bytes = 0;

  return {
    keep(step) {
      clearRedo.run(step.author);
      insert.run(step.author, step.command, step.label, step.at, step.seq, step.content);
      kept += 1;
      bytes += step.content.length;
      if (kept < pruneEvery && bytes < limit.undoBytes / pruneEvery) return;
      prune.run(step.author, limit.undoSteps, limit.undoBytes);
      kept = 0;
      bytes = 0;
    },
    next: (of, side) => (side === 'undo' ? lastUndo : firstRedo).get(of) ?? null,
    turn: (id, side, content) => void turn.run(side, content, id),
    forget: (id) => void forget.run(id),
    dropFrom: (seq) => void dropFrom.run(seq),
    addActor: (actor, of) => void addActor.run(actor, of),
    actors: (of) => actors.all(of).map((row) => row.actor),
    addReturned: (documentId, operation) => void addReturned.run(documentId, operation),
    returned: () => returned.all(),
    setAuthor(name) {
      if (author.get()?.author !== name) setAuthor.run(name);
    },
  };
}
