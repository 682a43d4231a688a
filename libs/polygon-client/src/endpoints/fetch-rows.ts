import type { Connection } from '../create-connection.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import { followPages } from '../request/follow-pages.ts';
import { withoutKey } from '../request/read-next-url.ts';
import { checkGiven } from '../schema/check-given.ts';
import { type Schema, wholeSchema } from '../schema/schemas.ts';
import type { Endpoint, Params, RowsOptions, RowsPage } from './endpoint.ts';
import { readRows } from './read-rows.ts';

/**
 * The pages of any list of the vendor, one in memory at a time, with every guard of the client. For endpoints that the client does
 * not know.
 *
 * @param from the key of the list in the answer.
 * @throws {PolygonError} while iterating: delivered pages are good, and `next` of the last one resumes after it.
 * @example
 * for await (const page of fetchListPages(connection, '/v2/reference/news', { ticker: 'AAPL' }, z.object({ title: z.string() }))) use(page.rows);
 */
export async function* fetchListPages<Raw>(
  connection: Connection,
  path: string,
  params: Params,
  schema: Schema<Raw>,
  { signal, maxPages = 1_000, resumeFrom, from = 'results' }: RowsOptions & { readonly from?: string | null } = {},
): AsyncGenerator<RowsPage<Raw & Readonly<Record<string, unknown>>>, void, undefined> {
  checkGiven('The request is refused', wholeSchema(1), maxPages, ['maxPages']);
  const start = withParams(path, params);
  const first = resumeFrom === undefined ? start : toResumed(resumeFrom, path);
  const read = (body: string, context: AnswerContext) => readRows(body, from, schema, context);
  let page = 1;
  for await (const { answer, next } of followPages(connection, first, read, { maxPages, signal })) {
    yield { rows: answer.rows, page, requestId: answer.requestId, next };
    page += 1;
  }
}

/** A saved page, without a key that it may hold. */
function toResumed(resumeFrom: string, path: string): string {
  const [saved, query = ''] = resumeFrom.split('?', 2);
  if (saved === path) return `${path}?${withoutKey(query)}`;
  throw new InvalidRequestError('The request is refused', [
    { path: 'resumeFrom', message: `is a page of another request: it must begin with ${path}` },
  ]);
}

/**
 * The pages of an endpoint as the vendor sends them, with keys that the client does not know.
 *
 * @throws {InvalidRequestError} for a request that would be refused; and the errors of `fetchListPages`.
 * @example
 * for await (const { rows } of fetchRawPages(connection, dividends, { ticker: 'AAPL' })) console.log(rows[0]?.cash_amount);
 */
export function fetchRawPages<Request, Raw>(
  connection: Connection,
  endpoint: Endpoint<Request, Raw, unknown>,
  request: Request,
  options: RowsOptions = {},
): AsyncGenerator<RowsPage<Raw & Readonly<Record<string, unknown>>>, void, undefined> {
  checkGiven(`The request for ${endpoint.name} is refused`, endpoint.request(), request);
  const { rowsIn: from } = endpoint;
  return fetchListPages(connection, endpoint.path(request), endpoint.params(request), endpoint.raw(), {
    ...options,
    from,
  });
}

/**
 * The pages of an endpoint, in readable names with units. Throws like `fetchRawPages`.
 *
 * @example
 * for await (const { rows, next } of fetchRowPages(connection, trades, { ticker: 'AAPL', date: '2026-05-29' })) await save(rows, next);
 */
export async function* fetchRowPages<Request, Raw, Row>(
  connection: Connection,
  endpoint: Endpoint<Request, Raw, Row>,
  request: Request,
  options: RowsOptions = {},
): AsyncGenerator<RowsPage<Row>, void, undefined> {
  for await (const page of fetchRawPages(connection, endpoint, request, options))
    yield { ...page, rows: page.rows.map((raw) => endpoint.toRow(raw, request)) };
}

/**
 * All rows of an endpoint. If a page fails, nothing is returned. Throws like `fetchRawPages`.
 *
 * @example
 * const rows = await fetchRows(connection, exchanges, { assetClass: 'stocks' });
 */
export async function fetchRows<Request, Raw, Row>(
  connection: Connection,
  endpoint: Endpoint<Request, Raw, Row>,
  request: Request,
  options: RowsOptions = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of fetchRowPages(connection, endpoint, request, options))
    for (const row of page.rows) rows.push(row);
  return rows;
}

/**
 * Path and query; parameters that are undefined are left out.
 *
 * @throws {InvalidRequestError} for a path that is none, and for a key among the parameters.
 * @example
 * withParams('/v3/reference/exchanges', { asset_class: 'stocks' }); // '/v3/reference/exchanges?asset_class=stocks'
 */
export function withParams(path: string, params: Params): string {
  if (!/^\/[^/?#\s][^?#\s]*$/.test(path))
    throw new InvalidRequestError('The request is refused', [
      { path: 'path', message: 'must begin with one /, without a query: pass that as `params`' },
    ]);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, String(value));
  // A path appears in errors and in hooks.
  if (withoutKey(String(query)).size < query.size)
    throw new InvalidRequestError('The request is refused', [
      { path: 'params', message: 'must not hold the key: it is sent in a header' },
    ]);
  return query.size === 0 ? path : `${path}?${query}`;
}
