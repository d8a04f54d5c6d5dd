// Waiting for what a live query tells.
import type { Connection } from '#shared/contract/connection.ts';
import type { QueryInput, QueryName, QueryResult } from '#shared/contract/query.ts';

/** Waits until a live query answers what is wanted. */
export async function waitForAnswer<Name extends QueryName>(
  connection: Pick<Connection, 'subscribe'>,
  name: Name,
  args: QueryInput<Name>,
  isWanted: (result: QueryResult<Name>) => boolean,
): Promise<QueryResult<Name>> {
  const { promise, resolve } = Promise.withResolvers<QueryResult<Name>>();
  const end = connection.subscribe(name, args, (result) => {
    if (result.ok && isWanted(result.value)) resolve(result.value);
  });
  try {
    return await promise;
  } finally {
    end();
  }
}
