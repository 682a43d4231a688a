import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContinuousCalendar, createStockCalendar } from '@tickerlake/market-calendar';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { BarPage, BarSource, VendorBar } from '../../ports/bar-source.ts';
import { syntheticBars } from '../../testing/synthetic-source.ts';
import { planRun } from '../../request/plan-run.ts';
import { openPublished } from '../../run/local/published-reader.ts';
import { createReleaseStore } from '../../storage/releases/release-store.ts';
import { runLocally } from '../../run/local/run-locally.ts';
import { storePaths } from '../../storage/files/store-paths.ts';

const calendars = { XNYS: createStockCalendar(), '24/7': createContinuousCalendar() };
const clock = { now: () => new Date('2026-12-31T12:00:00Z'), sleep: () => Promise.resolve() };
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

interface Hour {
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

/** Publishes these pages of one ticker and gives the hours that readers see. */
async function hoursOf(
  ticker: string,
  from: string,
  to: string,
  pages: readonly Pick<BarPage, 'bars' | 'barMs'>[],
): Promise<Hour[]> {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-roll-up-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const paths = storePaths(root);
  const source: BarSource = {
    name: 'replay',
    callsPerMinute: null,
    extent: async () => null,
    async *fetchBars() {
      for (const [index, page] of pages.entries())
        yield { ticker, adjusted: false, requestId: `q${index}`, fetchedAtMs: 1_000 + index, ...page };
    },
  };
  const plan = planRun({ tickers: [ticker], from, to, barMs: minuteMs, source: 'replay' }, calendars, null);
  await runLocally({
    paths,
    calendars,
    source,
    clock,
    plan,
    rules: [],
    freshAt: clock.now(),
    keepReleases: 1,
    command: 'test',
    signal: new AbortController().signal,
  });
  const release = await createReleaseStore(paths).current();
  if (release === null) throw new Error('nothing published');
  const reader = await openPublished(paths, release);
  try {
    // The engine's rows: a column list fixes their shape.
    return (await reader.query(
      'select trading_date, session, epoch_ms(bar_start)::double as start, open, high, low, close, volume, vwap, trades, hourly_var, bar_count, is_complete, grid from hourly_volatility order by bar_start, grid',
    )) as unknown as Hour[];
  } finally {
    await reader.close();
  }
}

const minutes = (ticker: string, from: string, to = from): VendorBar[] =>
  syntheticBars({ ticker, from, to, barMs: minuteMs }, { calendars });
const wallTime = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/New_York',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
const startsOf = (hours: readonly Hour[]): string[] => hours.map((hour) => wallTime(hour.start));

/** The hours in plain TypeScript, with sums in the order of time: what the SQL is held against. */
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
  test.each([
    {
      name: 'a full day',
      date: '2026-05-20',
      starts: ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30'],
      last: 30,
    },
    {
      name: 'the day after Thanksgiving, which closes at 13:00',
      date: '2026-11-27',
      starts: ['09:30', '10:30', '11:30', '12:30'],
      last: 30,
    },
    {
      name: 'the first day of summer time',
      date: '2026-03-09',
      starts: ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30'],
      last: 30,
    },
    {
      name: 'the first day of winter time',
      date: '2026-11-02',
      starts: ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30'],
      last: 30,
    },
  ])('$name: $date', async ({ date, starts, last }) => {
    const bars = minutes('AAPL', date);
    const hours = await hoursOf('AAPL', date, date, [{ bars, barMs: minuteMs }]);

    expect(startsOf(hours)).toEqual(starts.map((time) => `${date.slice(8)}, ${time}`));
    expect(hours).toMatchObject(expectedHours(bars));
    expect(hours.at(-1)).toMatchObject({
      bar_count: BigInt(last),
      is_complete: true,
      session: 'regular',
      grid: 'session',
      trading_date: date,
    });
  });

  it('of a week-end without clocks: the two days beside it keep their wall times', async () => {
    const hours = await hoursOf('AAPL', '2026-10-30', '2026-11-02', [
      { bars: minutes('AAPL', '2026-10-30', '2026-11-02'), barMs: minuteMs },
    ]);
    expect(startsOf(hours).map((time) => time.slice(4))).toEqual(
      [...Array(2)].flatMap(() => ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30', '15:30']),
    );
    expect(((hours[7]?.start ?? 0) - (hours[0]?.start ?? 0)) / hourMs).toBe(73);
  });

  it('crypto on the day that has 25 hours in New York: 24 hours of its UTC date', async () => {
    const hours = await hoursOf('X:BTCUSD', '2026-11-01', '2026-11-01', [
      { bars: minutes('X:BTCUSD', '2026-11-01'), barMs: minuteMs },
    ]);
    expect(hours).toHaveLength(24);
    expect(
      hours.every((hour) => hour.is_complete && hour.session === 'continuous' && hour.trading_date === '2026-11-01'),
    ).toBe(true);
  });

  it('a missing minute makes its hour incomplete, and no other', async () => {
    const bars = minutes('AAPL', '2026-05-20').filter((_, index) => index !== 70);
    const hours = await hoursOf('AAPL', '2026-05-20', '2026-05-20', [{ bars, barMs: minuteMs }]);
    expect(hours.map((hour) => hour.is_complete)).toEqual([true, false, true, true, true, true, true]);
  });
});

describe('sums', () => {
  it('are the same to the last bit whatever order the rows come in', async () => {
    // 0.1 + 0.2 + ... in doubles depends on the order; so would 1e15 + 0.25 - ...
    const bars = minutes('X:BTCUSD', '2026-05-20').map((bar, index) => ({
      ...bar,
      v: index % 60 === 0 ? 1e9 + 0.1 : 0.1 + index / 7,
      vw: 70_000 + index / 3,
    }));
    const shuffled = bars
      .map((bar, index) => ({ bar, key: (index * 7_919) % 1_440 }))
      .sort((a, b) => a.key - b.key)
      .map(({ bar }) => bar);
    const [inOrder, outOfOrder, backwards] = await Promise.all(
      [bars, shuffled, [...bars].reverse()].map((rows) =>
        hoursOf('X:BTCUSD', '2026-05-20', '2026-05-20', [{ bars: rows, barMs: minuteMs }]),
      ),
    );
    expect(outOfOrder).toEqual(inOrder);
    expect(backwards).toEqual(inOrder);
    const exact = bars.slice(0, 60).reduce((sum, bar) => sum + BigInt(Math.round((bar.v ?? 0) * 1e9)), 0n);
    expect(inOrder?.[0]?.volume).toBeCloseTo(Number(exact) / 1e9, 4);
    const doubles = (rows: readonly VendorBar[]) => rows.reduce((sum, bar) => sum + (bar.v ?? 0), 0);
    expect(doubles(bars.slice(0, 60))).not.toBe(doubles(bars.slice(0, 60).reverse()));
  });

  it('of an hour that was one bar keep that bar to the last bit', async () => {
    const bar = {
      t: Date.parse('2026-05-20T13:30:00Z'),
      o: 0.1 + 0.2,
      h: 1.1 * 3,
      l: 0.3,
      c: 0.7 / 3,
      v: 1.2345678901234567e-8,
      vw: 1 / 3,
      n: 1,
    };
    const [hour] = await hoursOf('AAPL', '2026-05-20', '2026-05-20', [{ bars: [{ ...bar, l: 0.2 }], barMs: minuteMs }]);
    expect(hour).toMatchObject({
      open: bar.o,
      high: bar.h,
      low: 0.2,
      close: bar.c,
      volume: bar.v,
      vwap: bar.vw,
      trades: 1n,
      hourly_var: bar.h - 0.2,
    });
  });

  it("the weighted price lies between the bars' own, and is none where one has none", async () => {
    const bars = minutes('AAPL', '2026-05-20').map(({ vw, ...bar }, index) =>
      index === 65 ? bar : { ...bar, ...(vw !== undefined && { vw }) },
    );
    const hours = await hoursOf('AAPL', '2026-05-20', '2026-05-20', [{ bars, barMs: minuteMs }]);
    const vwaps = bars.slice(0, 60).map((bar: VendorBar) => bar.vw ?? NaN);
    expect(hours[0]?.vwap).toBeGreaterThan(Math.min(...vwaps));
    expect(hours[0]?.vwap).toBeLessThan(Math.max(...vwaps));
    expect(hours[1]?.vwap).toBeNull();
  });

  it('an index has no volume, and none is made up', async () => {
    const hours = await hoursOf('I:NDX', '2026-05-20', '2026-05-20', [
      { bars: minutes('I:NDX', '2026-05-20'), barMs: minuteMs },
    ]);
    expect(hours[0]).toMatchObject({ volume: null, vwap: null, trades: null });
  });
});

describe('longer bars', () => {
  const date = '2026-05-20';
  const barsOf = (barMs: number): VendorBar[] =>
    syntheticBars({ ticker: 'AAPL', from: date, to: date, barMs }, { calendars });

  it('clock hours stay on the clock grid, and that of 09:00 is regular', async () => {
    const bars = barsOf(hourMs);
    const hours = await hoursOf('AAPL', date, date, [{ bars, barMs: hourMs }]);
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
    expect(hours.map((hour) => hour.hourly_var)).toEqual(bars.map((bar) => bar.h - bar.l));
  });

  it('a day bar stays a day', async () => {
    const [bar] = barsOf(dayMs);
    const hours = await hoursOf('AAPL', date, date, [{ bars: barsOf(dayMs), barMs: dayMs }]);
    expect(hours).toMatchObject([
      {
        grid: 'day',
        session: 'regular',
        trading_date: date,
        start: bar?.t,
        high: bar?.h,
        low: bar?.l,
        is_complete: true,
        bar_count: 1n,
      },
    ]);
  });

  it('of several lengths on a date only the finest count; on another date the longer ones stay', async () => {
    const next = '2026-05-21';
    const clockHours = syntheticBars({ ticker: 'AAPL', from: date, to: next, barMs: hourMs }, { calendars });
    const hours = await hoursOf('AAPL', date, next, [
      { bars: syntheticBars({ ticker: 'AAPL', from: date, to: next, barMs: dayMs }, { calendars }), barMs: dayMs },
      { bars: clockHours, barMs: hourMs },
      { bars: minutes('AAPL', date), barMs: minuteMs },
    ]);
    expect(hours.filter((hour) => hour.trading_date === date)).toMatchObject(
      expectedHours(minutes('AAPL', date)).map((hour) => ({ ...hour, grid: 'session' })),
    );
    expect(hours.filter((hour) => hour.trading_date === next).map((hour) => hour.grid)).toEqual(Array(7).fill('clock'));
  });
});

it('of a bar that was fetched twice the later fetch counts', async () => {
  const [first, ...rest] = minutes('AAPL', '2026-05-20');
  if (first === undefined) throw new Error('no bars');
  const corrected = { ...first, h: first.h + 5 };
  for (const [pages, high] of [
    [[first, corrected], corrected.h],
    [[corrected, first], null],
  ] as const) {
    const hours = await hoursOf('AAPL', '2026-05-20', '2026-05-20', [
      { bars: [pages[0], ...rest], barMs: minuteMs },
      { bars: [pages[1]], barMs: minuteMs },
    ]);
    expect(hours[0]).toMatchObject({
      bar_count: 60n,
      high: high ?? Math.max(...[first, ...rest.slice(0, 59)].map((bar) => bar.h)),
    });
  }
});
