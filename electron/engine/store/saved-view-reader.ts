import type { WriteConnection } from './connection.ts';

/** A saved view as it stands. */
interface SavedViewState {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly group: string | null;
  readonly order: string | null;
}

/** Look-ups of saved views. */
// The type of what is returned is the list of look-ups itself, as in row-reader.ts.
export function createSavedViewReader(connection: WriteConnection) {
  const columns = 'id, name, text, "group", "order"';
  const one = connection.prepare<[string], SavedViewState>(`SELECT ${columns} FROM saved_view WHERE id = ?`);
  const all = connection.prepare<[], SavedViewState>(`SELECT ${columns} FROM saved_view ORDER BY id`);
  return {
    savedView: (id: string) => one.get(id) ?? null,
    savedViews: () => all.all(),
  };
}
