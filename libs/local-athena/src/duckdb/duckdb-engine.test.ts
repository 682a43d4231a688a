import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';
import { literalCases } from '../testing/literal-cases.ts';
import { functionCases, refusedCases } from '../testing/function-cases.ts';

let opened: Awaited<ReturnType<typeof openEndpoint>>;
beforeAll(async () => {
  opened = await openEndpoint({
    tables: [
      "CREATE TABLE bars AS SELECT * FROM (VALUES (1, 10.0::DOUBLE, 'a'), (2, NULL, 'b'), (3, 7.5, 'b')) t(n, price, ticker)",
    ],
  });
});
afterAll(() => opened.close());

/** The text and type of each expression, from one query. */
async function valuesOf(expressions: readonly string[]) {
  const page = await opened.athena.page(`SELECT ${expressions.map((one, index) => `${one} AS v${index}`).join(', ')}`);
  const types = page.ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Type }) => Type) ?? [];
  return (page.ResultSet?.Rows?.[1]?.Data ?? []).map(({ VarCharValue: text }, index) => ({ text, type: types[index] }));
}

describe('a value of DuckDB', () => {
  let values: Awaited<ReturnType<typeof valuesOf>>;
  beforeAll(async () => {
    values = await valuesOf(literalCases.map(({ trino }) => trino));
  });

  test.each(literalCases.map((one, index) => ({ ...one, index })))('$name is $text', ({ index, text, type }) => {
    expect(values[index]).toEqual({ text, type });
  });

  it('after the year 9999 is refused', async () => {
    expect(
      (await opened.athena.run("SELECT DATE '9999-12-31' + INTERVAL '1' DAY")).Status?.StateChangeReason,
    ).toContain('NOT_SUPPORTED: Dates outside the years 1 to 9999');
  });
});

describe("Athena's functions on DuckDB", () => {
  let values: Awaited<ReturnType<typeof valuesOf>>;
  beforeAll(async () => {
    values = await valuesOf(functionCases.map(({ sql }) => sql));
  });

  test.each(functionCases.map((one, index) => ({ ...one, index })))('$sql', ({ index, text }) => {
    expect(values[index]?.text).toBe(text);
  });

  test.each(refusedCases)('refuse %s', async (sql) => {
    expect(
      (await opened.athena.run(`SELECT ${sql}`).catch(() => ({ Status: { State: 'FAILED' } }))).Status?.State,
    ).toBe('FAILED');
  });

  test.each([
    {
      name: 'an alias in WHERE',
      sql: 'SELECT n AS m FROM bars WHERE m = 1',
      says: "COLUMN_NOT_FOUND: line 1:31: Column 'm' cannot be resolved",
    },
    { name: 'an alias in GROUP BY', sql: 'SELECT n AS m, count(*) FROM bars GROUP BY m', says: 'COLUMN_NOT_FOUND' },
    {
      name: 'an alias in HAVING',
      sql: 'SELECT ticker, max(n) AS m FROM bars GROUP BY ticker HAVING m > 1',
      says: 'COLUMN_NOT_FOUND',
    },
    { name: 'GROUP BY ALL', sql: 'SELECT ticker, count(*) FROM bars GROUP BY ALL', says: 'SYNTAX_ERROR' },
    { name: 'columns left out of *', sql: 'SELECT * EXCLUDE (n) FROM bars', says: 'SYNTAX_ERROR' },
    {
      name: 'LIMIT before OFFSET',
      sql: 'SELECT n FROM bars LIMIT 1 OFFSET 1',
      says: "SYNTAX_ERROR: line 1:28: mismatched input 'OFFSET'",
    },
    { name: 'QUALIFY', sql: 'SELECT n FROM bars b QUALIFY row_number() OVER () = 1', says: 'SYNTAX_ERROR' },
    { name: 'backticks', sql: 'SELECT n FROM `bars`', says: 'backquoted identifiers are not supported' },
    { name: 'a table function of DuckDB', sql: 'SELECT * FROM range(3)', says: 'SYNTAX_ERROR' },
    {
      name: "DuckDB's own schema",
      sql: 'SELECT * FROM main.bars',
      says: "SCHEMA_NOT_FOUND: line 1:15: Schema 'main' does not exist",
    },
    { name: 'FROM first', sql: 'FROM bars', says: 'not supported' },
    { name: 'a hexadecimal number', sql: 'SELECT 0x10', says: 'NOT_SUPPORTED: The number 0x10' },
    { name: 'digits in groups', sql: 'SELECT -1_000', says: 'NOT_SUPPORTED: The number 1_000' },
    { name: 'a limit with a point', sql: 'SELECT n FROM bars LIMIT 1.5', says: 'SYNTAX_ERROR' },
    {
      name: 'a subquery of rows that are compared',
      sql: 'SELECT 1 WHERE (1, 2) IN (SELECT 1, 2)',
      says: 'NOT_SUPPORTED',
    },
    {
      name: 'an estimate',
      sql: 'SELECT approx_percentile(x, 0.5) FROM unnest(sequence(1, 100)) t(x)',
      says: 'NOT_SUPPORTED: approx_percentile of more than 25 values',
    },
  ])('refuses $name', async ({ sql, says }) => {
    const reason = await opened.athena.run(sql).then(({ Status }) => Status?.StateChangeReason, String);
    expect(reason).toContain(says);
  });

  it('names what has no name, and counts as Athena types it', async () => {
    const page = await opened.athena.page('SELECT count(*), sum(n), n + 1 FROM bars GROUP BY n');
    expect(page.ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name, Type }) => [Name, Type])).toEqual([
      ['_col0', 'bigint'],
      ['_col1', 'bigint'],
      ['_col2', 'integer'],
    ]);
  });

  it("lists each table once, its types in Trino's words", async () => {
    expect(
      await opened.athena.rows(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'lake' ORDER BY ordinal_position",
      ),
    ).toEqual([
      ['bars', 'n', 'integer'],
      ['bars', 'price', 'double'],
      ['bars', 'ticker', 'varchar'],
    ]);
  });

  describe('of an estimate', () => {
    const ask = async (select: string, values: readonly number[]) =>
      (await opened.athena.rows(`SELECT ${select} FROM (VALUES ${values.join(', ')}) t(x)`))[0]?.[0];
    const refusal = (select: string, most: number) =>
      opened.athena
        .run(`SELECT ${select} FROM unnest(sequence(1, ${most + 1})) t(x)`)
        .then(({ Status }) => Status?.StateChangeReason);
    /** Values in no order, some of them twice. */
    const shuffled = (count: number) => Array.from({ length: count }, (_, index) => ((index * 37) % 101) - (index % 3));

    test.each([1, 2, 3, 4, 7, 10, 19, 24, 25])(
      'approx_percentile of %i values is the exact value at every share',
      async (count) => {
        const shares = Array.from({ length: 21 }, (_, index) => index / 20);
        const values = shuffled(count);
        const sorted = values.toSorted((one, other) => one - other);
        const rows = await opened.athena.rows(
          `SELECT ${shares.map((share) => `approx_percentile(x, ${share.toFixed(2)})`).join(', ')} FROM (VALUES ${values.join(', ')}) t(x)`,
        );
        expect(rows[0]?.map(Number)).toEqual(
          shares.map((share) => sorted[Math.min(Math.floor(Number(share.toFixed(2)) * count), count - 1)]),
        );
      },
    );

    test.each([1, 2, 10, 50, 99, 100])('approx_distinct of %i values is the exact number', async (count) => {
      const values = Array.from({ length: count }, (_, index) => index * 7919);
      expect(await ask('approx_distinct(x)', [...values, ...values])).toBe(String(count));
    });

    it('refuses one value more', async () => {
      expect(await refusal('approx_percentile(x, 0.5)', 25)).toContain('approx_percentile of more than 25 values');
      expect(await refusal('approx_distinct(x)', 100)).toContain('approx_distinct of more than 100 values');
    });
  });

  it('that take rows', async () => {
    expect(
      await opened.athena.rows(
        'SELECT min_by(price, -n), max_by(n, n), count_if(n > 5), approx_distinct(ticker), approx_percentile(n, 0.5) FROM bars',
      ),
    ).toEqual([['7.5', '3', '0', '2', '2']]);
    expect(await opened.athena.rows('SELECT min_by(price, -n) FROM bars WHERE n < 3')).toEqual([[undefined]]);
  });
});
