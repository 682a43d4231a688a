import { athenaDollars, athenaQueryBuilder } from '@tickerlake/athena-sql';
import { expect, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import { hourlyColumns } from '../testing/hourly-rows.ts';
import { type CheckOptions, checkRules } from './check-rules.ts';
import { explainRules } from './explain-rules.ts';

const sizes = { ticker: 70, bar_start: 80, hourly_var: 800, trading_date: 10, bar_count: 40, is_complete: 1 };
const optionsOf = (rules: string): CheckOptions<unknown> => ({
  db: athenaQueryBuilder<unknown>(),
  dataset: 'staging.hourly',
  columns: hourlyColumns,
  ruleset: parseDqdl(`Rules = [ ${rules} ]`),
  now: new Date('2026-05-29T21:00:59.999Z'),
  references: { days: { dataset: 'days', columns: [{ name: 'day', type: 'date' }] } },
  costs: {
    sizeOf: (dataset) => (dataset === 'staging.hourly' ? sizes : dataset === 'days' ? { day: 5 } : null),
    dollarsOf: athenaDollars,
  },
});
const explain = (rules: string) => explainRules(optionsOf(rules));

it.each([
  {
    name: 'one scan for all rules',
    rules:
      'RowCount > 0, IsComplete "hourly_var" with nan = "missing", DistinctValuesCount "ticker" >= 7, StandardDeviation "hourly_var" < 5',
    statements: [
      'SELECT COUNT(*) AS "m0", COUNT(CASE WHEN ("hourly_var" IS NOT NULL) AND (NOT is_nan("hourly_var")) THEN 1 END) AS "m1", COUNT(DISTINCT "ticker") AS "m2", COUNT("ticker") AS "m3", COUNT("hourly_var") AS "m4", COUNT(CASE WHEN is_finite("hourly_var") THEN 1 END) AS "m5", MAX(ABS(CASE WHEN is_finite("hourly_var") THEN "hourly_var" END)) AS "m6" FROM "staging"."hourly"',
    ],
  },
  {
    name: 'typed literals, and now() cut to the minute',
    rules:
      'ColumnValues "bar_start" > (now() - 2 hours), ColumnValues "trading_date" != "2026-05-28", ColumnValues "hourly_var" between 0.5 and 10 where "ticker = \'AAPL\'"',
    statements: [
      `SELECT COUNT(*) AS "m0", COUNT(CASE WHEN "bar_start" > TIMESTAMP '2026-05-29 19:00:00.000' THEN 1 END) AS "m1", COUNT(CASE WHEN ("trading_date" NOT IN (DATE '2026-05-28')) OR ("trading_date" IS NULL) THEN 1 END) AS "m2", COUNT(CASE WHEN ticker = 'AAPL' THEN 1 END) AS "m3", COUNT(CASE WHEN (ticker = 'AAPL' ) AND ("hourly_var" > 5E-1 AND "hourly_var" < 10) THEN 1 END) AS "m4" FROM "staging"."hourly"`,
    ],
  },
  {
    name: "the engine's own name for patterns",
    rules: 'ColumnValues "ticker" matches "[A-Z]+"',
    statements: [
      String.raw`SELECT COUNT(*) AS "m0", COUNT(CASE WHEN regexp_like("ticker", '\A(?:[A-Z]+)\z') THEN 1 END) AS "m1" FROM "staging"."hourly"`,
    ],
  },
  {
    name: 'one pass for keys',
    rules: 'Uniqueness "ticker" = 1.0, IsPrimaryKey "ticker" "bar_start"',
    statements: [
      'SELECT COUNT(*) AS "m0", COUNT(CASE WHEN ("ticker" IS NOT NULL) AND ("bar_start" IS NOT NULL) THEN 1 END) AS "m1", COUNT("ticker") AS "m2", COUNT("bar_start") AS "m3" FROM "staging"."hourly"',
      'SELECT "g", COUNT(*) AS "key_count", COUNT(CASE WHEN "c" = 1 THEN 1 END) AS "single_count", CAST(SUM("c") AS BIGINT) AS "row_count", SUM(CAST(CAST("c" AS DOUBLE) * LN(CAST("c" AS DOUBLE)) AS DECIMAL(38, 18))) AS "log_sum" FROM (SELECT GROUPING("bar_start", "ticker") AS "g", COUNT(*) AS "c" FROM "staging"."hourly" GROUP BY GROUPING SETS (("ticker"), ("bar_start", "ticker")) HAVING "bar_start" IS NOT NULL OR "ticker" IS NOT NULL) AS "keys" GROUP BY "g"',
    ],
  },
  {
    name: "a rule's own query",
    rules: 'CustomSql "select count(*) from primary" > 0',
    statements: ['SELECT * FROM ( select count(*) from "staging"."hourly" ) AS "custom" LIMIT 2'],
  },
])('explainRules writes for Athena $name', ({ rules, statements }) => {
  const planned = explain(rules).filter(({ when }) => when === 'always');
  expect(planned.map(({ text }) => text.replace(/\s+/g, ' '))).toEqual(statements);
});

it.each([
  {
    name: 'columns of one scan',
    rules: 'Mean "hourly_var" > 0, IsComplete "ticker"',
    bytes: [870, 800],
    first: 'Mean "hourly_var" > 0',
  },
  { name: 'a count, which reads no column', rules: 'RowCount > 0', bytes: [0], first: 'RowCount > 0' },
  {
    name: 'a filter',
    rules: 'RowCount > 0 where "bar_count > 3"',
    bytes: [40],
    first: 'RowCount > 0 where "bar_count > 3"',
  },
  {
    name: 'keys',
    rules: 'IsPrimaryKey "ticker" "bar_start"',
    bytes: [150, 150],
    first: 'IsPrimaryKey "ticker" "bar_start"',
  },
  {
    name: 'a query with a star',
    rules: 'CustomSql "select p.* from primary p" > 0',
    bytes: [1001],
    first: 'CustomSql "select p.* from primary p" > 0',
  },
  {
    name: 'a query of two tables',
    rules: 'CustomSql "select count(ticker) from primary join days on day = trading_date" > 0',
    bytes: [85],
    first: 'CustomSql "select count(ticker) from primary join days on day = trading_date" > 0',
  },
  {
    name: 'an unknown table',
    rules: 'CustomSql "select count(*) from elsewhere" > 0',
    bytes: [null],
    first: 'CustomSql "select count(*) from elsewhere" > 0',
  },
])('says how much is read by $name', ({ rules, bytes, first }) => {
  const planned = explain(rules);

  expect(planned.map((statement) => statement.bytes)).toEqual(bytes);
  expect(planned[0]).toMatchObject({ dollars: bytes[0] === null ? null : (10 / 1_024 ** 2) * 5 });
  expect(planned[0]?.rules[0]).toBe(first);
});

it.each([
  {
    name: 'too much',
    rules: 'IsComplete "ticker", ColumnValues "hourly_var" > 0',
    maxScanBytes: 869,
    says: 'it would read 870 bytes, and the limit is 869 bytes. The largest statement, for ColumnValues "hourly_var" > 0, reads 870 bytes.',
  },
  {
    name: 'an unknown amount',
    rules: 'RowCount > 0, CustomSql "select count(*) from elsewhere" > 0',
    maxScanBytes: 1e9,
    says: 'it is unknown how much CustomSql "select count(*) from elsewhere" > 0 reads',
  },
])('a check that reads $name is refused before it runs', async ({ rules, maxScanBytes, says }) => {
  await expect(checkRules({ ...optionsOf(rules), maxScanBytes })).rejects.toThrow(says);
});
