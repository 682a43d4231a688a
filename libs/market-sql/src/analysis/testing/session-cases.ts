import {
  averageTrueRange as expectedRanges,
  type Bar,
  closeReturns,
  closeToClose,
  garmanKlass,
  gkYangZhangTerms,
  inSharesOfLastBar,
  overnightReturns,
  parkinson,
  percentOfClose,
  rogersSatchell,
  rollingVolatility,
  type SplitAt,
  trueRanges,
  yangZhang,
} from '@tickerlake/volatility';
import { readVectors } from '@tickerlake/volatility/testing';
import { averageTrueRange } from '../sessions/average-true-range.ts';
import { rollingSessions } from '../sessions/rolling-sessions.ts';
import { sessionReturns } from '../sessions/session-returns.ts';
import type { OpenAnalysis } from './open-analysis.ts';
import { dayRow, sessionBars, sessionRows, tradingDates } from './session-market.ts';
import { splitRows } from './split-rows.ts';

/** The outside vectors, or null where they are absent. */
export const vectors = readVectors(process.env['CI']);
export const stockDates = tradingDates('XNYS', 60);
export const cryptoDates = tradingDates('24/7', 60);
/** The calendar itself lacks a month: as when January and March are published. */
export const cutDates = (dates: readonly string[]): string[] => dates.filter((_, index) => index < 25 || index >= 46);

/** A ticker's sessions. */
export interface Series {
  readonly ticker: string;
  readonly dates: readonly string[];
  readonly bars: readonly (Bar | null)[];
  /** Bars that are there, and incomplete. */
  readonly incomplete?: readonly number[];
  /** Splits that the bars were traded through. */
  readonly splits?: readonly SplitAt[];
  readonly year: number;
}

const bars = (count: number, seed: number, missing: readonly number[] = []) =>
  sessionBars(count, seed).map((bar, index) => (missing.includes(index) ? null : bar));
const scaled = ({ open, high, low, close }: Bar, by: number): Bar => ({
  open: by * open,
  high: by * high,
  low: by * low,
  close: by * close,
});
/** Whole, with gaps, with an incomplete session, through two splits, around the clock, and the outside bars. */
export const market: readonly Series[] = [
  { ticker: 'FULL', dates: stockDates, bars: bars(60, 1), year: 252 },
  { ticker: 'GAPS', dates: stockDates, bars: bars(60, 2, [20, 36]), year: 252 },
  { ticker: 'HALF', dates: stockDates, bars: bars(60, 3), incomplete: [17], year: 252 },
  {
    ticker: 'SPLIT',
    dates: stockDates,
    bars: bars(60, 5, [44]).map((bar, index) =>
      bar === null || index < 24 ? bar : scaled(bar, index < 40 ? 1 / 4 : 2),
    ),
    splits: [
      { at: 24, from: 1, to: 4 },
      { at: 40, from: 8, to: 1 },
    ],
    year: 252,
  },
  { ticker: 'X:COIN', dates: cryptoDates, bars: bars(60, 4), year: 365 },
  ...(vectors === null ? [] : [{ ticker: 'TALIB', dates: stockDates.slice(0, 51), bars: vectors.bars, year: 252 }]),
];

/** Loads a market and says what SQL makes of a ticker's session. */
export async function analyse(
  engine: OpenAnalysis,
  series: readonly Series[],
  calendar: (dates: readonly string[]) => readonly string[],
) {
  await engine.load(
    'splits',
    'splits',
    series.flatMap(({ ticker, dates, splits = [] }) =>
      splitRows(
        ticker,
        splits.map(({ at, from, to }) => ({ date: dates[at] ?? '', from, to })),
      ),
    ),
  );
  await engine.load('sessions', 'sessions', [
    ...sessionRows('XNYS', calendar(stockDates)),
    ...sessionRows('24/7', calendar(cryptoDates)),
  ]);
  await engine.load(
    'daily_volatility',
    'daily_volatility',
    series.flatMap(({ ticker, dates, bars: own, incomplete = [] }) =>
      own.flatMap((bar, index) =>
        bar === null || !calendar(dates).includes(dates[index] ?? '')
          ? []
          : [dayRow(ticker, dates[index] ?? '', bar, !incomplete.includes(index))],
      ),
    ),
  );
  await engine.view('session_returns', sessionReturns(engine.db));
  const [returns, rolling, ranges] = [
    await engine.db.selectFrom('session_returns').selectAll().execute(),
    await rollingSessions(engine.db, 10).execute(),
    await averageTrueRange(engine.db, 14).execute(),
  ];
  return (ticker: string, date: string) => {
    const find = <Row extends Readonly<Record<string, unknown>>>(rows: readonly Row[]) =>
      rows.find((row) => row['ticker'] === ticker && row['trading_date'] === date);
    return { ...find(returns), ...find(rolling), atr: null, natr: null, ...find(ranges) } as Readonly<
      Record<string, unknown>
    >;
  };
}

/** What TypeScript says, an incomplete session being none. */
export function expectedOf({
  bars: all,
  incomplete = [],
  splits = [],
  year,
}: Pick<Series, 'bars' | 'incomplete' | 'splits' | 'year'>) {
  const own = inSharesOfLastBar(
    all.map((bar, index) => (incomplete.includes(index) ? null : bar)),
    splits,
  );
  const factors = all.map((_, index) =>
    splits.reduce((factor, { at, from, to }) => (at > index ? (factor * from) / to : factor), 1),
  );
  const mean = (value: (bar: Bar) => number | null) =>
    rollingVolatility(
      own.map((bar) => (bar === null ? null : value(bar))),
      10,
      year,
    );
  const atr = expectedRanges(own, 14);
  return {
    overnight_return: overnightReturns(own),
    close_return: closeReturns(own),
    price_factor: factors,
    true_range: trueRanges(own).map((value, index) => (value === null ? null : value / (factors[index] ?? 1))),
    gk_yz: gkYangZhangTerms(own),
    yang_zhang: yangZhang(own, 10, year),
    close_to_close: closeToClose(own, 10, year),
    gk_yang_zhang: rollingVolatility(gkYangZhangTerms(own), 10, year),
    parkinson: mean(parkinson.value),
    garman_klass: mean(garmanKlass.value),
    rogers_satchell: mean(rogersSatchell.value),
    realized: mean(parkinson.value),
    atr,
    natr: percentOfClose(atr, own),
  };
}
