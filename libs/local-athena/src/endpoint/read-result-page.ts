import { invalidRequest } from './api-error.ts';
import type { Execution } from './execution.ts';

/**
 * A page of a result: of a SELECT the column names are the first row of the first page, and count as one; NULL is a datum without
 * a value.
 *
 * @throws {ApiError} when the query has not succeeded, the token is none of this query's, or the result was given up.
 * @example
 * readResultPage(execution, null, 1_000).ResultSet.Rows[0]; // { Data: [{ VarCharValue: 'ticker' }] }
 */
export function readResultPage(execution: Execution, token: string | null, maxRows: number) {
  const { id, state, result, updateCount, statement } = execution;
  if (state === 'QUEUED' || state === 'RUNNING') throw invalidRequest(`Query has not yet finished. Current state: ${state}`, 'QUERY_NOT_FINISHED');
  if (state !== 'SUCCEEDED') throw invalidRequest(`Query did not finish successfully. Final query state: ${state}`);
  if (result === null) throw invalidRequest(`Could not find results of ${id}: they were given up for later ones. Run the query again.`);
  const header = statement.kind === 'query' ? [result.columns.map(({ Name }) => Name)] : [];
  const total = header.length + result.rows.length;
  const from = token === null ? 0 : readToken(token, id, total);
  const rows = [...(from === 0 ? header : []), ...result.rows.slice(Math.max(0, from - header.length), from + maxRows - header.length)];
  return {
    ...(updateCount !== null && { UpdateCount: updateCount }),
    ...(from + maxRows < total && { NextToken: Buffer.from(`${id}:${from + maxRows}`).toString('base64url') }),
    ResultSet: {
      Rows: rows.map((row) => ({ Data: row.map((text) => (text === null ? {} : { VarCharValue: text })) })),
      ResultSetMetadata: { ColumnInfo: result.columns },
    },
  };
}

function readToken(token: string, id: string, total: number): number {
  const [ofQuery, from] = Buffer.from(token, 'base64url').toString().split(':');
  const row = Number(from);
  if (ofQuery !== id || !Number.isSafeInteger(row) || row < 1 || row >= total) throw invalidRequest('The NextToken is not valid.');
  return row;
}
