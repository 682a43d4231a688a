import { invalidRequest } from '../api/api-error.ts';
import type { Execution } from './execution.ts';

/**
 * A page of a result. For a SELECT the first row of the first page holds the column names and counts as a row; NULL is
 * a datum without a value. A page of long rows may have fewer rows than requested; its token leads to the next page.
 *
 * @throws {ApiError} when the query has not succeeded, the token belongs to another query, or the result was evicted.
 * @example
 * (await readResultPage(execution, null, 1_000)).ResultSet.Rows[0]; // { Data: [{ VarCharValue: 'ticker' }] }
 */
export async function readResultPage(execution: Execution, token: string | null, maxRows: number) {
  const { id, state, result, updateCount, statement } = execution;
  if (state === 'QUEUED' || state === 'RUNNING')
    throw invalidRequest(`Query has not yet finished. Current state: ${state}`, 'QUERY_NOT_FINISHED');
  if (state !== 'SUCCEEDED') throw invalidRequest(`Query did not finish successfully. Final query state: ${state}`);
  if (result === null)
    throw invalidRequest(`The results of ${id} were evicted to make room for newer ones. Run the query again.`);
  const header = statement.kind === 'query' ? [result.columns.map(({ Name }) => Name)] : [];
  const total = header.length + result.rows.count;
  const from = token === null ? 0 : readToken(token, id, total);
  const names = from === 0 ? header : [];
  const rows = [...names, ...(await result.rows.read(Math.max(0, from - header.length), maxRows - names.length))];
  const next = from + rows.length;
  return {
    ...(updateCount !== null && { UpdateCount: updateCount }),
    ...(next < total && { NextToken: Buffer.from(`${id}:${next}`).toString('base64url') }),
    ResultSet: {
      Rows: rows.map((row) => ({ Data: row.map((text) => (text === null ? {} : { VarCharValue: text })) })),
      ResultSetMetadata: { ColumnInfo: result.columns },
    },
  };
}

function readToken(token: string, id: string, total: number): number {
  const [ofQuery, from] = Buffer.from(token, 'base64url').toString().split(':');
  const row = Number(from);
  if (ofQuery !== id || !Number.isSafeInteger(row) || row < 1 || row >= total)
    throw invalidRequest('The NextToken is not valid.');
  return row;
}
