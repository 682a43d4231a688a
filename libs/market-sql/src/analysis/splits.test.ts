import fc from 'fast-check';
import type { SplitAt } from '@tickerlake/volatility';
import { expect, test } from 'vitest';
import { adjustedHours, expectedAdjustedHours } from './testing/adjusted-hours.ts';
import { openOnDuckDb } from './testing/open-analysis.ts';
import { analyse, type Series, stockDates } from './testing/session-cases.ts';
import { sessionBars } from './testing/session-market.ts';

const whole = { ticker: 'WHOLE', dates: stockDates.slice(0, 30), bars: sessionBars(30, 7), year: 252 } satisfies Series;
const relative = [
  'overnight_return',
  'close_return',
  'gk_yz',
  'yang_zhang',
  'close_to_close',
  'gk_yang_zhang',
  'parkinson',
  'garman_klass',
  'rogers_satchell',
  'natr',
];

/** The same market, traded through splits: before one, an old share cost to / from of a new one. */
function traded(ticker: string, splits: readonly SplitAt[]): Series {
  const bars = whole.bars.map((bar, index) => {
    const by = splits.reduce((factor, { at, from, to }) => (at > index ? (factor * to) / from : factor), 1);
    return { open: bar.open * by, high: bar.high * by, low: bar.low * by, close: bar.close * by };
  });
  return { ...whole, ticker, bars, splits };
}

const largestDifference = (
  at: Awaited<ReturnType<typeof analyse>>,
  ticker: string,
  columns: readonly string[],
): number =>
  Math.max(
    ...whole.dates.flatMap((date) =>
      columns.map((column) => {
        const [there, here] = [at(ticker, date)[column], at('WHOLE', date)[column]];
        expect(there === null, `${column} of ${date}`).toBe(here === null);
        return Math.abs(Number(there) - Number(here));
      }),
    ),
  );

const shares = fc.integer({ min: 1, max: 50 });
const someSplits = fc.uniqueArray(fc.record({ at: fc.integer({ min: 1, max: 29 }), from: shares, to: shares }), {
  minLength: 1,
  maxLength: 4,
  selector: ({ at }) => at,
});

test(
  'a history that is split has the volatilities of the whole one, and its average true range in dollars of today',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(someSplits, async (splits) => {
        const at = await analyse(await openOnDuckDb(), [whole, traded('CUT', splits)], (dates) => dates);
        expect(largestDifference(at, 'CUT', relative)).toBeLessThan(1e-12);
        expect(largestDifference(at, 'CUT', ['atr'])).toBeLessThan(1e-11);
      }),
      { numRuns: 12 },
    );
  },
);

test('a split that is unknown, or the wrong way round, is a jump', async () => {
  const cut = traded('CUT', [{ at: 20, from: 1, to: 4 }]);
  const wrong = { ...cut, ticker: 'WRONG', splits: [{ at: 20, from: 4, to: 1 }] };
  const at = await analyse(
    await openOnDuckDb(),
    [whole, { ...cut, ticker: 'UNKNOWN', splits: [] }, wrong],
    (dates) => dates,
  );
  for (const ticker of ['UNKNOWN', 'WRONG'])
    for (const column of ['overnight_return', 'close_return', 'yang_zhang', 'close_to_close', 'natr'])
      expect(largestDifference(at, ticker, [column]), column).toBeGreaterThan(0.2);
});

test('four new shares for one: a close of 100 is one of 25 the morning after, exactly, and the night before has no split', async () => {
  const bar = (open: number, close: number) => ({
    open,
    close,
    high: Math.max(open, close),
    low: Math.min(open, close),
  });
  const series: Series = {
    ticker: 'HAND',
    dates: stockDates.slice(0, 4),
    bars: [bar(98, 99), bar(99, 100), bar(25.5, 26), bar(26, 25)],
    splits: [{ at: 2, from: 1, to: 4 }],
    year: 252,
  };
  const at = await analyse(await openOnDuckDb(), [series], (dates) => dates);
  expect(
    series.dates
      .map((date) => at('HAND', date))
      .map(({ previous_close, price_factor, true_range }) => [previous_close, price_factor, true_range]),
  ).toEqual([
    [null, 0.25, null],
    [99, 0.25, 1],
    [25, 1, 1],
    [26, 1, 1],
  ]);
  expect(at('HAND', series.dates[2] ?? '')['overnight_return']).toBeCloseTo(Math.log(25.5 / 25), 14);
});

test('a close is the same to the last digit on all days but that of a split', async () => {
  const cut = traded('CUT', [
    { at: 10, from: 3, to: 7 },
    { at: 20, from: 11, to: 2 },
  ]);
  const at = await analyse(await openOnDuckDb(), [cut], (dates) => dates);
  cut.dates.forEach((date, index) => {
    if (index > 0 && ![10, 20].includes(index))
      expect(at('CUT', date)['previous_close'], date).toBe(cut.bars[index - 1]?.close);
  });
});

test('hours are in shares of today, measures without a unit as they were, and rows that the vendor adjusted untouched', async () => {
  expect(await adjustedHours(await openOnDuckDb())).toEqual(expectedAdjustedHours);
});
