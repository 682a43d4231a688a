import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import { assertGate } from '../result/assert-gate.ts';
import { QualityGateError } from '../result/quality-gate-error.ts';
import type { RuleStatus } from '../result/quality-result.ts';
import { openHourlyCheck, type Rows, sevenHours } from '../testing/hourly-check.ts';
import { hourlyColumns, hourOf, magnificent } from '../testing/hourly-rows.ts';
import { checkRules } from './check-rules.ts';
import { explainRules } from './explain-rules.ts';

let hourly: Awaited<ReturnType<typeof openHourlyCheck>>;
beforeAll(async () => {
  hourly = await openHourlyCheck();
});
afterAll(() => hourly.close());

describe('the default rules', () => {
  const rules = 'IsComplete "hourly_var", DistinctValuesCount "ticker" >= $tickers';
  const parameters = { tickers: '7' };

  it.each<{ name: string; rows: Rows; statuses: RuleStatus[]; observed: string }>([
    { name: '7 tickers pass', rows: sevenHours, statuses: ['pass', 'pass'], observed: '7 distinct values' },
    { name: '6 tickers fail', rows: sevenHours.slice(0, 6), statuses: ['pass', 'fail'], observed: '6 distinct values' },
    {
      name: '6 tickers and NULL fail',
      rows: [...sevenHours.slice(0, 6), hourOf(null)],
      statuses: ['pass', 'fail'],
      observed: '6 distinct values, NULL (1 row) not counted',
    },
    {
      name: '1,000 rows of 7 tickers pass',
      rows: Array.from({ length: 1_000 }, (_, index) => hourOf(magnificent[index % 7] ?? null)),
      statuses: ['pass', 'pass'],
      observed: '7 distinct values',
    },
    {
      name: 'a NULL in hourly_var fails',
      rows: [...sevenHours, hourOf('AAPL', { hourly_var: null })],
      statuses: ['fail', 'pass'],
      observed: '7 distinct values',
    },
    { name: 'an empty table fails both', rows: [], statuses: ['fail', 'fail'], observed: '0 distinct values' },
  ])('$name', async ({ rows, statuses, observed }) => {
    const result = await hourly.check(rules, rows, { parameters });

    expect(result.rules.map(({ status }) => status)).toEqual(statuses);
    expect(result.rules[1]).toMatchObject({ observedText: observed, expected: '>= $tickers (7)' });
  });

  it('an empty table breaks the gate, and the error names rule, observed and expected value', async () => {
    const result = await hourly.check(rules, [], { parameters });

    expect(() => assertGate([result])).toThrow(QualityGateError);
    expect(() => assertGate([result])).toThrow(
      /FAIL IsComplete "hourly_var" \(hourly\.dqdl:1:11\)\n {4}observed nothing, expected every row with a value of hourly_var\n {4}The table is empty\./,
    );
  });

  it('the gate shows rows that failed', async () => {
    const result = await hourly.check(rules, [...sevenHours, hourOf('AAPL', { hourly_var: null, bar_count: 3n })], {
      parameters,
    });

    expect(() => assertGate([result])).toThrow(
      'row: ticker=AAPL, bar_start=2026-05-29T19:30:00.000Z, trading_date=2026-05-29, hourly_var=NULL, bar_count=3, is_complete=true',
    );
  });

  it('an unknown parameter is an error at its place in the file, and stops the gate', async () => {
    const result = await hourly.check(rules);

    expect(result.rules[1]).toMatchObject({
      status: 'error',
      message: "The parameter tickers was not given: pass parameters: { tickers: '..' }. (hourly.dqdl:1:68)",
    });
    expect(() => assertGate([result])).toThrow(QualityGateError);
  });
});

describe('statements', () => {
  const many =
    'RowCount > 0, IsComplete "ticker", IsComplete "hourly_var", Completeness "hourly_var" > 0.5, Mean "hourly_var" > 0, Sum "hourly_var" > 0, StandardDeviation "hourly_var" >= 0, ColumnValues "hourly_var" >= 0, ColumnLength "ticker" between 0 and 6, DistinctValuesCount "ticker" >= 7, IsUnique "ticker", DataFreshness "bar_start" < 2 hours, ColumnCount = 6, ColumnExists "ticker"';

  it.each([
    {
      name: 'three for any number of rules that pass: a plan, a scan, and the sums of scaled values',
      rules: many,
      count: 3,
    },
    {
      name: 'one without sums',
      rules: 'RowCount > 0, IsComplete "ticker", DistinctValuesCount "ticker" >= 7, ColumnValues "hourly_var" >= 0',
      count: 1,
    },
    { name: 'none where the schema answers', rules: 'ColumnCount = 6, ColumnExists "ticker"', count: 0 },
    {
      name: 'two where rules fail: the second reads their sample rows',
      rules: 'IsComplete "hourly_var", ColumnValues "bar_count" > 60, ColumnValues "hourly_var" > 2',
      count: 2,
    },
    { name: 'one where only aggregates fail', rules: 'RowCount > 100, DistinctValuesCount "ticker" > 100', count: 1 },
    {
      name: 'three with keys of several sets and one filter: a plan, a scan, one pass',
      rules:
        'Uniqueness "ticker" = 1.0, UniqueValueRatio "ticker" = 1.0, IsUnique "ticker" "bar_start", IsPrimaryKey "ticker" "trading_date"',
      count: 3,
    },
    {
      name: 'three where one unique column fails: the scan, its keys, its rows',
      rules: 'IsUnique "bar_count"',
      count: 3,
    },
    {
      name: 'one more for a number from custom SQL',
      rules: 'RowCount > 0, CustomSql "select count(*) from primary" = 7',
      count: 2,
    },
    { name: 'two for rows from custom SQL', rules: 'CustomSql "select ticker from primary"', count: 2 },
    { name: 'none for what does not exist', rules: 'ColumnDataTipe "ticker" = "DATE"', count: 0 },
    { name: 'one for a rule without history', rules: 'RowCount > last()', count: 1 },
  ])('$name', async ({ rules, count }) => {
    const { statements } = await hourly.check(rules);

    expect(statements).toHaveLength(count);
  });

  it('a metric that several rules need is read once', async () => {
    const { statements } = await hourly.check(
      'IsComplete "ticker", Completeness "ticker" > 0.5, RowCount > 0, RowCount < 100',
    );

    expect(statements).toEqual(['SELECT COUNT(*) AS "m0", COUNT("ticker") AS "m1" FROM "hourly"']);
  });

  it('explainRules shows the statements that a passing check runs', async () => {
    const { statements } = await hourly.check(`${many}, Uniqueness "ticker" = 1.0`);

    const planned = explainRules(hourly.optionsFor(`${many}, Uniqueness "ticker" = 1.0`));
    const isCount = (text: string) => text.includes('"single_count"');
    // The second scan needs what the first one found; keys are counted here, because the table is small.
    expect(planned.flatMap(({ text, when }) => (when === 'always' || isCount(text) ? [text] : []))).toEqual(
      statements.slice(0, 3),
    );
  });

  it('a scan over the limit of a statement is split by length', async () => {
    const rules = Array.from(
      { length: 900 },
      (_, index) => `ColumnValues "ticker" not in ["${'x'.repeat(300)}${index}"]`,
    ).join(', ');
    const result = await hourly.check(rules);

    expect(result.statements).toHaveLength(2);
    expect(result.statements.every((statement) => statement.length < 262_144)).toBe(true);
    expect(new Set(result.rules.map(({ status }) => status))).toEqual(new Set(['pass']));
  });

  it('an aborted signal stops before the next statement, and no rule is to blame', async () => {
    const stopped = new Error('The run was stopped.');

    await expect(hourly.check('RowCount > 0', sevenHours, { signal: AbortSignal.abort(stopped) })).rejects.toBe(
      stopped,
    );
    await expect(hourly.check('CustomSql "select 1" > 0', sevenHours, { signal: AbortSignal.abort() })).rejects.toThrow(
      /abort/,
    );
  });
});

describe('a poisoned rule never changes another', () => {
  it.each([
    { name: 'a filter with an unknown column', poison: 'IsComplete "ticker" where "nowhere > 1"' },
    { name: 'a filter that is not SQL', poison: 'RowCount > 0 where "%% >"' },
    { name: 'a filter that closes the parenthesis around it', poison: 'RowCount > 0 where "1 = 1) OR (1 = 1"' },
    { name: 'a filter that ends in a comment', poison: 'IsComplete "ticker" where "nowhere = 1 -- "' },
    { name: 'a filter with an open comment', poison: 'IsComplete "ticker" where "1 = 1 /*"' },
    { name: 'a filter that fails on a value', poison: 'IsComplete "ticker" where "CAST(ticker AS INTEGER) > 0"' },
    { name: 'a filter in the key pass', poison: 'Uniqueness "ticker" > 0.5 where "CAST(ticker AS INTEGER) > 0"' },
    { name: 'a pattern that cannot be compiled', poison: 'ColumnValues "ticker" matches "["' },
    { name: 'a pattern with lookahead', poison: 'ColumnValues "ticker" matches "(?=A).*"' },
    { name: 'a column that does not exist', poison: 'IsComplete "tickers"' },
    { name: 'a type that does not fit', poison: 'ColumnValues "ticker" > 5' },
    { name: 'its own SQL that fails', poison: 'CustomSql "select nothing from primary" > 0' },
    { name: 'an unknown function', poison: 'RowCount > foo(1)' },
    { name: 'an unknown option', poison: 'IsComplete "ticker" with colour = "red"' },
    { name: 'a severity that does not exist', poison: 'IsComplete "ticker" labels=["severity"="wran"]' },
    { name: 'a data type that does not exist', poison: 'ColumnDataType "ticker" = "DAY"' },
    { name: 'a table that does not exist', poison: 'RowCountMatch "nothing" = 1' },
    { name: 'files without access to them', poison: 'FileFreshness "s3://x/" < 24 hours' },
    {
      name: 'a threshold where there is none',
      poison: 'DuplicateRowCount "ticker" = 0 where "1 = 1" with threshold > 0.5',
    },
    {
      name: 'a rule type that does not exist, without a condition',
      poison: 'FileIsHere "s3://x/" labels=["team"="x"]',
    },
  ])('$name', async ({ poison }) => {
    const healthy =
      'RowCount = 7, IsComplete "hourly_var", ColumnValues "bar_count" > 60, Uniqueness "ticker" = 1.0, IsUnique "bar_count"';
    const statuses = await hourly.statusesOf(`${healthy}, ${poison}, Mean "hourly_var" = 1.5`);

    expect(statuses).toEqual(['pass', 'pass', 'fail', 'pass', 'fail', 'error', 'pass']);
  });

  it('a dataset that does not exist is an error of every rule, found with two statements', async () => {
    const { rules, statements } = await checkRules(
      hourly.optionsFor('RowCount > 0, IsComplete "ticker"', { dataset: 'nowhere' }),
    );

    expect(rules.map(({ status }) => status)).toEqual(['error', 'error']);
    expect(statements).toHaveLength(2);
  });

  it('messages name the file, the place and a name that is near', async () => {
    const { rules } = await hourly.check('IsComplete "tickers"');

    expect(rules[0]?.message).toBe(
      'The column "tickers" does not exist in hourly. Did you mean "ticker"? (hourly.dqdl:1:22)',
    );
  });
});

describe('a result', () => {
  it('says what was observed, also where the rule passed', async () => {
    const { rules } = await hourly.check('Mean "hourly_var" > 1');

    expect(rules[0]).toEqual({
      id: rules[0]?.id,
      name: 'Rule_1',
      dqdl: 'Mean "hourly_var" > 1',
      file: 'hourly.dqdl',
      at: { offset: 10, line: 1, column: 11 },
      labels: {},
      severity: 'error',
      status: 'pass',
      metrics: { 'Column.hourly_var.Mean': 1.5 },
      observed: 1.5,
      observedText: '1.5 of 7 values',
      expected: '> 1',
      rows: { total: 7, passed: 7, failed: 0, excluded: 0 },
      sample: [],
      message: '',
      series: { 'Mean "hourly_var"': 1.5 },
    });
    expect(rules[0]?.id).toMatch(/^[0-9a-f]{16}$/);
  });

  it('has an id that does not depend on labels, position or constants', async () => {
    const { rules } = await hourly.check('RowCount > 1, RowCount > 2, RowCount > 1 labels=["a"="b"]');

    expect(new Set(rules.map(({ id }) => id)).size).toBe(2);
    expect(rules[2]?.id).toBe(rules[0]?.id);
  });

  it('warns instead of failing if the label is set, and the gate lets it pass', async () => {
    const result = await hourly.check('RowCount > 100 labels=["severity"="warn"], RowCount > 0');

    expect(result.rules.map(({ status }) => status)).toEqual(['warn', 'pass']);
    expect(result.score).toBe(0.5);
    expect(() => assertGate([result])).not.toThrow();
  });

  it('scores passed over evaluated rules, as AWS does', async () => {
    const { score } = await hourly.check('RowCount > 0, IsComplete "ticker", RowCount > 100, RowCount > last()');

    expect(score).toBeCloseTo(2 / 3, 12);
  });

  it('shows at most the requested number of rows of every failed rule', async () => {
    const { rules } = await hourly.check(
      'ColumnValues "hourly_var" > 2, ColumnValues "ticker" = "AAPL", IsComplete "ticker"',
      sevenHours,
      { sampleRows: 2 },
    );

    expect(rules.map(({ sample }) => sample.length)).toEqual([2, 2, 0]);
    expect(rules[1]?.sample.every((row) => row['ticker'] !== 'AAPL')).toBe(true);
  });

  it('neither queries nor shows rows when none are wanted', async () => {
    const { rules, statements } = await hourly.check('ColumnValues "hourly_var" > 2', sevenHours, { sampleRows: 0 });

    expect(rules[0]?.sample).toEqual([]);
    expect(statements).toHaveLength(1);
  });

  it('shows the rows that repeat a key, of those that the filter leaves', async () => {
    const rows = [
      hourOf('AAPL'),
      hourOf('AAPL'),
      hourOf('MSFT'),
      hourOf('META', { bar_count: 1n }),
      hourOf('META'),
      hourOf(null),
      hourOf(null),
    ];
    const { rules } = await hourly.check('IsUnique "ticker" where "bar_count = 60"', rows);

    expect(rules[0]?.sample.map((row) => row['ticker'])).toEqual(['AAPL', 'AAPL']);
    expect(rules[0]).toMatchObject({ rows: { total: 4, passed: 2, failed: 2, excluded: 2 }, observed: 0.5 });
  });

  it('shows rows that its own query does not return', async () => {
    const rows = [hourOf('AAPL'), hourOf(null), hourOf('MSFT', { bar_count: 1n })];
    const { rules, statements } = await hourly.check(
      'CustomSql "select ticker, bar_count from primary where bar_count = 60"',
      rows,
    );

    expect(rules[0]?.sample.map((row) => row['ticker'])).toEqual(['MSFT']);
    expect(rules[0]?.rows).toEqual({ total: 3, passed: 2, failed: 1, excluded: 0 });
    expect(statements).toHaveLength(3);
  });

  it('has of every analyzer its metrics, or why there are none', async () => {
    await hourly.createTable('hourly', hourlyColumns, sevenHours);
    const ruleset = parseDqdl(
      'Analyzers = [ RowCount, Uniqueness "ticker" "bar_start", AllStatistics "bar_count", AllStatistics "ticker", ColumnValues "ticker", Nothing "ticker" ]',
      { unknownTypes: 'keep' },
    );
    const { analyzers, score } = await checkRules({ ...hourly.optionsFor('RowCount > 0'), ruleset });

    expect(score).toBeNull();
    expect(analyzers).toEqual([
      { dqdl: 'RowCount', status: 'measured', metrics: { 'Dataset.*.RowCount': 7 }, message: '' },
      {
        dqdl: 'Uniqueness "ticker" "bar_start"',
        status: 'measured',
        metrics: { 'Multicolumn.ticker,bar_start.Uniqueness': 1 },
        message: '',
      },
      {
        dqdl: 'AllStatistics "bar_count"',
        status: 'measured',
        message: '',
        metrics: {
          'Column.bar_count.Completeness': 1,
          'Column.bar_count.DistinctValuesCount': 1,
          'Column.bar_count.Uniqueness': 0,
          'Column.bar_count.UniqueValueRatio': 0,
          'Column.bar_count.Entropy': 0,
          'Column.bar_count.Minimum': 60,
          'Column.bar_count.Maximum': 60,
          'Column.bar_count.Mean': 60,
          'Column.bar_count.Sum': 420,
          'Column.bar_count.StandardDeviation': 0,
          'Column.bar_count.Variance': 0,
        },
      },
      {
        dqdl: 'AllStatistics "ticker"',
        status: 'measured',
        message: '',
        metrics: {
          'Column.ticker.Completeness': 1,
          'Column.ticker.DistinctValuesCount': 7,
          'Column.ticker.Uniqueness': 1,
          'Column.ticker.UniqueValueRatio': 1,
          'Column.ticker.Entropy': Math.log(7),
          'Column.ticker.MinimumLength': 4,
          'Column.ticker.MaximumLength': 5,
        },
      },
      {
        dqdl: 'ColumnValues "ticker"',
        status: 'error',
        metrics: {},
        message: 'ColumnValues needs numbers, and "ticker" is of type string. (<dqdl>:1:109)',
      },
      {
        dqdl: 'Nothing "ticker"',
        status: 'error',
        metrics: {},
        message: 'There is no rule type Nothing. (<dqdl>:1:132)',
      },
    ]);
  });

  it('says whose clock its rules were evaluated at', async () => {
    expect(await hourly.check('RowCount > 0', sevenHours, { clock: 'the end of the requested range' })).toMatchObject({
      clock: 'the end of the requested range',
    });
  });
});
