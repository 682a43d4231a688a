import assert from 'node:assert/strict';
import { parseDqdl } from '@tickerlake/data-quality';
import { buildRun, contractTickers } from '../contract-store.ts';
import { syntheticBars } from '../synthetic-source.ts';
import { first, type WarehouseCase } from './contract-case.ts';

/** Rules with numbers, in the order of the expected values below. */
const measured = `Rules = [
  RowCount > 0, Sum "volume" > 0, Sum "open" > 0, Mean "close" > 0, StandardDeviation "volume" > 0, Variance "close" > 0,
  ColumnCorrelation "open" "close" > -1, Entropy "ticker" > 0, Completeness "vwap" > 0, DistinctValuesCount "ticker" > 0,
  Uniqueness "bar_start" >= 0, UniqueValueRatio "bar_start" >= 0,
  CustomSql "select cast(count(distinct bar_start) as double) / count(*) from bars" > 0
]`;

/** Rules of other forms, all of which hold: on one column, on a second table. */
const compared = `Rules = [
  ZerosCount "close" = 0, Range "close" > 0, InterquartileRange "close" > 0, Skewness "close" > -9, Kurtosis "close" > -9,
  DuplicateRowCount "ticker" "bar_start" = 0, ColumnDataType "ticker" = "LONG" with threshold = 0,
  ColumnDataType "ticker" != "DATE", ColumnDataType "ticker" != "DOUBLE", ColumnDataType "ticker" != "DECIMAL(10,2)",
  RowCountMatch "bars" = 1.0, AggregateMatch "sum(volume)" "sum(bars.volume)" = 1.0, AggregateMatch "avg(close)" "avg(open)" > 0.5,
  ReferentialIntegrity "ticker" "hourly_volatility.ticker" = 1.0,
  ReferentialIntegrity "ticker,trading_date" "hourly_volatility.{ticker,trading_date}" = 1.0,
  DatasetMatch "bars" "ticker,bar_start" "close->close" = 1.0, SchemaMatch "bars" = 1.0
]`;

/** Relative: engines add doubles in another order. */
const tolerance = 1e-9;

/** The SQL of the rules runs on the warehouse's own engine; the expected values are computed here, from the same bars. */
export const ruleCases: readonly WarehouseCase[] = [
  {
    name: 'rules measure sums, deviations, correlation, entropy and uniqueness as arithmetic does',
    async holds(store, warehouse) {
      const { from, to } = first;
      const bars = contractTickers.flatMap((ticker) =>
        syntheticBars({ ticker, from, to, barMs: 1_800_000 }, store).map(({ o, c, v = 0 }) => ({ o, c, v })),
      );
      const rules = [{ dataset: 'bars', ruleset: parseDqdl(measured) }];
      const { checked } = await buildRun(store, warehouse, { ...first, rules });
      const found = checked.results.flatMap((result) => result.rules);
      assert.deepEqual(
        found.filter(({ status }) => status !== 'pass').map(({ dqdl, message }) => `${dqdl}: ${message}`),
        [],
      );
      const [open, close, volume] = [bars.map(({ o }) => o), bars.map(({ c }) => c), bars.map(({ v }) => v)];
      const expected = [
        bars.length,
        sum(volume),
        sum(open),
        mean(close),
        Math.sqrt(covariance(volume, volume)),
        covariance(close, close),
        covariance(open, close) / Math.sqrt(covariance(open, open) * covariance(close, close)),
        Math.log(contractTickers.length),
        1,
        contractTickers.length,
        0,
        0,
        1 / contractTickers.length,
      ];
      assert.equal(found.length, expected.length);
      for (const [index, { dqdl, observed }] of found.entries()) {
        const value = expected[index] ?? Number.NaN;
        const isClose = observed !== null && Math.abs(observed - value) <= tolerance * Math.max(1, Math.abs(value));
        assert.ok(isClose, `${dqdl}: ${observed} instead of ${value}`);
      }
    },
  },
  {
    name: 'rules on shapes, types and second tables run on its engine',
    async holds(store, warehouse) {
      const rules = [{ dataset: 'bars', ruleset: parseDqdl(compared) }];
      const { checked } = await buildRun(store, warehouse, { ...first, rules });
      assert.deepEqual(
        checked.results
          .flatMap((result) => result.rules)
          .filter(({ status }) => status !== 'pass')
          .map(({ dqdl, observedText, message }) => `${dqdl}: ${observedText}: ${message}`),
        [],
      );
    },
  },
];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Of the whole population. */
function covariance(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)];
  return mean(xs.map((value, index) => (value - x) * ((ys[index] ?? 0) - y)));
}
