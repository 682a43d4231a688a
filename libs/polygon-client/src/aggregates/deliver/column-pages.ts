import type { Connection } from '../../create-connection.ts';
import type { AggregatesPage } from '../aggregates-page.ts';
import type { AggregatesRequest } from '../aggregates-request.ts';
import { checkAggregatesRequest } from '../check-aggregates-request.ts';
import { checkCheckpoint } from '../check-checkpoint.ts';
import type { BarColumns } from '../columns/bar-columns.ts';
import { columnReader } from '../columns/read-columns-answer.ts';
import { fetchPages } from '../fetch-pages.ts';

/**
 * Bars of a range as one array per field, page by page in ascending order: `page.bars.c` are the closes. Reads answers three times as fast as `JSON.parse`, with the
 * same bars, errors and warnings as those of `aggregatePages`. Bars as objects are made when they are asked for: by `for (const bar of page.bars)` or `page.bars.at(-1)`.
 *
 * Throws like `aggregatePages`, and {@link InvalidRequestError} for the checkpoint of another request.
 *
 * @example
 * for await (const { bars } of columnPages(connection, request)) console.log(bars.length, Math.max(...bars.h));
 */
export function columnPages(
  connection: Connection,
  { resumeFrom, ...request }: AggregatesRequest,
): AsyncIterable<AggregatesPage<BarColumns>> {
  const checked = checkAggregatesRequest(request, connection.wallClock);
  if (resumeFrom === undefined) return fetchPages(connection, columnReader, checked, null, request.signal);
  const checkpoint = checkCheckpoint(resumeFrom, checked);
  const { pageLimit } = checkpoint;
  return fetchPages(connection, columnReader, { ...checked, pageLimit }, checkpoint, request.signal);
}
