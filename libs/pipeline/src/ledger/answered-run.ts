import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { settleAbsences } from '../values/absence.ts';
import { joinAbsences } from './join-absences.ts';

/** Of each ticker, how many bars each trading date has. */
type Bars = Readonly<Record<string, Readonly<Record<TradingDate, number>>>>;

/**
 * The bars of each session that came or were published before.
 *
 * @example
 * barsOf({ ledger: undefined }, { AAPL: { '2026-05-29': 390 } }); // { AAPL: { '2026-05-29': 390 } }
 */
export function barsOf({ ledger }: Pick<PipelineRun, 'ledger'>, rows: Bars): Bars {
  if (ledger === undefined) return rows;
  const tickers = new Set([...Object.keys(ledger.bars), ...Object.keys(rows)]);
  return Object.fromEntries([...tickers].map((ticker) => [ticker, { ...ledger.bars[ticker], ...rows[ticker] }]));
}

/**
 * Whether it is no surprise that nothing came: only gaps were asked for, and they are known.
 *
 * @example
 * if (collected.rows === 0 && !mayBeEmpty(run)) throw new PipelineError('The source has no bars.', { stage: 'ingest', transient: false });
 */
export function mayBeEmpty({ plan, calendars, ledger }: PipelineRun): boolean {
  const isNew = plan.request.asks !== 'gaps';
  const known = new Set(
    (ledger?.gaps ?? []).filter(({ asked }) => !isNew || asked > 0).map((gap) => `${gap.ticker} ${gap.tradingDate}`),
  );
  return (
    plan.request.asks !== undefined &&
    plan.chunks.every(({ ticker, from, to }) =>
      calendars[calendarIdOf(ticker)]
        .sessions(from, to)
        .every(({ tradingDate }) => known.has(`${ticker} ${tradingDate}`)),
    )
  );
}

/**
 * A run that asks for gaps alone publishes what it repairs although others stay: readers see those now, too. They are absences
 * with the reason `missing`; any other run stays as it is.
 *
 * @param bars as they are with what came.
 * @example
 * const run = withMissing(confirmed, barsOf(confirmed, collected.rowsByTicker));
 */
export function withMissing(run: PipelineRun, bars: Bars): PipelineRun {
  if (run.plan.request.asks !== 'gaps') return run;
  const missing = (run.ledger?.gaps ?? [])
    .filter(({ ticker, tradingDate }) => (bars[ticker]?.[tradingDate] ?? 0) === 0)
    .map(({ ticker, tradingDate }) => ({ ticker, from: tradingDate, to: tradingDate, reason: 'missing' as const }));
  const absences = [...(run.absences ?? []), ...joinAbsences(missing, run.calendars)];
  return { ...run, absences: settleAbsences(absences, run.plan.request) };
}
