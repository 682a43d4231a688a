import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';

type Opened = Awaited<ReturnType<typeof openEndpoint>>;
let opened: Opened;
let athena: Opened['athena'];
beforeAll(async () => {
  opened = await openEndpoint({
    tables: ["CREATE TABLE bars AS SELECT 'AAPL' AS ticker, 1.5::DOUBLE AS price UNION ALL SELECT NULL, NULL"],
  });
  athena = opened.athena;
});
afterAll(() => opened.close());

const token = (letter: string): string => letter.repeat(40);
/** Runs for seconds unless it is stopped. */
const thousands = 'unnest(sequence(1, 10000))';
const slowSql = `SELECT count(*) FROM ${thousands} a(x), ${thousands} b(y), ${thousands} c(z), ${thousands} d(w) WHERE (x * y + z * w) % 7 = 3`;

describe('a query', () => {
  it('goes from QUEUED or RUNNING to SUCCEEDED and says what it was', async () => {
    const execution = await athena.run({
      QueryString: 'SELECT * FROM bars',
      QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'lake' },
    });
    expect(execution).toMatchObject({
      Query: 'SELECT * FROM bars',
      StatementType: 'DML',
      SubstatementType: 'SELECT',
      WorkGroup: 'primary',
      QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'lake' },
      Status: { State: 'SUCCEEDED' },
      EngineVersion: { EffectiveEngineVersion: 'Athena engine version 3' },
      Statistics: { DataScannedInBytes: 0, ResultReuseInformation: { ReusedPreviousResult: false } },
    });
    expect(execution.Status?.CompletionDateTime?.getTime()).toBeGreaterThanOrEqual(
      execution.Status?.SubmissionDateTime?.getTime() ?? Number.POSITIVE_INFINITY,
    );
    const { QueryRuntimeStatistics } = await athena.getQueryRuntimeStatistics({
      QueryExecutionId: execution.QueryExecutionId,
    });
    expect(QueryRuntimeStatistics).toMatchObject({
      Rows: { OutputRows: 2 },
      Timeline: { TotalExecutionTimeInMillis: expect.any(Number) },
    });
  });

  it('gives its names first, and NULL apart from an empty text', async () => {
    const { ResultSet, UpdateCount } = await athena.page(
      "SELECT ticker, price, '' AS empty FROM bars ORDER BY price NULLS LAST",
    );
    expect(ResultSet?.Rows).toEqual([
      { Data: [{ VarCharValue: 'ticker' }, { VarCharValue: 'price' }, { VarCharValue: 'empty' }] },
      { Data: [{ VarCharValue: 'AAPL' }, { VarCharValue: '1.5' }, { VarCharValue: '' }] },
      { Data: [{}, {}, { VarCharValue: '' }] },
    ]);
    expect(ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name, Type }) => [Name, Type])).toEqual([
      ['ticker', 'varchar'],
      ['price', 'double'],
      ['empty', 'varchar'],
    ]);
    expect(UpdateCount).toBeUndefined();
  });

  it('of 2,500 rows has three pages, the header counted on the first', async () => {
    const { QueryExecutionId } = await athena.run('SELECT n FROM unnest(sequence(0, 2499)) t(n) ORDER BY 1');
    const pages: string[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await athena.getQueryResults({ QueryExecutionId, NextToken });
      pages.push((page.ResultSet?.Rows ?? []).map((row) => row.Data?.[0]?.VarCharValue ?? ''));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages.map((page) => page.length)).toEqual([1_000, 1_000, 501]);
    expect(pages.flat()).toEqual(['n', ...Array.from({ length: 2_500 }, (_, n) => String(n))]);
    const small = await athena.getQueryResults({ QueryExecutionId, MaxResults: 2 });
    expect(small.ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue)).toEqual(['n', '0']);
  });

  it('without rows has a header alone', async () => {
    const { ResultSet, NextToken } = await athena.page('SELECT ticker FROM bars WHERE false');
    expect({ rows: ResultSet?.Rows, NextToken }).toEqual({
      rows: [{ Data: [{ VarCharValue: 'ticker' }] }],
      NextToken: undefined,
    });
  });

  it('names its tables as Athena does', async () => {
    const from = ['bars', 'lake.bars', '"lake"."bars"', 'AwsDataCatalog.lake.bars', '"AwsDataCatalog"."lake"."bars"'];
    expect(
      await Promise.all(from.map((table) => athena.rows(`SELECT count(*) FROM ${table} -- AwsDataCatalog.`))),
    ).toEqual(from.map(() => [['2']]));
  });

  it('has parameters for its question marks', async () => {
    const { QueryExecutionId } = await athena.run({
      QueryString: "SELECT ticker, '?' AS q FROM bars WHERE ticker = ? AND price > ?",
      ExecutionParameters: ["'AAPL'", '-1'],
    });
    const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
    expect(ResultSet?.Rows?.[1]?.Data?.map((datum) => datum.VarCharValue)).toEqual(['AAPL', '?']);
  });
});

describe('a query that fails', () => {
  test.each([
    {
      name: 'an unknown column',
      sql: 'SELECT nope FROM bars',
      reason: "COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved",
    },
    {
      name: 'an unknown table',
      sql: 'SELECT 1 FROM nope',
      reason: "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.lake.nope' does not exist",
    },
    {
      name: 'an unknown database',
      sql: 'SELECT 1 FROM nope.bars',
      reason: "SCHEMA_NOT_FOUND: line 1:15: Schema 'nope' does not exist",
    },
    { name: 'wrong SQL', sql: 'SELECT FROM WHERE', reason: 'SYNTAX_ERROR: ' },
    {
      name: 'an unknown function',
      sql: 'SELECT no_such(1)',
      reason: 'NOT_SUPPORTED: The function no_such (line 1:8) is not supported here',
    },
    { name: 'a bad cast', sql: 'SELECT CAST(ticker AS integer) FROM bars', reason: 'INVALID_CAST_ARGUMENT: ' },
    {
      name: 'a statement that writes',
      sql: 'INSERT INTO bars SELECT 1, 2',
      reason: 'NOT_SUPPORTED: This endpoint is read-only',
    },
    { name: 'a statement that removes', sql: 'DROP TABLE bars', reason: 'NOT_SUPPORTED: This endpoint is read-only' },
    { name: 'a plan that runs', sql: 'EXPLAIN ANALYZE SELECT 1', reason: 'NOT_SUPPORTED: EXPLAIN shows a plan' },
  ])('$name: category 2, not to be repeated', async ({ sql, reason }) => {
    const { Status, QueryExecutionId } = await athena.run(sql);
    expect(Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringContaining(reason),
      AthenaError: { ErrorCategory: 2, Retryable: false, ErrorMessage: Status?.StateChangeReason },
    });
    await expect(athena.getQueryResults({ QueryExecutionId })).rejects.toThrow(
      'Query did not finish successfully. Final query state: FAILED',
    );
  });

  it('leaves the tables as they were', async () => {
    expect(await athena.rows('SELECT count(*) FROM bars')).toEqual([['2']]);
  });
});

describe('a token', () => {
  it('identifies one query', async () => {
    const input = { QueryString: 'SELECT 1', ClientRequestToken: token('a') };
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await athena.startQueryExecution(input)).QueryExecutionId),
    );
    expect(new Set(ids).size).toBe(1);
  });

  test.each([
    { name: 'other SQL', change: { QueryString: 'SELECT 2' } },
    { name: 'another database', change: { QueryExecutionContext: { Database: 'other' } } },
  ])('with $name is refused', async ({ change }) => {
    const input = { QueryString: 'SELECT 1', ClientRequestToken: token('b') };
    await athena.startQueryExecution(input);
    await expect(athena.startQueryExecution({ ...input, ...change })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: 'Idempotent parameters do not match',
    });
  });
});

describe('stopping', () => {
  it('cancels what runs, once or twice', async () => {
    const { QueryExecutionId } = await athena.startQueryExecution({ QueryString: slowSql });
    await athena.stopQueryExecution({ QueryExecutionId });
    expect((await athena.ended(QueryExecutionId)).Status).toMatchObject({
      State: 'CANCELLED',
      StateChangeReason: 'Query cancelled by user',
    });
    await athena.stopQueryExecution({ QueryExecutionId });
    await expect(athena.getQueryResults({ QueryExecutionId })).rejects.toThrow('CANCELLED');
  });

  it('leaves what has ended as it is', async () => {
    const { QueryExecutionId } = await athena.run('SELECT 1');
    await athena.stopQueryExecution({ QueryExecutionId });
    expect((await athena.ended(QueryExecutionId)).Status?.State).toBe('SUCCEEDED');
  });
});

describe('many queries', () => {
  it('are returned together, unknown ones are named', async () => {
    const { QueryExecutionId = '' } = await athena.run('SELECT 1');
    const answer = await athena.batchGetQueryExecution({ QueryExecutionIds: [QueryExecutionId, 'nope'] });
    expect(answer.QueryExecutions?.map((one) => one.Status?.State)).toEqual(['SUCCEEDED']);
    expect(answer.UnprocessedQueryExecutionIds?.map((one) => one.QueryExecutionId)).toEqual(['nope']);
  });

  it('are listed newest first, page by page, by workgroup', async () => {
    const { QueryExecutionId } = await athena.run('SELECT 99');
    const first = await athena.listQueryExecutions({ MaxResults: 2 });
    expect(first.QueryExecutionIds?.[0]).toBe(QueryExecutionId);
    const second = await athena.listQueryExecutions({ MaxResults: 2, NextToken: first.NextToken });
    expect(new Set([...(first.QueryExecutionIds ?? []), ...(second.QueryExecutionIds ?? [])]).size).toBe(4);
  });

  it('run side by side', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => athena.rows(`SELECT ${n} + count(*) FROM bars`)),
    );
    expect(answers.flat(2)).toEqual(Array.from({ length: 20 }, (_, n) => String(n + 2)));
  });
});

describe('a call that is wrong', () => {
  test.each<{ name: string; act: () => Promise<unknown>; says: string }>([
    {
      name: 'an unknown query',
      act: () => athena.getQueryExecution({ QueryExecutionId: 'nope' }),
      says: 'QueryExecution nope was not found',
    },
    {
      name: 'more than 1,000 rows a page',
      act: () => athena.getQueryResults({ QueryExecutionId: 'nope', MaxResults: 1_001 }),
      says: "Value at 'MaxResults'",
    },
    {
      name: 'more than 50 ids',
      act: () => athena.batchGetQueryExecution({ QueryExecutionIds: Array.from({ length: 51 }, String) }),
      says: "Value at 'QueryExecutionIds'",
    },
    {
      name: 'a short token',
      act: () => athena.startQueryExecution({ QueryString: 'SELECT 1', ClientRequestToken: 'short' }),
      says: "Value at 'ClientRequestToken'",
    },
    {
      name: 'another catalogue',
      act: () => athena.startQueryExecution({ QueryString: 'SELECT 1', QueryExecutionContext: { Catalog: 'hive' } }),
      says: 'Catalog hive does not exist',
    },
    {
      name: 'too few parameters',
      act: () => athena.startQueryExecution({ QueryString: 'SELECT ?, ?', ExecutionParameters: ['1'] }),
      says: 'expected 2 but found 1',
    },
    {
      name: 'SQL as a parameter',
      act: () => athena.startQueryExecution({ QueryString: 'SELECT ?', ExecutionParameters: ['1 OR 1 = 1'] }),
      says: 'is not an SQL literal',
    },
    {
      name: 'a call that is not there',
      act: () => athena.listNamedQueries({}),
      says: 'AmazonAthena.ListNamedQueries is not supported here',
    },
    {
      name: 'no bucket',
      act: () =>
        athena.startQueryExecution({ QueryString: 'SELECT 1', ResultConfiguration: { OutputLocation: 'file:///etc' } }),
      says: 'The S3 location provided to save your query results is invalid',
    },
  ])('$name is refused in words', async ({ act, says }) => {
    await expect(act()).rejects.toThrow(says);
  });

  it("refuses another query's page", async () => {
    const [one, other] = await Promise.all([
      athena.run('SELECT * FROM unnest(sequence(1, 1500))'),
      athena.run('SELECT * FROM unnest(sequence(1, 1500))'),
    ]);
    const { NextToken } = await athena.getQueryResults({ QueryExecutionId: one.QueryExecutionId });
    await expect(athena.getQueryResults({ QueryExecutionId: other.QueryExecutionId, NextToken })).rejects.toThrow(
      'The NextToken is not valid',
    );
  });

  it('takes 262,144 bytes of SQL and not one more', async () => {
    const pad = (bytes: number): string => `SELECT 'é${'x'.repeat(bytes - 11)}'`;
    expect(Buffer.byteLength(pad(262_144))).toBe(262_144);
    expect((await athena.run(pad(262_144))).Status?.State).toBe('SUCCEEDED');
    await expect(athena.startQueryExecution({ QueryString: pad(262_145) })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('262144'),
    });
  });
});
