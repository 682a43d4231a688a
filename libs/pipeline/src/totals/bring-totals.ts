import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { countText } from '@tickerlake/data-quality';
import type { TradingDate } from '@tickerlake/market-calendar';
import type { vendorTotalsTable } from '@tickerlake/market-sql';
import { isPolygonError } from '@tickerlake/polygon-client';
import type { JsonRow } from '@tickerlake/record-schema';
import type { BarSource, SessionTotals } from '../ports/bar-source.ts';
import { writeFileAtomic } from '../storage/files/atomic-file.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import { boundedList } from '../values/bounded-list.ts';
import { listTotals, totalsExtension } from './list-totals.ts';

const compress = promisify(gzip);

/** What was done about session totals. */
export interface BroughtTotals {
  readonly calls: number;
  readonly notices: readonly string[];
}

/** What is asked for, and where it is kept. */
export interface TotalsRequest {
  readonly source: Pick<BarSource, 'fetchTotals'>;
  readonly paths: Pick<StorePaths, 'totals'>;
  /** Sessions that have ended, newest first. Those that are not kept yet are asked for in this order. */
  readonly dates: readonly TradingDate[];
  readonly signal: AbortSignal;
  /** Called before each call, with the number of calls left. */
  readonly onCall?: (date: TradingDate, left: number) => void;
}

/**
 * Fetches the vendor's day bars of sessions, one call for each session that is not kept yet. Each response is kept at once, so a run that
 * stops asks for none twice. An empty response is not kept. After the first refusal no more calls are made; the next command continues there.
 *
 * @throws every error but those of the vendor's client: the reason of the signal, a full disk.
 * @example
 * const { calls } = await bringTotals({ source, paths, dates: ['2026-05-29', '2026-05-28'], signal });
 */
export async function bringTotals({ source, paths, dates, signal, onCall }: TotalsRequest): Promise<BroughtTotals> {
  const kept = new Set((await listTotals(paths)).map(({ tradingDate }) => tradingDate));
  const missing = dates.filter((date) => !kept.has(date));
  const empty: TradingDate[] = [];
  const notices: string[] = [];
  let calls = 0;
  if (source.fetchTotals === undefined) return { calls, notices };
  for (const [index, date] of missing.entries()) {
    onCall?.(date, missing.length - index);
    calls += 1;
    try {
      const totals = await source.fetchTotals(date, signal);
      if (totals.bars.length === 0) empty.push(date);
      else await keep(paths, date, totals);
      if (totals.skipped.length > 0) notices.push(skippedText(date, totals.skipped));
    } catch (error) {
      if (!isPolygonError(error)) throw error;
      const left = missing.length - index - 1;
      notices.push(
        `the session totals of ${date}${left > 0 ? ` and of ${countText(left, 'more session')}` : ''} are not fetched yet: run the same command again. ${error.message}`,
      );
      break;
    }
  }
  if (empty.length > 0)
    notices.push(
      `the vendor has no session totals of ${boundedList(empty)}: if the exchange was closed, set "calendar": { "closures": ... } in the configuration.`,
    );
  return { calls, notices };
}

async function keep(
  { totals: folder }: Pick<StorePaths, 'totals'>,
  date: TradingDate,
  totals: SessionTotals,
): Promise<void> {
  const rows = totals.bars.map(
    ({ ticker, o: open, h: high, l: low, c: close, v: volume }): JsonRow<typeof vendorTotalsTable> => ({
      ticker,
      trading_date: date,
      open,
      high,
      low,
      close,
      volume,
      request_id: totals.requestId,
      fetched_at: new Date(totals.fetchedAtMs).toISOString(),
    }),
  );
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFileAtomic(join(folder, `${date}${totalsExtension}`), await compress(lines));
}

const skippedText = (date: TradingDate, skipped: SessionTotals['skipped']): string =>
  `${countText(skipped.length, 'day bar')} of ${date} cannot be read and ${skipped.length === 1 ? 'is' : 'are'} left out: ${boundedList(skipped.map(({ ticker, message }) => `${ticker ?? 'a row without a ticker'} (${message})`))}.`;
