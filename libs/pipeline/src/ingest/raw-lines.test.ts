import { landedBars, rawBarsTable, rowSchema } from '@tickerlake/record-schema';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BarPage, VendorBar } from '../ports/bar-source.ts';
import { maxRecordBytes } from './landing-firehose/pack-records.ts';
import { maxBarsPerLine, rawLines } from './raw-lines.ts';

const page: BarPage = {
  ticker: 'AAPL',
  bars: [],
  barMs: 60_000,
  adjusted: false,
  requestId: 'r-1',
  fetchedAtMs: 1_780_000_000_000,
};
const read = (bars: readonly VendorBar[], of: BarPage = page) =>
  rawLines(of, bars, 'run-1')
    .split('\n')
    .slice(0, -1)
    .map((line) => landedBars(JSON.parse(line)));
const readOne = (bar: VendorBar, of?: BarPage) => read([bar], of).flat()[0];

// JSON has no NaN and no infinity, and writes -0 as 0.
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const vendorBar = fc
  .record({
    t: fc.maxSafeInteger(),
    o: finite,
    h: finite,
    l: finite,
    c: finite,
    v: optional(finite),
    vw: optional(finite),
    n: optional(fc.maxSafeNat()),
  })
  .map(({ v, vw, n, ...bar }): VendorBar => ({
    ...bar,
    ...(v !== undefined && { v }),
    ...(vw !== undefined && { vw }),
    ...(n !== undefined && { n }),
  }));

describe('the lines of bars', () => {
  it('are rows of raw_bars with the same values to the last bit, for any bars that JSON can carry', () => {
    fc.assert(
      fc.property(fc.array(vendorBar), (bars) => {
        const expected = bars.map((bar) => ({
          ticker: 'AAPL',
          bar_start_ms: bar.t,
          bar_ms: 60_000,
          open: bar.o,
          high: bar.h,
          low: bar.l,
          close: bar.c,
          volume: bar.v ?? null,
          vwap: bar.vw ?? null,
          trades: bar.n ?? null,
          adjusted: false,
          run_id: 'run-1',
          request_id: 'r-1',
          fetched_at_ms: 1_780_000_000_000,
          vendor_ticker: null,
        }));
        expect(read(bars).flat()).toEqual(expected);
      }),
    );
  });

  it('names the former ticker that the vendor was asked for', () => {
    const bar = { t: 0, o: 1, h: 1, l: 1, c: 1 };
    expect(readOne(bar, { ...page, ticker: 'META', vendorTicker: 'FB' })).toMatchObject({
      ticker: 'META',
      vendor_ticker: 'FB',
    });
  });

  it('hold 1,000 bars at most, the last one the rest', () => {
    const bars = Array.from({ length: 2_001 }, (_, t) => ({ t, o: 1, h: 1, l: 1, c: 1 }));
    expect(read(bars).map((line) => line.length)).toEqual([1_000, 1_000, 1]);
    expect(read(bars).flat()).toMatchObject(bars.map(({ t }) => ({ bar_start_ms: t })));
  });

  it('fit a record of Firehose, whatever their numbers are', () => {
    const longest = -1.2345678901234567e-300;
    const bar = { o: longest, h: longest, l: longest, c: longest, v: longest, vw: longest, n: 1e12 };
    const bars = Array.from({ length: maxBarsPerLine }, (_, t) => ({ t: 4e12 + t, ...bar }));
    expect(rawLines(page, bars, 'run-1').length).toBeLessThan(180 * 1024);
    expect(180 * 1024).toBeLessThan(maxRecordBytes);
  });

  it('accepts any text as ticker, run and request', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.option(fc.string()),
        fc.boolean(),
        (ticker, runId, requestId, adjusted) => {
          const line = rawLines({ ...page, ticker, requestId, adjusted }, [{ t: 0, o: 1, h: 1, l: 1, c: 1 }], runId);
          expect(rowSchema(rawBarsTable).parse(JSON.parse(line))).toMatchObject({
            ticker,
            run_id: runId,
            request_id: requestId,
            adjusted,
          });
          expect(line.indexOf('\n')).toBe(line.length - 1);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    {
      name: 'the vendor wrote in scientific notation',
      text: '{"t":1736917200000,"o":234.64,"h":238.96,"l":234.43,"c":237.87,"v":3.9831969e+07,"vw":237.2,"n":4.3e5}',
      v: 39_831_969,
    },
    { name: 'is below a millionth', text: '{"t":1,"o":1e-7,"h":1.5e-7,"l":9.9e-8,"c":1.2e-7,"v":1e21}', v: 1e21 },
    { name: 'has no volume, as an index', text: '{"t":1,"o":1,"h":1,"l":1,"c":1}', v: null },
    {
      name: 'has a fraction of a coin',
      text: '{"t":1,"o":1,"h":1,"l":1,"c":1,"v":0.000000012345678901}',
      v: 1.2345678901e-8,
    },
  ])('a bar that $name', ({ text, v }) => {
    const bar = JSON.parse(text) as VendorBar;
    expect(readOne(bar)).toMatchObject({ open: bar.o, high: bar.h, low: bar.l, close: bar.c, volume: v });
  });
});
