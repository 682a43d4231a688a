import type { AggregatesRequest, PolygonClient } from '@tickerlake/polygon-client';
import type { BarPage, BarSource, FetchChunk } from '../../ports/bar-source.ts';
import { RequestError } from '../../values/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SourceName } from '../../values/source-name.ts';

const timespans = [
  { timespan: 'day', ms: 86_400_000 },
  { timespan: 'hour', ms: 3_600_000 },
  { timespan: 'minute', ms: 60_000 },
  { timespan: 'second', ms: 1_000 },
] as const;

/**
 * Bars of the vendor's REST API, live or simulated, depending on the client. Bars are requested unadjusted, so
 * that a later split never rewrites history; the flag stays on the row.
 *
 * @throws the client's typed errors, from `fetchBars`.
 * @example
 * const source = createPolygonSource({ client, name: 'polygon', callsPerMinute: 5, clock });
 */
export function createPolygonSource(options: {
  readonly client: PolygonClient;
  readonly name: SourceName;
  readonly callsPerMinute: number | null;
  readonly clock: Clock;
}): BarSource {
  return {
    name: options.name,
    callsPerMinute: options.callsPerMinute,
    extent: async () => null,
    fetchSplits: (asked, signal, onSkippedRow) =>
      options.client.splits({ ...asked, signal, ...(onSkippedRow && { onSkippedRow }) }),
    async fetchTotals(date, signal) {
      const { bars, requestId, skipped } = await options.client.groupedDaily({ date, adjusted: false, signal });
      const fetchedAtMs = options.clock.now().getTime();
      return {
        bars: bars.map(({ T: ticker, o, h, l, c, v }) => ({ ticker, o, h, l, c, v })),
        requestId,
        fetchedAtMs,
        skipped,
      };
    },
    reference: {
      name: options.name,
      tickerEvents: (ticker, signal) => options.client.tickerEvents(ticker, { signal }),
      isListed: async (ticker, signal) => (await options.client.searchTickers({ ticker, signal })).length > 0,
      delistings: (ticker, signal) => options.client.searchTickers({ ticker, isActive: false, signal }),
      searchTickers: (search, isActive, signal) => options.client.searchTickers({ search, isActive, signal }),
      upcomingHolidays: (signal) => options.client.upcomingHolidays({ signal }),
    },
    async *fetchBars(chunk, signal): AsyncIterable<BarPage> {
      for await (const page of options.client.aggregatePages(toRequest(chunk, signal))) {
        yield {
          ticker: chunk.ticker,
          ...(chunk.vendorTicker !== undefined && { vendorTicker: chunk.vendorTicker }),
          bars: page.bars,
          barMs: chunk.barMs,
          adjusted: page.adjusted ?? false,
          requestId: page.requestId,
          fetchedAtMs: options.clock.now().getTime(),
          repeatedBars: page.warnings.duplicates,
          conflicts: page.conflicts,
        };
      }
    },
  };
}

function toRequest(chunk: FetchChunk, signal: AbortSignal): AggregatesRequest {
  const unit = timespans.find(({ ms }) => chunk.barMs % ms === 0);
  if (unit === undefined) throw new RequestError(`Bars of ${chunk.barMs} ms cannot be requested: use whole seconds.`);
  return {
    ticker: chunk.vendorTicker ?? chunk.ticker,
    multiplier: chunk.barMs / unit.ms,
    timespan: unit.timespan,
    from: chunk.askFrom ?? chunk.from,
    to: chunk.to,
    adjusted: false,
    signal,
  };
}
