import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';
import { literalCases } from '../testing/literal-cases.ts';
import { functionCases } from '../testing/function-cases.ts';

let opened: Awaited<ReturnType<typeof openEndpoint>>;
beforeAll(async () => {
  opened = await openEndpoint({ tables: ["CREATE TABLE bars AS SELECT * FROM (VALUES (1, 10.0::DOUBLE, 'a'), (2, NULL, 'b'), (3, 7.5, 'b')) t(n, price, ticker)"] });
});
afterAll(() => opened.close());

describe('a value of DuckDB', () => {
  test.each(literalCases)('$name is $text', async ({ trino, text, type }) => {
    const page = await opened.athena.page(`SELECT ${trino} AS v`);
    const [, row] = page.ResultSet?.Rows ?? [];
    expect({ text: row?.Data?.[0]?.VarCharValue, type: page.ResultSet?.ResultSetMetadata?.ColumnInfo?.[0]?.Type }).toEqual({ text, type });
  });

  it('after the year 9999 is refused', async () => {
    expect((await opened.athena.run("SELECT DATE '9999-12-31' + INTERVAL '1' DAY")).Status?.StateChangeReason).toContain('NOT_SUPPORTED: A date outside the years 1 to 9999');
  });
});

describe("Athena's functions on DuckDB", () => {
  test.each(functionCases)('$sql', async ({ sql, text }) => {
    expect(await opened.athena.rows(`SELECT ${sql}`)).toEqual([[text]]);
  });

  it('that take rows', async () => {
    expect(await opened.athena.rows('SELECT min_by(price, -n), max_by(n, n), count_if(n > 5), approx_distinct(ticker), approx_percentile(n, 0.5) FROM bars')).toEqual([['7.5', '3', '0', '2', '2']]);
    expect(await opened.athena.rows('SELECT min_by(price, -n) FROM bars WHERE n < 3')).toEqual([[undefined]]);
  });
});
