// Keeps the full-text index and the list of words level with the rows of issues. What it holds is derived from rows
// only, so that it can be dropped and made anew with them.
import { searchWords } from '#shared/plan/search/search-word.ts';
import type { RowWriter } from './row-writer.ts';

/** The indexed columns of issues; `where` narrows them. Order inside a column is by id, which no edit changes. */
const insert = (where: string): string => `
  INSERT INTO issue_text (rowid, title, key, label, body, checklist, comment)
  SELECT issue.rowid, issue.title, issue.key, ${labelText}, issue.body,
    (SELECT group_concat(text, char(10) ORDER BY id) FROM checklist_item WHERE issue_id = issue.id),
    (SELECT group_concat(text, char(10) ORDER BY id) FROM comment WHERE issue_id = issue.id)
  FROM issue WHERE ${where}`;

/** What is looked for like a label: short names of the plan. */
const labelText = `concat_ws(char(10), issue.component, issue.category, issue.flag,
  (SELECT group_concat(label, char(10) ORDER BY label) FROM issue_label WHERE issue_id = issue.id))`;

/** The ids of a parameter, a JSON array. */
const listed = '(SELECT value FROM json_each(?))';

const wordText = `issue.title || char(10) || ${labelText}`;

/** The index during one step: what is about to change is taken out at once and put back, as it then is, by `finish`. */
export class SearchText {
  readonly #rows: RowWriter;
  readonly #changed = new Set<string>();
  /** Word → by how many issues more (or fewer) have it. */
  readonly #words = new Map<string, number>();
  #everything = false;

  constructor(rows: RowWriter) {
    this.#rows = rows;
  }

  /** Drops all; `finish` indexes every issue. */
  clear(): void {
    this.#rows.run('issue_text', `INSERT INTO issue_text (issue_text) VALUES ('delete-all')`);
    this.#rows.run('search_word', 'DELETE FROM search_word');
    this.#everything = true;
  }

  /** Call before the text of an issue changes, or before it is removed, and after one was added. */
  touch(issueId: string, isNew = false): void {
    if (this.#everything || this.#changed.has(issueId)) return;
    this.#changed.add(issueId);
    if (isNew) return;
    this.#count(issueId, -1);
    this.#rows.run('issue_text', 'DELETE FROM issue_text WHERE rowid = (SELECT rowid FROM issue WHERE id = ?)', issueId);
  }

  /** Call before all issues of a roadmap are removed. */
  removeRoadmap(roadmapId: string): void {
    if (this.#everything) return;
    // Words of an issue that was touched before are taken out already.
    const sql = `SELECT ${wordText} FROM issue WHERE roadmap_id = ? AND id NOT IN ${listed}`;
    for (const text of this.#rows.cells(sql, roadmapId, JSON.stringify([...this.#changed]))) this.#countText(text, -1);
    this.#rows.run('issue_text', 'DELETE FROM issue_text WHERE rowid IN (SELECT rowid FROM issue WHERE roadmap_id = ?)', roadmapId);
  }

  /** Indexes what was touched and is still there. */
  finish(): void {
    if (this.#everything) this.#indexAll();
    else if (this.#changed.size > 0) {
      const ids = JSON.stringify([...this.#changed]);
      this.#rows.run('issue_text', insert(`issue.id IN ${listed}`), ids);
      for (const text of this.#rows.cells(`SELECT ${wordText} FROM issue WHERE id IN ${listed}`, ids)) this.#countText(text, 1);
    }
    for (const [word, change] of this.#words) {
      if (change === 0) continue;
      const sql = `INSERT INTO search_word (word, issues) VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET issues = issues + excluded.issues`;
      this.#rows.run('search_word', sql, word, change);
      if (change < 0) this.#rows.run('search_word', 'DELETE FROM search_word WHERE word = ? AND issues <= 0', word);
    }
    this.#changed.clear();
    this.#words.clear();
  }

  #indexAll(): void {
    this.#rows.run('issue_text', insert('1'));
    for (const text of this.#rows.cells(`SELECT ${wordText} FROM issue`)) this.#countText(text, 1);
    this.#everything = false;
  }

  #count(issueId: string, change: 1 | -1): void {
    for (const text of this.#rows.cells(`SELECT ${wordText} FROM issue WHERE id = ?`, issueId)) this.#countText(text, change);
  }

  #countText(text: unknown, change: 1 | -1): void {
    for (const word of new Set(searchWords(String(text)))) this.#words.set(word, (this.#words.get(word) ?? 0) + change);
  }
}
