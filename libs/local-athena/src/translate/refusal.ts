import { EngineFailure } from '../engine/engine-failure.ts';

/**
 * A failure with Trino's message for a statement that Trino refuses too.
 *
 * @example
 * throw refusedByTrino('TYPE_MISMATCH', 'line 1:8: Cannot apply operator: date = varchar(10)');
 */
export const refusedByTrino = (name: string, reason: string): EngineFailure =>
  new EngineFailure(name, 'USER_ERROR', reason);

/**
 * A failure for what Athena may answer but this endpoint does not, because DuckDB's answer is not known to be the same.
 *
 * @param what names the construct: `The function word_stem`.
 * @example
 * throw notServed('The function word_stem');
 */
export const notServed = (what: string, advice = 'rewrite the query without it, or run it on Athena'): EngineFailure =>
  new EngineFailure(
    'NOT_SUPPORTED',
    'USER_ERROR',
    `${what} is not supported here: no form on DuckDB is known to give Athena's answer; ${advice}`,
  );
