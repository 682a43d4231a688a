import type { hourlyVolatilityTable, SqlRow } from '@tickerlake/record-schema';
import { nextRandom } from './next-random.ts';
import { tradingDates } from './session-market.ts';

/** One hour of one ticker: what the comparisons read, and what TypeScript computes with. */
export interface TickerHour {
  readonly ticker: string;
  readonly date: string;
  readonly startMs: number;
  readonly session: 'regular' | 'continuous';
  readonly isComplete: boolean;
  readonly m: number | null;
}

const hourMs = 3_600_000;

/** The sessions of the market; the first is the base of the index. */
export const marketDates = tradingDates('XNYS', 26);

/** Tickers with a level each: one is steadily above, one below; measures have one digit, so that there are ties. */
const levels = { AAA: 2, BBB: 0.1, CCC: 1, DDD: 1, EEE: 1.1, GAPS: 1, PART: 1, ZERO: 0.9, FLAT: 1 } as const;

/** The measure of an hour: null is one without; undefined no hour at all. */
function measureOf(
  ticker: keyof typeof levels,
  session: number,
  hour: number,
  random: number,
): number | null | undefined {
  const isSparse = session === 12 && hour === 3;
  if (isSparse && !['AAA', 'BBB', 'CCC'].includes(ticker)) return undefined;
  if (ticker === 'GAPS' && session % 4 === 0 && hour === 2) return undefined;
  if (ticker === 'GAPS' && session % 5 === 1 && hour === 4) return null;
  if (ticker === 'ZERO' && session === 0) return 0;
  return ticker === 'FLAT' ? 0.7 : Math.round(10 * (levels[ticker] + random)) / 10;
}

/** The hours of nine stocks, and of a coin around the opening hours. */
export function tickerHours(): TickerHour[] {
  const random = nextRandom(11);
  const stocks = Object.keys(levels).flatMap((name) => {
    const ticker = name as keyof typeof levels;
    return marketDates.flatMap((date, session) =>
      Array.from({ length: 7 }, (_, hour): TickerHour[] => {
        const m = measureOf(ticker, session, hour, random());
        const isComplete = !(ticker === 'PART' && session === 0 && hour === 6);
        return m === undefined
          ? []
          : [
              {
                ticker,
                date,
                startMs: Date.parse(`${date}T14:30:00Z`) + hour * hourMs,
                session: 'regular',
                isComplete,
                m,
              },
            ];
      }).flat(),
    );
  });
  const coin = marketDates.flatMap((date) =>
    Array.from({ length: 12 }, (_, hour): TickerHour => ({
      ticker: 'X:COIN',
      date,
      startMs: Date.parse(`${date}T11:00:00Z`) + hour * hourMs,
      session: 'continuous',
      isComplete: true,
      m: Math.round(10 * (1 + random())) / 10,
    })),
  );
  return [...stocks, ...coin];
}

/** Minutes of an hour: the last one of a session is half as long. */
export const minutesOf = ({ session, date, startMs }: TickerHour): number =>
  session === 'regular' && startMs === Date.parse(`${date}T20:30:00Z`) ? 30 : 60;

/** Variances of an hour, each of another size: Rogers-Satchell has none below 1. */
export function variancesOf({ m }: TickerHour) {
  const term = m === null ? null : m ** 2 / 1e4;
  return {
    pk: term,
    gk: term === null ? null : term / 2,
    rs: m === null || m < 1 ? null : m ** 2 / 3e4,
    realized_var: null,
  };
}

/** Hours as rows of `hourly_volatility`, the measure as range %. */
export function hourRows(hours: readonly TickerHour[]): SqlRow<typeof hourlyVolatilityTable>[] {
  return hours.map((hour) => ({
    ticker: hour.ticker,
    trading_date: hour.date,
    session: hour.session,
    bar_start: new Date(hour.startMs),
    open: 100,
    high: 101,
    low: 99,
    close: 100,
    volume: null,
    vwap: null,
    trades: null,
    hourly_var: 2,
    range_pct: hour.m,
    log_range: null,
    ...variancesOf(hour),
    bipower_var: null,
    minutes: BigInt(minutesOf(hour)),
    bar_count: 60n,
    is_complete: hour.isComplete,
    grid: 'session',
    adjusted: false,
    run_id: 'r1',
  }));
}
