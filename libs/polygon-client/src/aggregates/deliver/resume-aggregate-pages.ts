import type { PageCheckpoint } from '../../bars/page-checkpoint.ts';
import type { Connection } from '../../create-connection.ts';
import type { AggregatesPage } from '../aggregates-page.ts';
import type { AggregatesRequest } from '../aggregates-request.ts';
import { checkAggregatesRequest } from '../check-aggregates-request.ts';
import { checkCheckpoint } from '../check-checkpoint.ts';
import { objectReader } from '../bar-reader.ts';
import { fetchPages } from '../fetch-pages.ts';

/**
 * The pages after the one that a checkpoint belongs to. Throws like `aggregatePages`, and {@link InvalidRequestError} for the checkpoint of another
 * request.
 *
 * @example
 * for await (const page of resumeAggregatePages(connection, request, JSON.parse(text))) console.log(page.page);
 */
export function resumeAggregatePages(
  connection: Connection,
  request: AggregatesRequest,
  resumeFrom: PageCheckpoint,
): AsyncIterable<AggregatesPage> {
  const checked = checkAggregatesRequest(request, connection.wallClock);
  const checkpoint = checkCheckpoint(resumeFrom, checked);
  return fetchPages(
    connection,
    objectReader,
    { ...checked, pageLimit: checkpoint.pageLimit },
    checkpoint,
    request.signal,
  );
}
