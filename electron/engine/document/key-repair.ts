// Keys that two devices gave to different issues of a roadmap at the same time. Each issue is read with a key of its own: a
// function of the documents alone, so that every device reads the same; nothing is written into a document, and the key
// that was given stays on record as an alias.
import type { RowWriter } from '#electron/engine/store/row-writer.ts';

/** A key as it was given in a roadmap. */
interface GivenKey {
  readonly roadmapId: string;
  readonly key: string;
}

/** `A1 (2)` is what the second A1 is called. */
const numbered = /^(.+) \(\d+\)$/u;

/** The repair within one projection: first tell it what is about to change, then `settle`. */
export class KeyRepair {
  readonly #rows: RowWriter;
  readonly #renames: (issueId: string) => void;
  readonly #noted = new Map<string, GivenKey>();
  #any: boolean | null = null;

  /** `renames` is called before an issue is given another key. */
  constructor(rows: RowWriter, renames: (issueId: string) => void) {
    this.#rows = rows;
    this.#renames = renames;
  }

  /** Whether any key is repaired; then every issue that is touched is looked at. */
  get any(): boolean {
    this.#any ??= this.#rows.cells('SELECT 1 FROM key_alias LIMIT 1').length > 0;
    return this.#any;
  }

  /** Call before the row of an issue is put with the key that was given to it, and before it is removed (`null`). */
  touch(issueId: string, roadmapId: string, given: string | null): void {
    const [before] = this.#rows.cells(
      'SELECT coalesce((SELECT key FROM key_alias WHERE issue_id = issue.id), key) FROM issue WHERE id = ?',
      issueId,
    );
    this.#rows.remove('key_alias', 'issue_id', issueId);
    if (typeof before === 'string') this.#note({ roadmapId, key: before });
    if (given !== null) this.#note({ roadmapId, key: given });
  }

  /** Call when the rows of all issues of a new roadmap were put without `touch`. */
  arrived(roadmapId: string): void {
    const sql = 'SELECT key FROM issue WHERE roadmap_id = ? GROUP BY key HAVING count(*) > 1';
    for (const key of this.#rows.cells(sql, roadmapId)) this.#note({ roadmapId, key: String(key) });
  }

  /** Call when a roadmap is removed with all its issues. */
  removeRoadmap(roadmapId: string): void {
    this.#rows.remove('key_alias', 'roadmap_id', roadmapId);
  }

  #note(given: GivenKey): void {
    this.#noted.set(JSON.stringify([given.roadmapId, given.key]), given);
    // What is called like a repaired key takes that name from it.
    const [, owner] = numbered.exec(given.key) ?? [];
    if (owner !== undefined) this.#note({ ...given, key: owner });
  }

  /** Gives each issue of the keys that were noted one of its own; with `everything`, each issue there is. */
  settle(everything: boolean): void {
    if (everything) {
      for (const cell of this.#rows.cells(
        `SELECT json_array(roadmap_id, key) FROM issue GROUP BY roadmap_id, key HAVING count(*) > 1
         UNION SELECT json_array(roadmap_id, key) FROM key_alias`,
      )) {
        // As the statement spells it.
        const [roadmapId, key] = JSON.parse(String(cell)) as [string, string];
        this.#noted.set(String(cell), { roadmapId, key });
      }
    }
    for (const given of this.#noted.values()) this.#settle(given);
    this.#noted.clear();
    this.#any = null;
  }

  /** Issues from a plan file keep the key, for the file has it; then the one that was made first as ids go. */
  #settle({ roadmapId, key }: GivenKey): void {
    const ids = this.#rows.cells(
      `SELECT id FROM (
         SELECT id, source_line FROM issue WHERE roadmap_id = ? AND key = ? AND id NOT IN (SELECT issue_id FROM key_alias)
         UNION ALL SELECT id, source_line FROM key_alias JOIN issue ON issue.id = issue_id WHERE key_alias.roadmap_id = ? AND key_alias.key = ?
       ) ORDER BY source_line IS NULL, id`,
      roadmapId,
      key,
      roadmapId,
      key,
    );
    let number = 2;
    for (const [place, id] of ids.map(String).entries()) {
      let own = key;
      if (place > 0) {
        do {
          own = `${key} (${number})`;
          number += 1;
        } while (this.#isGiven(roadmapId, own));
      }
      const [now] = this.#rows.cells('SELECT key FROM issue WHERE id = ?', id);
      if (now !== own) {
        this.#renames(id);
        this.#rows.run('issue', 'UPDATE issue SET key = ? WHERE id = ?', own, id);
      }
      if (place === 0) this.#rows.remove('key_alias', 'issue_id', id);
      else this.#rows.put('key_alias', { issue_id: id, roadmap_id: roadmapId, key });
    }
  }

  /** Whether some issue was given this key, however it is read. */
  #isGiven(roadmapId: string, key: string): boolean {
    const sql = `SELECT 1 FROM issue WHERE roadmap_id = ? AND key = ? AND id NOT IN (SELECT issue_id FROM key_alias)
      UNION ALL SELECT 1 FROM key_alias WHERE roadmap_id = ? AND key = ? LIMIT 1`;
    return this.#rows.cells(sql, roadmapId, key, roadmapId, key).length > 0;
  }
}
