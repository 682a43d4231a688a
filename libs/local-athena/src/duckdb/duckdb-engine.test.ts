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
  test.each(literalCases)('$name is $text', async ({ trino, duckdb = trino, text, type }) => {
    const page = await opened.athena.page(`SELECT ${duckdb} AS v`);
    const [, row] = page.ResultSet?.Rows ?? [];
    expect({ text: row?.Data?.[0]?.VarCharValue, type: page.ResultSet?.ResultSetMetadata?.ColumnInfo?.[0]?.Type }).toEqual({ text, type });
  });

  test.each([
    { sql: 'CAST(1 AS UTINYINT)', type: 'smallint', text: '1' },
    { sql: 'CAST(18446744073709551615 AS UBIGINT)', type: 'decimal', text: '18446744073709551615' },
    { sql: 'CAST(-170141183460469231731687303715884105728 AS HUGEINT)', type: 'decimal', text: '-170141183460469231731687303715884105728' },
    { sql: "TIMESTAMPTZ '2026-11-20 14:30:00.123456+00'", type: 'timestamp with time zone', text: '2026-11-20 14:30:00.123456 UTC' },
    { sql: "CAST('2026-11-20 14:30:00.123456789' AS TIMESTAMP_NS)", type: 'timestamp', text: '2026-11-20 14:30:00.123456789' },
    { sql: "CAST('infinity' AS TIMESTAMP)", type: 'timestamp', text: 'infinity' },
    { sql: "CAST('a' AS ENUM ('a', 'b'))", type: 'varchar', text: 'a' },
    { sql: "INTERVAL 14 MONTH", type: 'interval day to second', text: '1-2' },
  ])('that Trino lacks: $sql', async ({ sql, type, text }) => {
    const page = await opened.athena.page(`SELECT ${sql} AS v`);
    expect({ text: page.ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue, type: page.ResultSet?.ResultSetMetadata?.ColumnInfo?.[0]?.Type }).toEqual({ text, type });
  });
});

it('refuses a row without names, of which DuckDB gives only the last field', async () => {
  expect((await opened.athena.run("SELECT ROW(1, 'x')")).Status?.StateChangeReason).toContain('NOT_SUPPORTED: A row without names');
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
