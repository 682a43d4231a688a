import { invalidRequest } from './api-error.ts';
import type { Execution } from './execution.ts';

/**
 * A page of a result: of a SELECT the column names are the first row of the first page, and count as one; NULL is a datum without
 * a value. A page may hold fewer rows than asked for where rows are long; its token leads to the next.
 *
 * @throws {ApiError} when the query has not succeeded, the token is none of this query's, or the result was given up.
 * @example
 * (await readResultPage(execution, null, 1_000)).ResultSet.Rows[0]; // { Data: [{ VarCharValue: 'ticker' }] }
 */
export async function readResultPage(execution: Execution, token: string | null, maxRows: number) {
  const { id, state, result, updateCount, statement } = execution;
  if (state === 'QUEUED' || state === 'RUNNING')
    throw invalidRequest(`Query has not yet finished. Current state: ${state}`, 'QUERY_NOT_FINISHED');
  if (state !== 'SUCCEEDED') throw invalidRequest(`Query did not finish successfully. Final query state: ${state}`);
  if (result === null)
    throw invalidRequest(
      `Could not find results of ${id}: their place was needed for later ones. Run the query again.`,
    );
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
