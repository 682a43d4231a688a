import {
  type Bar,
  barEstimators,
  gridPrices,
  gridReturns,
  hourlyRealized,
  relativeEstimators,
  type TimedBar,
} from '@tickerlake/volatility';
import type { Tables } from '@tickerlake/record-schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDuckDb } from '@tickerlake/athena-sql/testing';
import { duckDbEngine } from '../analysis/testing/analysis-engine.ts';
import { expectClose } from '../analysis/testing/expect-rows.ts';
import {
  barRows,
  hourSlotRows,
  minuteBars,
  rollUpSessionRows,
  type MarketSession,
} from '../analysis/testing/minute-market.ts';
import { rollUpHours } from './roll-up-hours.ts';
import { dailyVolatility } from '../analysis/sessions/daily-volatility.ts';
import type { StageTables } from './stage-tables.ts';

const sessions: readonly MarketSession[] = [
  { calendar: 'XNYS', tradingDate: '2026-11-25', openMs: Date.parse('2026-11-25T14:30:00Z'), minutes: 390 },
  { calendar: 'XNYS', tradingDate: '2026-11-27', openMs: Date.parse('2026-11-27T14:30:00Z'), minutes: 210 },
  { calendar: '24/7', tradingDate: '2026-11-27', openMs: Date.parse('2026-11-27T00:00:00Z'), minutes: 1_440 },
];

/** What each ticker trades: every minute, some minutes, none before noon, with a whole hour missing. */
const tickers = [
  { ticker: 'FULL', calendar: 'XNYS', keeps: () => true },
  { ticker: 'THIN', calendar: 'XNYS', keeps: (minute: number) => (minute * 7_919) % 10 < 3 },
  { ticker: 'LATE', calendar: 'XNYS', keeps: (minute: number) => minute >= 97 },
  { ticker: 'HALT', calendar: 'XNYS', keeps: (minute: number) => minute < 60 || minute >= 130 },
  { ticker: 'X:COIN', calendar: '24/7', keeps: () => true },
] as const;

const market = tickers.flatMap(({ ticker, calendar, keeps }) =>
  sessions
    .filter((session) => session.calendar === calendar)
    .map((session, index) => {
      const bars = minuteBars(session, ticker.length * 100 + index).filter((_, minute) => keeps(minute));
      return { ticker, session, bars };
    }),
);

type Row = Readonly<Record<string, unknown>>;
let hours: readonly Row[];
let days: readonly Row[];

beforeAll(async () => {
  const { db, run } = await openDuckDb();
  const engine = duckDbEngine(run);
  await engine.load(
    'staged_bars',
    'bars',
    market.flatMap(({ ticker, session, bars }) => barRows(ticker, session, bars)),
  );
  await engine.load('hour_slots', 'hour_slots', sessions.flatMap(hourSlotRows));
  await engine.load('sessions', 'sessions', sessions.map(rollUpSessionRows));
  await run(`create table hourly_volatility as ${rollUpHours(db.withTables<StageTables>()).compile().sql}`);
  hours = await run('select *, epoch_ms(bar_start) as start_ms from hourly_volatility');
  days = await run(dailyVolatility(db.withTables<Tables>()).compile().sql);
}, 30_000);

const hoursOf = (ticker: string, session: MarketSession): Row[] =>
  hours
    .filter((hour) => hour['ticker'] === ticker && hour['trading_date'] === session.tradingDate)
    .sort((a, b) => Number(a['start_ms']) - Number(b['start_ms']));

function toBar(bars: readonly TimedBar[]): Bar {
  return {
    open: bars[0]?.open ?? NaN,
    high: Math.max(...bars.map((bar) => bar.high)),
    low: Math.min(...bars.map((bar) => bar.low)),
    close: bars.at(-1)?.close ?? NaN,
  };
}

describe.each(market)('$ticker on $session.tradingDate', ({ ticker, session, bars }) => {
  const realized = hourlyRealized(
    gridReturns(gridPrices({ openMs: session.openMs, closeMs: session.openMs + session.minutes * 60_000 }, bars) ?? []),
  );

  test('each hour equals TypeScript: estimators, realized and bipower variance, minutes', () => {
    const found = hoursOf(ticker, session);
    expect(found.length).toBeGreaterThan(0);
    for (const hour of found) {
      const index = (Number(hour['start_ms']) - session.openMs) / 3_600_000;
      const inHour = bars.filter((bar) => Math.floor((bar.startMs - session.openMs) / 3_600_000) === index);
      for (const estimator of barEstimators)
        expectClose(hour[estimator.name], estimator.value(toBar(inHour)), `${estimator.name} of hour ${index}`);
      expectClose(hour['realized_var'], realized[index]?.realizedVar ?? null, `realized_var of hour ${index}`);
      expectClose(hour['bipower_var'], realized[index]?.bipowerVar ?? null, `bipower_var of hour ${index}`);
      expect(hour['minutes']).toBe(BigInt(inHour.length));
    }
  });

  test('the session equals TypeScript, and its hours add up to it', () => {
    const day = days.find((row) => row['ticker'] === ticker && row['trading_date'] === session.tradingDate);
    const bar = toBar(bars);
    for (const name of ['open', 'high', 'low', 'close'] as const) expect(day?.[name]).toBe(bar[name]);
    for (const estimator of relativeEstimators)
      expectClose(day?.[estimator.name], estimator.value(bar), estimator.name);
    expectClose(day?.['day_return'], Math.log(bar.close / bar.open), 'day_return');
    expectClose(
      day?.['realized_var'],
      realized.reduce((sum, hour) => sum + hour.realizedVar, 0),
      'realized_var',
    );
    expectClose(
      day?.['bipower_var'],
      realized.reduce((sum, hour) => sum + hour.bipowerVar, 0),
      'bipower_var',
    );
    expect(day).toMatchObject({
      hours: BigInt(hoursOf(ticker, session).length),
      minutes: BigInt(bars.length),
      is_complete: ticker === 'FULL' || ticker === 'X:COIN',
      grid: 'session',
    });
  });
});

describe('odd bars', () => {
  const [session] = sessions;
  if (session === undefined) throw new Error('no session');
  const bars = minuteBars(session, 1);

  async function roll(rows: readonly TimedBar[]) {
    const { db, run } = await openDuckDb();
    const engine = duckDbEngine(run);
    await engine.load('staged_bars', 'bars', barRows('ODD', session as MarketSession, rows));
    await engine.load('hour_slots', 'hour_slots', sessions.flatMap(hourSlotRows));
    await engine.load('sessions', 'sessions', sessions.map(rollUpSessionRows));
    await run(`create table hourly_volatility as ${rollUpHours(db.withTables<StageTables>()).compile().sql}`);
    return {
      hours: await run('select * from hourly_volatility order by bar_start'),
      days: await run(dailyVolatility(db.withTables<Tables>()).compile().sql),
    };
  }

  test('a price of zero: no estimate of its hour and session, nothing fails, other hours keep theirs', async () => {
    const {
      hours: found,
      days: [day],
    } = await roll(bars.map((bar, index) => (index === 74 ? { ...bar, low: 0, close: 0 } : bar)));
    expect(found.map((hour) => hour['pk'] === null)).toEqual([false, true, false, false, false, false, false]);
    expect(found.map((hour) => hour['realized_var'] === null)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(found[1]).toMatchObject({ range_pct: null, log_range: null, gk: null, rs: null });
    expect(day).toMatchObject({ pk: null, day_return: null, realized_var: null, bipower_var: null });
  });

  test.each([
    { name: 'clock hours', lengthMs: 3_600_000, startMs: Date.parse('2026-11-25T14:00:00Z'), grid: 'clock' },
    { name: 'half hours', lengthMs: 1_800_000, startMs: session.openMs, grid: 'session' },
  ])('$name have no realized variance', async ({ lengthMs, startMs, grid }) => {
    const {
      hours: found,
      days: [day],
    } = await roll(bars.slice(0, 3).map((bar, index) => ({ ...bar, lengthMs, startMs: startMs + index * lengthMs })));
    expect(found.map(({ realized_var, bipower_var, grid }) => ({ realized_var, bipower_var, grid }))).toEqual(
      found.map(() => ({ realized_var: null, bipower_var: null, grid })),
    );
    expect(day).toMatchObject({ realized_var: null, is_complete: false, grid });
  });

  test('five-minute bars have the realized variance of their minutes', async () => {
    const five = Array.from({ length: 78 }, (_, index) => {
      const minutes = bars.slice(index * 5, index * 5 + 5);
      return { ...toBar(minutes), startMs: minutes[0]?.startMs ?? 0, lengthMs: 300_000 };
    });
    const [ofMinutes, ofFive] = [await roll(bars), await roll(five)];
    expect(ofFive.hours.map((hour) => hour['realized_var'])).toEqual(
      ofMinutes.hours.map((hour) => hour['realized_var']),
    );
    expect(ofFive.days[0]?.['minutes']).toBe(390n);
  });
});
