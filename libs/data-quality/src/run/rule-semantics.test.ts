import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleStatus } from '../result/quality-result.ts';
import { openHourlyCheck, type Over, sevenHours } from '../testing/hourly-check.ts';
import { hourOf } from '../testing/hourly-rows.ts';

let hourly: Awaited<ReturnType<typeof openHourlyCheck>>;
beforeAll(async () => {
  hourly = await openHourlyCheck();
});
afterAll(() => hourly.close());

describe('NaN and infinity', () => {
  const rows = [
    ...sevenHours,
    hourOf('AAPL', { hourly_var: Number.NaN }),
    hourOf('AAPL', { hourly_var: Number.POSITIVE_INFINITY }),
  ];

  it('do not break the scan: aggregates are of the finite values and say so', async () => {
    const { rules } = await hourly.check(
      'StandardDeviation "hourly_var" = 0, Mean "hourly_var" = 1.5, Sum "hourly_var" = 10.5, Variance "hourly_var" = 0',
      rows,
    );

    expect(rules.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(rules[1]).toMatchObject({
      observed: 1.5,
      observedText: '1.5 of 7 values, 2 NaN or infinite left out',
      rows: { excluded: 2 },
    });
  });

  it.each<{ name: string; rule: string; over?: Over; status: RuleStatus }>([
    { name: 'NaN is a value', rule: 'IsComplete "hourly_var"', status: 'pass' },
    { name: 'unless the rule says otherwise', rule: 'IsComplete "hourly_var" with nan = "missing"', status: 'fail' },
    { name: 'or the run does', rule: 'IsComplete "hourly_var"', over: { nan: 'missing' }, status: 'fail' },
    {
      name: 'and the rule goes before the run',
      rule: 'IsComplete "hourly_var" with nan = "present"',
      over: { nan: 'missing' },
      status: 'pass',
    },
    {
      name: 'NaN is not above a number, though DuckDB sorts it last',
      rule: 'ColumnValues "hourly_var" >= 0',
      status: 'fail',
    },
    { name: 'NaN is not outside of a range', rule: 'ColumnValues "hourly_var" not between 5 and 6', status: 'fail' },
    { name: 'NaN differs from a number', rule: 'ColumnValues "hourly_var" != 5', status: 'pass' },
  ])('$name: $rule', async ({ rule, over, status }) => {
    expect(await hourly.statusesOf(rule, rows, over)).toEqual([status]);
  });
});

describe('what a rule means', () => {
  const mixed = [
    hourOf('AAPL', { hourly_var: 1, bar_count: 1n }),
    hourOf('', {
      hourly_var: 2,
      bar_count: 2n,
      bar_start: new Date('2026-05-29T18:00:00Z'),
      trading_date: '2026-05-28',
    }),
    hourOf(' \t', { hourly_var: 3, bar_count: 9_007_199_254_740_993n, is_complete: false }),
    hourOf(null, { hourly_var: null, bar_count: 4n, bar_start: null, trading_date: null }),
  ];

  it.each<{ rule: string; status: RuleStatus; observed?: number }>([
    { rule: 'RowCount between 4 and 5', status: 'fail', observed: 4 },
    { rule: 'RowCount between 3 and 5', status: 'pass', observed: 4 },
    { rule: 'RowCount not between 4 and 5', status: 'pass' },
    { rule: 'RowCount in [3, 4]', status: 'pass' },
    { rule: 'RowCount = 2 + 4 / 2', status: 'pass' },
    { rule: 'RowCount = avg(2, 6)', status: 'pass' },
    { rule: 'RowCount = median(1, 4, 9) * abs(-1) + max(1, 2) - min(2, 3) + sum(0) + std(5, 5)', status: 'pass' },
    { rule: 'RowCount > last() * 0.8', status: 'not_evaluated' },
    { rule: 'RowCount > 1 / 0', status: 'error' },
    { rule: 'RowCount = NULL', status: 'error' },
    { rule: 'RowCount > foo(1)', status: 'error' },
    { rule: 'RowCount > avg()', status: 'error' },
    { rule: 'RowCount > NULL + 1', status: 'error' },
    { rule: 'ColumnValues "hourly_var" > NULL', status: 'error' },
    { rule: 'ColumnValues "trading_date" between NULL and now()', status: 'error' },
    { rule: 'ColumnValues "trading_date" > "2024-13-45"', status: 'error' },
    { rule: 'IsComplete "ticker" with threshold = "1"', status: 'error' },
    { rule: 'RowCount = 1 where "ticker = \'AAPL\'"', status: 'pass', observed: 1 },
    { rule: 'RowCount = 0 where "1 = 0"', status: 'pass', observed: 0 },
    { rule: 'IsComplete "ticker" where "1 = 0"', status: 'not_evaluated' },
    { rule: 'IsUnique "ticker" where "1 = 0"', status: 'not_evaluated' },
    { rule: 'Completeness "ticker" > 0 where "1 = 0"', status: 'fail' },
    { rule: 'Mean "hourly_var" > 0 where "1 = 0"', status: 'fail' },
    { rule: 'Completeness "ticker" = 0.75', status: 'pass', observed: 0.75 },
    { rule: 'ColumnValues "ticker" in ["AAPL", NULL, EMPTY, WHITESPACES_ONLY]', status: 'pass' },
    { rule: 'ColumnValues "ticker" in ["AAPL", EMPTY, WHITESPACES_ONLY]', status: 'fail', observed: 0.75 },
    { rule: 'ColumnValues "ticker" != "MSFT"', status: 'pass' },
    { rule: 'ColumnValues "ticker" not in ["MSFT", NULL]', status: 'fail', observed: 0.75 },
    { rule: 'ColumnValues "ticker" != NULL', status: 'fail', observed: 0.75 },
    { rule: 'ColumnValues "ticker" = NULL', status: 'fail', observed: 0.25 },
    { rule: 'ColumnValues "ticker" != EMPTY with threshold = 0.75', status: 'pass' },
    { rule: 'ColumnValues "ticker" = "aapl" with ignoreCase = "true" with threshold = 0.25', status: 'pass' },
    { rule: 'ColumnValues "ticker" matches "A|AAPL" with threshold = 0.25', status: 'pass' },
    { rule: 'ColumnValues "ticker" matches "AAP" with threshold = 0', status: 'pass' },
    { rule: 'ColumnValues "ticker" not matches "A.*" with threshold = 0.5', status: 'pass' },
    { rule: 'ColumnValues "is_complete" = "true" with threshold = 0.75', status: 'pass' },
    { rule: 'ColumnValues "is_complete" = "yes"', status: 'error' },
    { rule: 'ColumnValues "bar_count" = 9007199254740993 with threshold = 0.25', status: 'pass' },
    { rule: 'ColumnValues "bar_count" = 9007199254740992 with threshold = 0', status: 'pass' },
    { rule: 'ColumnValues "hourly_var" between 1 and 3 with threshold = 0.25', status: 'pass' },
    { rule: 'ColumnValues "hourly_var" not between 1 and 3 with threshold = 0.5', status: 'pass' },
    { rule: 'ColumnValues "trading_date" > "2026-05-28" with threshold = 0.5', status: 'pass' },
    {
      rule: 'ColumnValues "trading_date" not between "2026-05-01" and "2026-05-29" with threshold = 0.5',
      status: 'pass',
    },
    { rule: 'ColumnValues "trading_date" != "2026-05-29" with threshold = 0.5', status: 'pass' },
    { rule: 'ColumnValues "trading_date" > (now() - 1 days) with threshold = 0.5', status: 'pass' },
    { rule: 'ColumnValues "trading_date" > (now() - 22 hours) with threshold = 0.5', status: 'pass' },
    { rule: 'ColumnValues "bar_start" > (now() - 2 hours) with threshold = 0.5', status: 'pass' },
    { rule: 'ColumnValues "bar_start" < now() with threshold = 0.75', status: 'pass' },
    { rule: 'ColumnValues "bar_start" in ["2026-05-29", NULL]', status: 'pass' },
    { rule: 'ColumnValues "bar_start" > "09:30"', status: 'error' },
    { rule: 'ColumnValues "bar_start" = "2026-05-29" where "bar_start is not null"', status: 'pass' },
    { rule: 'ColumnValues "bar_start" <= "2026-05-29" where "bar_start is not null"', status: 'pass' },
    { rule: 'ColumnValues "bar_start" < "2026-05-29"', status: 'fail', observed: 0 },
    { rule: 'ColumnValues "trading_date" in [now(), "2026-05-28", NULL]', status: 'pass' },
    { rule: 'ColumnValues "trading_date" >= (now() - 1 days) where "trading_date is not null"', status: 'pass' },
    { rule: 'ColumnValues "bar_start" > (now() - 9999999 days)', status: 'error' },
    { rule: 'IsComplete "TICKER" where "ticker is not null"', status: 'pass' },
    { rule: 'ColumnExists "TICKER"', status: 'fail' },
    { rule: 'IsUnique "ticker" where "ticker is null"', status: 'fail' },
    { rule: 'IsUnique "ticker" "bar_start" where "ticker is null"', status: 'fail' },
    { rule: 'Sum "hourly_var" = 6.0000001', status: 'fail' },
    { rule: 'Sum "hourly_var" = 6.0000001 with tolerance = 0.000001', status: 'pass' },
    { rule: 'ColumnValues "bar_count" in ["1", "2"]', status: 'error' },
    { rule: 'ColumnValues "ticker" > 5', status: 'error' },
    { rule: 'DataFreshness "ticker" < 1 days', status: 'error' },
    { rule: 'ColumnValues "ticker" = "2026-05-29" with threshold = 0', status: 'pass' },
    { rule: 'ColumnValues "ticker" > "2026-05-29"', status: 'error' },
    { rule: 'ColumnLength "ticker" between -1 and 5', status: 'pass' },
    { rule: 'ColumnLength "ticker" = 0', status: 'fail', observed: 0.5 },
    { rule: 'ColumnLength "hourly_var" > 0', status: 'error' },
    { rule: 'DataFreshness "bar_start" <= 90 minutes', status: 'fail', observed: 0.5 },
    { rule: 'DataFreshness "bar_start" between 1 hours and 4 hours', status: 'fail', observed: 0.75 },
    { rule: 'DataFreshness "bar_start" not between 1 hours and 2 hours', status: 'fail', observed: 0.25 },
    { rule: 'DataFreshness "bar_start" in [90 minutes, 3 hours]', status: 'fail', observed: 0.75 },
    { rule: 'DataFreshness "trading_date" < 1 days', status: 'fail', observed: 0.5 },
    { rule: 'DistinctValuesCount "ticker" = 3', status: 'pass', observed: 3 },
    { rule: 'DistinctValuesCount "ticker" = 4 with countNull = "true"', status: 'pass', observed: 4 },
    { rule: 'Mean "hourly_var" = 2', status: 'pass', observed: 2 },
    { rule: 'Mean "hourly_var" = 2.05 with tolerance = 0.1', status: 'pass', observed: 2 },
    { rule: 'Sum "bar_count" > 9007199254740000', status: 'pass' },
    { rule: 'StandardDeviation "hourly_var" between 0.81 and 0.82', status: 'pass' },
    { rule: 'Mean "ticker" > 0', status: 'error' },
    { rule: 'IsUnique "ticker"', status: 'pass', observed: 1 },
    { rule: 'IsPrimaryKey "ticker"', status: 'fail', observed: 1 },
    { rule: 'IsPrimaryKey "bar_count"', status: 'pass', observed: 1 },
    { rule: 'IsPrimaryKey "ticker" "bar_count"', status: 'fail', observed: 1 },
    { rule: 'IsUnique "trading_date" "is_complete"', status: 'pass', observed: 1 },
    { rule: 'Uniqueness "is_complete" = 0.25', status: 'pass', observed: 0.25 },
    { rule: 'UniqueValueRatio "is_complete" = 0.5', status: 'pass', observed: 0.5 },
    { rule: 'Uniqueness "bar_start" > 0.33', status: 'pass' },
    { rule: 'Entropy "is_complete" between 0.562 and 0.563', status: 'pass' },
    { rule: 'Entropy "bar_count" between 1.386 and 1.387', status: 'pass' },
    { rule: 'Entropy "ticker" > 0 where "1 = 0"', status: 'fail' },
    { rule: 'ColumnCorrelation "hourly_var" "hourly_var" > 0.999', status: 'pass' },
    { rule: 'ColumnCorrelation "hourly_var" "bar_count" > 0.5 where "hourly_var < 3"', status: 'pass' },
    { rule: 'ColumnCorrelation "hourly_var" "bar_count" > 0 where "hourly_var = 1"', status: 'fail' },
    { rule: 'ColumnCorrelation "hourly_var" "ticker" > 0', status: 'error' },
    { rule: 'ColumnNamesMatchPattern "[a-z_]+"', status: 'pass', observed: 1 },
    { rule: 'ColumnNamesMatchPattern "[a-z]+"', status: 'fail' },
    { rule: 'ColumnNamesMatchPattern "["', status: 'error' },
    { rule: 'CustomSql "select count(*) from primary where primary.ticker is null" = 1', status: 'pass', observed: 1 },
    { rule: 'CustomSql "select max(hourly_var) from primary where 1 = 0" > 0', status: 'fail' },
    { rule: 'CustomSql "select max(bar_count) from primary" > 0', status: 'pass', observed: 2 ** 53 },
    { rule: 'CustomSql "select ticker, bar_count from primary" > 0', status: 'error' },
    { rule: 'CustomSql "select ticker from primary where hourly_var > 1"', status: 'fail', observed: 0.5 },
    { rule: 'CustomSql "select ticker from primary -- all;" with threshold >= 1', status: 'pass', observed: 1 },
    { rule: 'CustomSql "select 1 as other"', status: 'error' },
  ])('$rule is $status', async ({ rule, status, observed }) => {
    const { rules } = await hourly.check(rule, mixed);

    expect({ status: rules[0]?.status, message: rules[0]?.message }).toMatchObject({ status });
    if (observed !== undefined) expect(rules[0]?.observed).toBe(observed);
  });
});

describe('composites are evaluated over the table, then joined', () => {
  const pass = 'RowCount > 0';
  const fail = 'RowCount > 100';
  const error = 'RowCount > foo(1)';
  const skipped = 'RowCount > last()';

  it.each<{ rule: string; status: RuleStatus }>([
    { rule: `(${pass}) AND (${pass})`, status: 'pass' },
    { rule: `(${pass}) AND (${fail})`, status: 'fail' },
    { rule: `(${fail}) AND (${error})`, status: 'fail' },
    { rule: `(${pass}) AND (${error})`, status: 'error' },
    { rule: `(${pass}) AND (${skipped})`, status: 'not_evaluated' },
    { rule: `(${fail}) OR (${pass})`, status: 'pass' },
    { rule: `(${error}) OR (${pass})`, status: 'pass' },
    { rule: `(${error}) OR (${fail})`, status: 'error' },
    { rule: `(${skipped}) OR (${fail})`, status: 'not_evaluated' },
    { rule: `(${fail}) OR (${fail})`, status: 'fail' },
    { rule: `(${pass}) OR ((${fail}) AND (${error}))`, status: 'pass' },
  ])('$rule is $status', async ({ rule, status }) => {
    expect(await hourly.statusesOf(rule)).toEqual([status]);
  });
});

describe('composites by row', () => {
  const rows = [hourOf('AAPL', { hourly_var: null }), hourOf(null), hourOf('MSFT')];

  it.each<{ rule: string; table: RuleStatus; row: RuleStatus }>([
    { rule: '(IsComplete "ticker") OR (IsComplete "hourly_var")', table: 'fail', row: 'pass' },
    { rule: '(IsComplete "ticker") AND (IsComplete "hourly_var")', table: 'fail', row: 'fail' },
    {
      rule: '(ColumnValues "ticker" = "MSFT") OR ((IsComplete "ticker") OR (IsComplete "hourly_var"))',
      table: 'fail',
      row: 'pass',
    },
    {
      rule: '(IsComplete "hourly_var" where "ticker IS NULL") AND (IsComplete "ticker" where "hourly_var IS NULL")',
      table: 'pass',
      row: 'pass',
    },
    {
      rule: '(IsComplete "ticker") OR (ColumnValues "hourly_var" > 1 with threshold > 0.9)',
      table: 'fail',
      row: 'fail',
    },
    { rule: '(IsComplete "ticker") OR (RowCount = 3)', table: 'pass', row: 'pass' },
  ])('$rule is $row by row and $table by table', async ({ rule, table, row }) => {
    expect(await hourly.statusesOf(rule, rows)).toEqual([table]);
    expect(await hourly.statusesOf(rule, rows, { composites: 'row' })).toEqual([row]);
  });

  it('shows the rows that failed', async () => {
    const { rules } = await hourly.check('(IsComplete "ticker") AND (IsComplete "hourly_var")', rows, {
      composites: 'row',
    });

    expect(rules[0]?.sample).toHaveLength(2);
    expect(rules[0]).toMatchObject({ observed: 1 / 3, rows: { total: 3, passed: 1, failed: 2 } });
  });
});
