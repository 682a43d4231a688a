import { findSuspectDates, type TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { PipelineRun } from '../request/pipeline-run.ts';

/**
 * Sentences about sessions of New York on which no ticker has a bar, out of many: probably a closure at short notice.
 * Nothing is decided here: a person adds the closure, or finds out why the bars are missing.
 *
 * @param rows of each ticker, how many bars each trading date has.
 * @example
 * for (const text of closureNotices(run, collected.rowsByTicker)) run.onNotice?.(text);
 */
export function closureNotices(
  { plan, calendars }: Pick<PipelineRun, 'plan' | 'calendars'>,
  rows: Readonly<Record<string, Readonly<Record<TradingDate, number>>>>,
): string[] {
  const { from, to } = plan.request;
  const tickers = plan.request.tickers.filter((ticker) => calendarIdOf(ticker) === 'XNYS');
  const tickersWithBars = new Map<TradingDate, number>();
  for (const ticker of tickers)
    for (const date of Object.keys(rows[ticker] ?? {})) tickersWithBars.set(date, (tickersWithBars.get(date) ?? 0) + 1);
  return findSuspectDates(calendars.XNYS, from, to, { tickers: tickers.length, tickersWithBars })
    .filter(({ kind }) => kind === 'session-without-bars')
    .map(
      ({ tradingDate }) =>
        `${tradingDate} is a session, and none of ${tickers.length} tickers has a bar: if the market was closed, set "calendar": { "closures": [{ "date": "${tradingDate}", "reason": "..." }] } in the configuration.`,
    );
}
