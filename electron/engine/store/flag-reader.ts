import type { WriteConnection } from './connection.ts';

/** A feature flag as it stands. */
export interface FlagState {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly on: boolean;
  readonly rolloutPercent: number;
  readonly milestoneId: string | null;
}

type RawFlag = Omit<FlagState, 'on'> & { readonly on: number };

const flagState = (row: RawFlag): FlagState => ({ ...row, on: row.on === 1 });

/** Look-ups of feature flags. */
// The type of what is returned is the list of look-ups itself, as in row-reader.ts.
export function createFlagReader(connection: WriteConnection) {
  const columns = 'id, name, description, is_on AS "on", rollout_percent AS rolloutPercent, milestone_id AS milestoneId';
  const flag = connection.prepare<[string], RawFlag>(`SELECT ${columns} FROM flag WHERE id = ?`);
  const flagNamed = connection.prepare<[string], RawFlag>(`SELECT ${columns} FROM flag WHERE name = ? ORDER BY id LIMIT 1`);
  const flags = connection.prepare<[], RawFlag>(`SELECT ${columns} FROM flag ORDER BY name, id`);
  const flagKeys = connection.prepare<[], { flag: string; key: string }>(
    'SELECT flag, key FROM issue WHERE flag IS NOT NULL ORDER BY roadmap_id, rank, id',
  );
  const milestonesKeyed = connection.prepare<[string], { id: string }>('SELECT id FROM milestone WHERE key = ? ORDER BY id');
  const stateOf = (row: RawFlag | undefined): FlagState | null => (row === undefined ? null : flagState(row));
  return {
    flag: (id: string) => stateOf(flag.get(id)),
    /** Two devices may each have created one of the same name; the first by id is meant then. */
    flagNamed: (name: string) => stateOf(flagNamed.get(name)),
    flags: () => flags.all().map(flagState),
    /** Keys of the issues that name a flag, with that name, in the order of the plans. */
    flagKeys: () => flagKeys.all(),
    /** Ids of the milestones with this key, in any roadmap. */
    milestonesKeyed: (key: string) => milestonesKeyed.all(key).map(({ id }) => id),
  };
}
