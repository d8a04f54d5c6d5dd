import type { Connection } from '#shared/contract/connection.ts';
import type { FlagRow } from '#shared/contract/flag.ts';
import { problem } from '#shared/contract/problem.ts';
import type { FlagId } from '#shared/plan/identity.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';
import { Refusal, take } from '../refusal.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** A flag that is there, not only a name that issues use. */
type Declared = FlagRow & { readonly flagId: FlagId };

/** Finds a flag by name or id. @throws {Refusal} with exit code 1 when there is none; the nearest name is offered. */
export async function findFlag(connection: Connection, name: string): Promise<Declared> {
  const { rows } = take(await connection.query('flag-list', {}));
  const declared = rows.filter((row): row is Declared => row.flagId !== null);
  const found = declared.find((flag) => flag.name === name) ?? declared.find((flag) => flag.id === name);
  if (found !== undefined) return found;
  const names = declared.map((flag) => flag.name);
  const nearest = nearestWord(name, names);
  const undeclared = rows.some((row) => row.name === name);
  const meant = nearest === null ? '' : ` Did you mean ${nearest}?`;
  const message = undeclared
    ? `Issues name the flag "${name}", but there is no such flag yet; make it one with: sextant flags create ${shellWord(name)}`
    : `There is no flag "${name}".${meant} See them with: sextant flags`;
  throw new Refusal(1, problem('not-found', message, name, names));
}
