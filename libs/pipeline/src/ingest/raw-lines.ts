import type { BarPage, VendorBar } from '../ports/bar-source.ts';

/** Keeps a line below 180 KiB whatever its numbers are: far from Firehose's 1,000 KiB a record, and about a session of minutes. */
export const maxBarsPerLine = 1_000;

/**
 * Writes bars of a page as newline-delimited JSON of `raw_bars`: what they have in common once, and a list per value, so that a line is a
 * fifth as long as a line for each bar, and is read in half the time. A list of nothing but nulls is left out, and the column
 * `vendor_ticker` where it is null. A test holds the lines against the table's schema.
 *
 * @param bars of this page.
 * @example
 * const text = rawLines(page, page.bars, 'run-1');
 */
export function rawLines(page: BarPage, bars: readonly VendorBar[], runId: string): string {
  const head = `{"ticker":${JSON.stringify(page.ticker)},"bar_ms":${page.barMs}`;
  const origin = page.vendorTicker === undefined ? '' : `,"vendor_ticker":${JSON.stringify(page.vendorTicker)}`;
  const tail = `,"adjusted":${page.adjusted},"run_id":${JSON.stringify(runId)},"request_id":${JSON.stringify(page.requestId)},"fetched_at_ms":${page.fetchedAtMs}${origin}}\n`;
  let text = '';
  for (let from = 0; from < bars.length; from += maxBarsPerLine)
    text += head + lists(bars.slice(from, from + maxBarsPerLine)) + tail;
  return text;
}

function lists(bars: readonly VendorBar[]): string {
  const list = (name: string, values: readonly (number | null)[]): string =>
    values.every((value) => value === null) ? '' : `,"${name}":${JSON.stringify(values)}`;
  return [
    list(
      'starts_ms',
      bars.map(({ t }) => t),
    ),
    list(
      'opens',
      bars.map(({ o }) => o),
    ),
    list(
      'highs',
      bars.map(({ h }) => h),
    ),
    list(
      'lows',
      bars.map(({ l }) => l),
    ),
    list(
      'closes',
      bars.map(({ c }) => c),
    ),
    list(
      'volumes',
      bars.map(({ v }) => v ?? null),
    ),
    list(
      'vwaps',
      bars.map(({ vw }) => vw ?? null),
    ),
    list(
      'trade_counts',
      bars.map(({ n }) => n ?? null),
    ),
  ].join('');
}
