// Asks a query the way the engine does, and checks the answer against the contract.
import { expect } from 'vitest';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import type { Reader } from '#electron/engine/query/reader.ts';
import { type QueryInput, type QueryName, type QueryResult, queries } from '#shared/contract/query.ts';

/** The answer of a query, parsed with its schemas: every field is there and none is more than the contract says. */
export function ask<Name extends QueryName>(reader: Reader, name: Name, args: QueryInput<Name>): QueryResult<Name> {
  const prepared = prepareQuery(name, args);
  if (!prepared.ok) throw new Error(prepared.error.message);
  const answer = prepared.value.answer(reader);
  const { summary, row } = queries[name];
  expect({ summary: summary.parse(answer.summary), rows: answer.rows.map((one) => row.parse(one)) }).toEqual(answer);
  return answer;
}
