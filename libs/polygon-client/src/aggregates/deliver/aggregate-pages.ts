import type { Connection } from '../../create-connection.ts';
import type { AggregatesPage } from '../aggregates-page.ts';
import type { AggregatesRequest } from '../aggregates-request.ts';
import { checkAggregatesRequest } from '../check-aggregates-request.ts';
import { objectReader } from '../bar-reader.ts';
import { fetchPages } from '../fetch-pages.ts';

/**
 * Bars of a range, page by page in ascending order; one page in memory at a time.
 *
 * @throws {InvalidRequestError} at once, when the request is refused.
 * @throws {PolygonHttpError | NetworkError | TimeoutError | ValidationError} while iterating, when page 1 fails.
 * @throws {PaginationError} while iterating, when a page is inconsistent or a later page fails.
 * @example
 * for await (const page of aggregatePages(connection, request)) console.log(page.bars.length, page.checkpoint);
 */
export function aggregatePages(
  connection: Connection,
  request: AggregatesRequest & { readonly resumeFrom?: never },
): AsyncIterable<AggregatesPage> {
  return fetchPages(
    connection,
    objectReader,
    checkAggregatesRequest(request, connection.wallClock),
    null,
    request.signal,
  );
}
