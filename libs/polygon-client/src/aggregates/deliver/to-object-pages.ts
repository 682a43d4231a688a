import type { AggregatesPage } from '../aggregates-page.ts';
import type { BarColumns } from '../columns/bar-columns.ts';

/**
 * The same pages with bars as objects.
 *
 * @example
 * for await (const { bars } of toObjectPages(columnPages(connection, request))) console.log(bars[0]?.c);
 */
export async function* toObjectPages(
  pages: AsyncIterable<AggregatesPage<BarColumns>>,
): AsyncGenerator<AggregatesPage, void, undefined> {
  for await (const page of pages) yield { ...page, bars: [...page.bars] };
}
