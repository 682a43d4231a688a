import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarIdOf } from '@tickerlake/record-schema';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { BarPage, BarSource, VendorBar } from '../../ports/bar-source.ts';
import { syntheticBars } from '../../testing/synthetic-source.ts';
import { planRun } from '../../request/plan-run.ts';
import { openPublished } from '../../run/local/published-reader.ts';
import { createReleaseStore } from '../../storage/releases/release-store.ts';
import { runLocally } from '../../run/local/run-locally.ts';
import { storePaths } from '../../storage/files/store-paths.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const clock = { now: () => new Date('2026-12-31T12:00:00Z'), sleep: () => Promise.resolve() };
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

interface Hour {
  readonly ticker: string;
  readonly trading_date: string;
  readonly session: string;
  readonly start: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
  readonly vwap: number | null;
  readonly trades: bigint | null;
  readonly hourly_var: number;
  readonly bar_count: bigint;
  readonly is_complete: boolean;
  readonly grid: string;
}

type Page = Pick<BarPage, 'bars' | 'barMs'>;

/** Each case has its own ticker, and one run publishes them all. */
const market = new Map<string, readonly Page[]>();
function list(ticker: string, ...pages: readonly Page[]): string {
  market.set(ticker, pages);
  return ticker;
}

const source: BarSource = {
  name: 'replay',
  callsPerMinute: null,
  extent: async () => null,
  async *fetchBars({ ticker, from, to }) {
    const isIn = ({ t }: VendorBar): boolean => {
      const { tradingDate } = calendars[calendarIdOf(ticker)].locate(t);
      return tradingDate >= from && tradingDate <= to;
    };
    for (const [index, { bars, barMs }] of (market.get(ticker) ?? []).entries())
      yield {
        ticker,
        adjusted: false,
        requestId: `q${index}`,
        fetchedAtMs: 1_000 + index,
        barMs,
        bars: bars.filter(isIn),
      };
  },
};

let published: readonly Hour[] = [];
beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-roll-up-'));
  const paths = storePaths(root);
  const request = { tickers: [...market.keys()], from: '2026-03-09', to: '2026-11-27', barMs: minuteMs };
  await runLocally({
    paths,
    calendars,
    source,
    clock,
    plan: planRun({ ...request, source: 'replay' }, calendars, null),
    rules: [],
    freshAt: clock.now(),
    keepReleases: 1,
    command: 'test',
    signal: new AbortController().signal,
  });
  const release = await createReleaseStore(paths).current();
  if (release === null) throw new Error('nothing published');
  const reader = await openPublished(paths, release);
  // The engine's rows: a column list fixes their shape.
  published = (await reader.query(
    'select ticker, trading_date, session, epoch_ms(bar_start)::double as start, open, high, low, close, volume, vwap, trades, hourly_var, bar_count, is_complete, grid from hourly_volatility order by bar_start, grid',
  )) as unknown as Hour[];
  await reader.close();
  await rm(root, { recursive: true, force: true });
}, 60_000);

/** The hours of a ticker that readers see. */
const hoursOf = (ticker: string): Omit<Hour, 'ticker'>[] =>
  published.filter((hour) => hour.ticker === ticker).map(({ ticker: _, ...hour }) => hour);

const minutes = (ticker: string, from: string, to = from): VendorBar[] =>
  syntheticBars({ ticker, from, to, barMs: minuteMs }, { calendars });
const wallTime = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/New_York',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
const startsOf = (hours: readonly Pick<Hour, 'start'>[]): string[] => hours.map((hour) => wallTime(hour.start));

/** The hours in plain TypeScript, with sums in time order, to compare the SQL with. */
function expectedHours(bars: readonly VendorBar[]) {
  const groups = new Map<number, VendorBar[]>();
  for (const bar of bars) {
    const start = calendars.XNYS.locate(bar.t).hourStartMs;
    groups.set(start, [...(groups.get(start) ?? []), bar]);
  }
  return [...groups].map(([start, group]) => {
    const high = Math.max(...group.map((bar) => bar.h));
    const low = Math.min(...group.map((bar) => bar.l));
    return {
      start,
      open: group[0]?.o,
      high,
      low,
      close: group.at(-1)?.c,
      hourly_var: high - low,
      bar_count: BigInt(group.length),
    };
  });
}

describe('minutes become session-aligned hours', () => {
  const days = [
    {
      name: 'a full day',
      ticker: 'FULL',
      date: '2026-05-20',
      starts: ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30'],
      last: 30,
    },
    {
      name: 'the day after Thanksgiving, which closes at 13:00',
      ticker: 'EARLY',
      date: '2026-11-27',
      starts: ['09:30', '10:30', '11:30', '12:30'],
      last: 30,
    },
    {
      name: 'the first day of summer time',
      ticker: 'SPRING',
      date: '2026-03-09',
      starts: ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30'],
      last: 30,
    },
    {
      name: 'the first day of winter time',
      ticker: 'AUTUMN',
      date: '2026-11-02',
      starts: ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30'],
      last: 30,
    },
  ];
  for (const { ticker, date } of days) list(ticker, { bars: minutes(ticker, date), barMs: minuteMs });

  test.each(days)('$name: $date', ({ ticker, date, starts, last }) => {
    const hours = hoursOf(ticker);
    expect(startsOf(hours)).toEqual(starts.map((time) => `${date.slice(8)}, ${time}`));
    expect(hours).toMatchObject(expectedHours(minutes(ticker, date)));
    expect(hours.at(-1)).toMatchObject({
      bar_count: BigInt(last),
      is_complete: true,
      session: 'regular',
      grid: 'session',
      trading_date: date,
    });
  });

  list('WEEKEND', { bars: minutes('WEEKEND', '2026-10-30', '2026-11-02'), barMs: minuteMs });
  it('the two days around the week-end on which the clocks change keep their wall times', () => {
    const hours = hoursOf('WEEKEND');
    expect(startsOf(hours).map((time) => time.slice(4))).toEqual(
      [...Array(2)].flatMap(() => ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30']),
    );
    expect(((hours[7]?.start ?? 0) - (hours[0]?.start ?? 0)) / hourMs).toBe(73);
  });

  list('X:BTCUSD', { bars: minutes('X:BTCUSD', '2026-11-01'), barMs: minuteMs });
  it('crypto on the day that has 25 hours in New York: 24 hours of its UTC date', () => {
    const hours = hoursOf('X:BTCUSD');
    expect(hours).toHaveLength(24);
    expect(
      hours.every((hour) => hour.is_complete && hour.session === 'continuous' && hour.trading_date === '2026-11-01'),
    ).toBe(true);
  });

  list('GAP', { bars: minutes('GAP', '2026-05-20').filter((_, index) => index !== 70), barMs: minuteMs });
  it('a missing minute makes its hour incomplete, and no other', () => {
    expect(hoursOf('GAP').map((hour) => hour.is_complete)).toEqual([true, false, true, true, true, true, true]);
  });
});

describe('sums', () => {
  // 0.1 + 0.2 + ... in doubles depends on the order; so would 1e15 + 0.25 - ...
  const bars = minutes('X:ETHUSD', '2026-05-20').map((bar, index) => ({
    ...bar,
    v: index % 60 === 0 ? 1e9 + 0.1 : 0.1 + index / 7,
    vw: 70_000 + index / 3,
  }));
  const shuffled = bars
    .map((bar, index) => ({ bar, key: (index * 7_919) % 1_440 }))
    .sort((a, b) => a.key - b.key)
    .map(({ bar }) => bar);
  list('X:ETHUSD', { bars, barMs: minuteMs });
  list('X:SOLUSD', { bars: shuffled, barMs: minuteMs });
  list('X:XRPUSD', { bars: [...bars].reverse(), barMs: minuteMs });

  it('are the same to the last bit whatever order the rows come in', () => {
    const [inOrder, outOfOrder, backwards] = ['X:ETHUSD', 'X:SOLUSD', 'X:XRPUSD'].map(hoursOf);
    expect(inOrder).toHaveLength(24);
    expect(outOfOrder).toEqual(inOrder);
    expect(backwards).toEqual(inOrder);
    const exact = bars.slice(0, 60).reduce((sum, bar) => sum + BigInt(Math.round(bar.v * 1e9)), 0n);
    expect(inOrder?.[0]?.volume).toBeCloseTo(Number(exact) / 1e9, 4);
    const doubles = (rows: readonly VendorBar[]) => rows.reduce((sum, bar) => sum + (bar.v ?? 0), 0);
    expect(doubles(bars.slice(0, 60))).not.toBe(doubles(bars.slice(0, 60).reverse()));
  });

  const bar = {
    t: Date.parse('2026-05-20T13:30:00Z'),
    o: 0.1 + 0.2,
    h: 1.1 * 3,
    l: 0.2,
    c: 0.7 / 3,
    v: 1.2345678901234567e-8,
    vw: 1 / 3,
    n: 1,
  };
  list('ONE', { bars: [bar], barMs: minuteMs });
  it('of an hour that was one bar keep that bar to the last bit', () => {
    const [hour] = hoursOf('ONE');
    expect(hour).toMatchObject({
      open: bar.o,
      high: bar.h,
      low: bar.l,
      close: bar.c,
      volume: bar.v,
      vwap: bar.vw,
      trades: 1n,
      hourly_var: bar.h - bar.l,
    });
  });

  const weighted = minutes('VWAP', '2026-05-20').map(({ vw, ...rest }, index) =>
    index === 65 ? rest : { ...rest, ...(vw !== undefined && { vw }) },
  );
  list('VWAP', { bars: weighted, barMs: minuteMs });
  it('the weighted price is between those of the bars, and absent where one has none', () => {
    const hours = hoursOf('VWAP');
    const vwaps = weighted.slice(0, 60).map(({ vw }: VendorBar) => vw ?? NaN);
    expect(hours[0]?.vwap).toBeGreaterThan(Math.min(...vwaps));
    expect(hours[0]?.vwap).toBeLessThan(Math.max(...vwaps));
    expect(hours[1]?.vwap).toBeNull();
  });

  list('I:NDX', { bars: minutes('I:NDX', '2026-05-20'), barMs: minuteMs });
  it('an index has no volume, and none is made up', () => {
    expect(hoursOf('I:NDX')[0]).toMatchObject({ volume: null, vwap: null, trades: null });
  });
});

describe('longer bars', () => {
  const date = '2026-05-20';
  const next = '2026-05-21';
  const page = (ticker: string, to: string, barMs: number): Page => ({
    bars: syntheticBars({ ticker, from: date, to, barMs }, { calendars }),
    barMs,
  });
  list('HOURLY', page('HOURLY', date, hourMs));
  list('DAILY', page('DAILY', date, dayMs));
  list('MIXED', page('MIXED', next, dayMs), page('MIXED', next, hourMs), page('MIXED', date, minuteMs));

  it('clock hours stay on the clock grid, and that of 09:00 is regular', () => {
    const hours = hoursOf('HOURLY');
    expect(startsOf(hours).map((time) => time.slice(4))).toEqual([
      '09:00',
      '10:00',
      '11:00',
      '12:00',
      '13:00',
      '14:00',
      '15:00',
    ]);
    expect(hours.every((hour) => hour.grid === 'clock' && hour.session === 'regular' && hour.is_complete)).toBe(true);
    expect(hours.map((hour) => hour.hourly_var)).toEqual(page('HOURLY', date, hourMs).bars.map(({ h, l }) => h - l));
  });

  it('a day bar stays a day', () => {
    const [day] = page('DAILY', date, dayMs).bars;
    expect(hoursOf('DAILY')).toMatchObject([
      {
        grid: 'day',
        session: 'regular',
        trading_date: date,
        start: day?.t,
        high: day?.h,
        low: day?.l,
        is_complete: true,
        bar_count: 1n,
      },
    ]);
  });

  it('of several lengths on a date only the finest count; on another date the longer ones stay', () => {
    const hours = hoursOf('MIXED');
    expect(hours.filter((hour) => hour.trading_date === date)).toMatchObject(
      expectedHours(minutes('MIXED', date)).map((hour) => ({ ...hour, grid: 'session' })),
    );
    expect(hours.filter((hour) => hour.trading_date === next).map((hour) => hour.grid)).toEqual(Array(7).fill('clock'));
  });
});

describe('of a bar that was fetched twice', () => {
  const [first, ...rest] = minutes('TWICE', '2026-05-20');
  if (first === undefined) throw new Error('no bars');
  const corrected = { ...first, h: 2 * first.h };
  const cases = [
    { name: 'a correction', ticker: 'BETTER', bars: [first, corrected], high: corrected.h },
    {
      name: 'the first values again',
      ticker: 'WORSE',
      bars: [corrected, first],
      high: Math.max(...[first, ...rest.slice(0, 59)].map(({ h }) => h)),
    },
  ];
  for (const { ticker, bars } of cases)
    list(ticker, { bars: [...bars.slice(0, 1), ...rest], barMs: minuteMs }, { bars: bars.slice(1), barMs: minuteMs });

  it.each(cases)('the later fetch counts: $name', ({ ticker, high }) => {
    expect(hoursOf(ticker)[0]).toMatchObject({ bar_count: 60n, high });
  });
});
