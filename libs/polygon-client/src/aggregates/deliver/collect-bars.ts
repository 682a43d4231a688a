import type { AggregateBar } from '../../bars/aggregate-bar.ts';
import type { AggregatesPage } from '../aggregates-page.ts';
import type { AggregatesRequest } from '../aggregates-request.ts';

/**
 * All bars of a request in one array. Descending order is made here, not by the server: the whole range is fetched, reversed,
 * and then cut to `maxBars`.
 *
 * @example
 * const newest = await collectBars(client.aggregatePages, { ...request, sort: 'desc', maxBars: 10 });
 */
export async function collectBars(
  fetchPages: (request: AggregatesRequest) => AsyncIterable<AggregatesPage>,
  request: AggregatesRequest & { readonly sort?: 'asc' | 'desc' },
): Promise<AggregateBar[]> {
  const { sort = 'asc', maxBars, ...rest } = request;
  const isDescending = sort === 'desc';
  const bars: AggregateBar[] = [];
  for await (const page of fetchPages(isDescending || maxBars === undefined ? rest : { ...rest, maxBars })) {
    if (bars.length > 0 && bars.at(-1)?.t === page.bars[0]?.t) bars.pop();
    for (const bar of page.bars) bars.push(bar);
  }
  return isDescending ? bars.reverse().slice(0, maxBars) : bars;
}
