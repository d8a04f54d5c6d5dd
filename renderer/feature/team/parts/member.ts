import type { QueryResult } from '#shared/contract/query.ts';

/** A member as the query `team` has it. */
export type Member = QueryResult<'team'>['rows'][number];
