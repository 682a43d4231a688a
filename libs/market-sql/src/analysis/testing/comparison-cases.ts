import type { Tables } from '@tickerlake/record-schema';
import {
  aggregateHour,
  annualiseByTime,
  barsPerYear,
  compareWithGroup as expectedComparison,
  correlation,
  indexBase,
  indexTo100,
  mean,
  mediansOfOthers,
  ownZScore,
  roll,
  sideOf,
  standing,
} from '@tickerlake/volatility';
import { type Kysely, sql } from 'kysely';
import { asDate } from '@tickerlake/athena-sql';
import { aggregateTickers } from '../tickers/aggregate-tickers.ts';
import { annualiseHours } from '../hours/annualise-hours.ts';
import { compareWithGroup } from '../tickers/compare-with-group.ts';
import { correlateTickers } from '../tickers/correlate-tickers.ts';
import { indexHours } from '../hours/index-hours.ts';
import { indexHoursOfSession } from '../hours/index-hours-of-session.ts';
import { measuredHours } from '../hours/measured-hours.ts';
import { ownZScores } from '../hours/own-z-scores.ts';
import { usualHours } from '../hours/usual-hours.ts';
import { standingOfTickers } from '../tickers/standing-of-tickers.ts';
import { marketDates, minutesOf, type TickerHour, tickerHours, variancesOf } from './ticker-market.ts';

/** A comparison of tickers in SQL, and its rows as TypeScript has them. */
export interface ComparisonCase {
  readonly name: string;
  readonly rows: (db: Kysely<Tables>) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly expected: readonly Readonly<Record<string, unknown>>[];
}

const all = tickerHours();
const stocks = all.filter(({ session }) => session === 'regular');
const sorted = <T extends string | number>(values: Iterable<T>): T[] =>
  [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
const stockTickers = sorted(stocks.map(({ ticker }) => ticker));
const stockTimes = sorted(stocks.map(({ startMs }) => startMs));
const byPlace = new Map(all.map((hour) => [`${hour.ticker} ${hour.startMs}`, hour]));
const hourOf = (ticker: string, startMs: number): TickerHour | undefined => byPlace.get(`${ticker} ${startMs}`);
const measureOf = (ticker: string, startMs: number): number | null => hourOf(ticker, startMs)?.m ?? null;
/** Hours that start while New York is open, by session. */
const sessionOf = (ticker: string, date: string): TickerHour[] => {
  const open = Date.parse(`${date}T14:30:00Z`);
  return all.filter((hour) => hour.ticker === ticker && hour.startMs >= open && hour.startMs < open + 390 * 60_000);
};

function expectedAggregate() {
  const aggregates = stockTimes.map((time) => aggregateHour(stockTickers.map((ticker) => measureOf(ticker, time))));
  const trend = roll(
    aggregates.map((aggregate) => aggregate.median),
    35,
    mean,
  );
  return aggregates.map(({ present, ...values }, index) => ({
    bar_start: new Date(stockTimes[index] ?? 0),
    present: BigInt(present),
    ...values,
    trend: trend[index],
  }));
}

function expectedIndex() {
  const bases = new Map(
    sorted(all.map(({ ticker }) => ticker)).map((ticker) => {
      const values = sessionOf(ticker, marketDates[0] ?? '').map(({ isComplete, m }) => (isComplete ? m : null));
      return [ticker, indexBase(values, ticker.startsWith('X:') ? 6 : 7)] as const;
    }),
  );
  return all
    .map(({ ticker, startMs, m }) => ({
      ticker,
      bar_start: new Date(startMs),
      index_100: indexTo100(m, bases.get(ticker)?.base ?? null),
      reason: bases.get(ticker)?.reason,
    }))
    .sort((a, b) => a.bar_start.getTime() - b.bar_start.getTime() || (a.ticker < b.ticker ? -1 : 1));
}

function expectedStanding() {
  const sides = new Map(
    stockTickers.map((ticker) => [ticker, marketDates.map(() => [] as ReturnType<typeof sideOf>[])]),
  );
  for (const time of stockTimes) {
    const values = stockTickers.map((ticker) => measureOf(ticker, time));
    const session = marketDates.indexOf(new Date(time).toISOString().slice(0, 10));
    mediansOfOthers(values).forEach((line, place) =>
      sides.get(stockTickers[place] ?? '')?.[session]?.push(sideOf(values[place] ?? null, line)),
    );
  }
  return [...sides]
    .map(([ticker, sessions]) => {
      const result = standing(sessions, 0.05 / stockTickers.length);
      return {
        ticker,
        share_above: result.shareAbove,
        hours_above: BigInt(result.hoursAbove),
        hours_below: BigInt(result.hoursBelow),
        ties: BigInt(sessions.flat().filter((side) => side === 'tie').length),
        longest_above: BigInt(result.longestAbove),
        longest_below: BigInt(result.longestBelow),
        current_run: BigInt(result.currentRun),
        sessions_above: BigInt(result.sessionsAbove),
        sessions_below: BigInt(result.sessionsBelow),
        standing: result.label,
      };
    })
    .sort((a, b) => (b.share_above ?? 0) - (a.share_above ?? 0) || (a.ticker < b.ticker ? -1 : 1));
}

function expectedCorrelations() {
  const pairs = stockTickers.flatMap((ticker, place) =>
    stockTickers.slice(place + 1).map((other) => ({ ticker, other })),
  );
  return pairs
    .map(({ ticker, other }) => {
      const [own, others] = [ticker, other].map((name) => stockTimes.map((time) => measureOf(name, time)));
      const isPair = (index: number) => (own?.[index] ?? 0) > 0 && (others?.[index] ?? 0) > 0;
      return {
        ticker,
        other,
        hours: BigInt(stockTimes.filter((_, index) => isPair(index)).length),
        correlation: correlation(own ?? [], others ?? []),
      };
    })
    .sort(
      (a, b) =>
        (b.correlation ?? -2) - (a.correlation ?? -2) || (`${a.ticker} ${a.other}` < `${b.ticker} ${b.other}` ? -1 : 1),
    );
}

const members = ['AAA', 'BBB', 'CCC', 'DDD', 'GAPS'];

function expectedGroupRows() {
  const daily = (ticker: string) =>
    marketDates.map((date) => {
      const values = sessionOf(ticker, date).flatMap(({ m }) => m ?? []);
      return values.length === 0 ? null : mean(values);
    });
  return ['EEE', 'FLAT', 'X:COIN']
    .map((ticker) => ({ ticker, ...expectedComparison(daily(ticker), members.map(daily)) }))
    .map((row) => ({ ...row, sessions: BigInt(row.sessions ?? 0) }))
    .sort((a, b) => (b.mean ?? 0) - (a.mean ?? 0));
}

/** The same hour of the sessions of a stock, where it is complete and has a measure; `before` a date, or all. */
const sameHour = ({ ticker, startMs }: TickerHour, before = '9999'): (number | null)[] =>
  stocks
    .filter(
      (hour) =>
        hour.ticker === ticker &&
        hour.startMs % 86_400_000 === startMs % 86_400_000 &&
        hour.date < before &&
        hour.isComplete &&
        hour.m !== null,
    )
    .map(({ m }) => m);
const byTime = (a: TickerHour, b: TickerHour): number => a.startMs - b.startMs || (a.ticker < b.ticker ? -1 : 1);

function expectedZScores() {
  return stocks
    .filter(({ isComplete, m }) => isComplete && m !== null && m > 0)
    .sort(byTime)
    .map((hour) => ({
      ticker: hour.ticker,
      trading_date: hour.date,
      bar_start: new Date(hour.startMs),
      m: hour.m,
      z_score: ownZScore(hour.m, sameHour(hour, hour.date)),
    }));
}

/** The newest two sessions, against up to 60 before; their grid has the hours that a ticker lacks. */
function expectedUsualHours() {
  const minutes = (startMs: number) => (startMs % 86_400_000) / 60_000 - 870;
  return marketDates
    .slice(-2)
    .flatMap((date) =>
      stockTickers.flatMap((ticker) =>
        Array.from({ length: 7 }, (_, hour) => ({
          ticker,
          date,
          startMs: Date.parse(`${date}T14:30:00Z`) + hour * 3_600_000,
        })),
      ),
    )
    .sort((a, b) => a.startMs - b.startMs || (a.ticker < b.ticker ? -1 : 1))
    .map(({ ticker, date, startMs }) => {
      const hour = hourOf(ticker, startMs);
      const past = stocks
        .filter((one) => one.ticker === ticker && minutes(one.startMs) === minutes(startMs) && one.date < date)
        .flatMap(({ isComplete, m }) => (isComplete && m !== null ? [m] : []))
        .sort((a, b) => a - b);
      const at = (share: number): number | null => (past.length < 5 ? null : quantile(past, share));
      const [m, usual] = [hour?.m ?? null, at(0.5)];
      return {
        ticker,
        trading_date: date,
        bar_start: new Date(startMs),
        minutes_since_open: BigInt(minutes(startMs)),
        m,
        is_complete: m === null ? null : (hour?.isComplete ?? null),
        sessions: BigInt(past.length),
        p10: at(0.1),
        p25: at(0.25),
        usual,
        p75: at(0.75),
        p90: at(0.9),
        ratio: m === null || usual === null || usual <= 0 ? null : m / usual,
      };
    });
}

/** Linear between neighbours: type 7 of Hyndman and Fan, as R, NumPy and Excel have it. */
function quantile(values: readonly number[], share: number): number {
  const at = (values.length - 1) * share;
  const [low = Number.NaN, high = Number.NaN] = [values[Math.floor(at)], values[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** Of the first sessions. */
function expectedIndexOfSession(sessions: number) {
  const end = marketDates[sessions] ?? '9999';
  return stocks
    .filter(({ date }) => date < end)
    .sort(byTime)
    .map((hour) => {
      const { base, reason } = indexBase(sameHour(hour, end), 10);
      return { ticker: hour.ticker, bar_start: new Date(hour.startMs), index_100: indexTo100(hour.m, base), reason };
    });
}

function expectedAnnual() {
  return sorted(all.map(({ ticker }) => ticker))
    .map((ticker) => {
      const own = marketDates.flatMap((date) => sessionOf(ticker, date)).filter(({ isComplete }) => isComplete);
      const annual = (name: 'pk' | 'gk' | 'rs' | 'realized_var') => {
        const bars = own.flatMap((hour) =>
          variancesOf(hour)[name] === null
            ? []
            : [{ variance: variancesOf(hour)[name] ?? 0, minutes: minutesOf(hour) }],
        );
        return annualiseByTime(bars, ticker.startsWith('X:') ? barsPerYear.cryptoMinutes : barsPerYear.regularMinutes);
      };
      return {
        ticker,
        hours: BigInt(own.length),
        parkinson: annual('pk'),
        garman_klass: annual('gk'),
        rogers_satchell: annual('rs'),
        realized: annual('realized_var'),
      };
    })
    .sort((a, b) => (b.garman_klass ?? 0) - (a.garman_klass ?? 0));
}

const hoursOf = (db: Kysely<Tables>) => measuredHours(db, 'range_pct');
const regularOf = (db: Kysely<Tables>) => hoursOf(db).where('session', '=', 'regular');

/** Every comparison over the market of `tickerHours`. */
export const comparisonCases: readonly ComparisonCase[] = [
  {
    name: 'aggregate and trend',
    rows: (db) => aggregateTickers(db, regularOf(db)).execute(),
    expected: expectedAggregate(),
  },
  {
    name: 'index to 100',
    rows: (db) => indexHours(db, hoursOf(db), asDate(sql.lit(marketDates[0] ?? ''))).execute(),
    expected: expectedIndex(),
  },
  {
    name: 'index of the same hour',
    rows: (db) => indexHoursOfSession(db, hoursOf(db)).execute(),
    expected: expectedIndexOfSession(marketDates.length),
  },
  {
    name: 'index of the same hour, too few sessions',
    rows: (db) =>
      indexHoursOfSession(db, hoursOf(db).where('trading_date', '<=', asDate(sql.lit(marketDates[8] ?? '')))).execute(),
    expected: expectedIndexOfSession(9),
  },
  {
    name: 'usual hours',
    rows: (db) => usualHours(db, regularOf(db), 2).execute(),
    expected: expectedUsualHours(),
  },
  { name: 'own z-scores', rows: (db) => ownZScores(db, hoursOf(db)).execute(), expected: expectedZScores() },
  { name: 'standing', rows: (db) => standingOfTickers(db, regularOf(db)).execute(), expected: expectedStanding() },
  {
    name: 'annualised hours',
    rows: (db) =>
      annualiseHours(
        db,
        db
          .selectFrom('hourly_volatility')
          .select(['ticker', 'bar_start', 'minutes', 'is_complete', 'pk', 'gk', 'rs', 'realized_var']),
      ).execute(),
    expected: expectedAnnual(),
  },
  {
    name: 'correlation of pairs',
    rows: (db) => correlateTickers(db, regularOf(db)).execute(),
    expected: expectedCorrelations(),
  },
  {
    name: 'compared with a group',
    rows: (db) =>
      compareWithGroup(
        db,
        hoursOf(db)
          .where('ticker', 'in', [...members, 'EEE', 'FLAT', 'X:COIN'])
          .select(sql<boolean>`ticker in (${sql.join(members)})`.as('is_member')),
      ).execute(),
    expected: expectedGroupRows(),
  },
];
