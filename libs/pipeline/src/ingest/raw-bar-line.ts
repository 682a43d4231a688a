import type { BarPage, VendorBar } from '../ports/bar-source.ts';

/**
 * Writes the bars of a page as newline-delimited JSON rows of `raw_bars`. What a page's rows have in common is written
 * once; a test holds the lines against the table's schema. The column `vendor_ticker` is left out where it is null.
 *
 * @example
 * const toLine = rawBarLine(page, 'run-1');
 * const text = page.bars.map(toLine).join('');
 */
export function rawBarLine(page: BarPage, runId: string): (bar: VendorBar) => string {
  const head = `{"ticker":${JSON.stringify(page.ticker)},"bar_start_ms":`;
  const origin = page.vendorTicker === undefined ? '' : `,"vendor_ticker":${JSON.stringify(page.vendorTicker)}`;
  const tail = `,"adjusted":${page.adjusted},"run_id":${JSON.stringify(runId)},"request_id":${JSON.stringify(page.requestId)},"fetched_at_ms":${page.fetchedAtMs}${origin}}\n`;
  return (bar) =>
    `${head}${bar.t},"bar_ms":${page.barMs},"open":${bar.o},"high":${bar.h},"low":${bar.l},"close":${bar.c},"volume":${bar.v ?? null},"vwap":${bar.vw ?? null},"trades":${bar.n ?? null}${tail}`;
}
