import { type ApiRequest } from '../market-context.ts';
import { parseCursor, toCursor } from '../page-cursor.ts';

/** The name, inside a cursor, of how many rows the pages before it held. */
const OFFSET = 'offset';

/** A page of rows, as the reference endpoints answer it. */
export interface RowsPage {
  readonly results: readonly object[];
  readonly status: 'OK';
  readonly request_id: string;
  readonly count?: number;
  readonly next_url?: string;
}

/**
 * The parameters of a reference request: those of its cursor when it has one, and the row to start at.
 *
 * @throws ApiRefusal 400 for a cursor of another server
 * @example
 * const { query, offset } = parseRowsQuery(request.query);
 */
export function parseRowsQuery(query: URLSearchParams): { readonly query: URLSearchParams; readonly offset: number } {
  const cursor = query.get('cursor');
  if (cursor === null) return { query, offset: 0 };
  const inside = parseCursor(cursor);
  const offset = Number(inside.get(OFFSET) ?? '0');
  inside.delete(OFFSET);
  return { query: inside, offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0 };
}

/**
 * Cuts one page out of all rows; `next_url` carries the parameters in its cursor, and no key.
 *
 * @example
 * return toRowsPage(request, query, rows, { offset, limit, hasCount: true });
 */
export function toRowsPage(
  request: ApiRequest,
  query: URLSearchParams,
  rows: readonly object[],
  page: { readonly offset: number; readonly limit: number; readonly hasCount: boolean },
): RowsPage {
  const end = page.offset + page.limit;
  const results = rows.slice(page.offset, end);
  const inside = new URLSearchParams(query);
  inside.delete('apiKey');
  inside.set(OFFSET, String(end));
  const nextUrl = `${request.origin}${request.url.pathname}?cursor=${toCursor(inside.toString())}`;
  return {
    results,
    status: 'OK',
    request_id: request.requestId,
    ...(page.hasCount ? { count: results.length } : {}),
    ...(end < rows.length ? { next_url: nextUrl } : {}),
  };
}
