import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlCompileError } from '../../sql/errors.ts';
import { AthenaQueryError } from './athena-query-error.ts';
import { createQueryRunner } from './query-runner.ts';
import type { QueryRunnerOptions } from './query-runner-options.ts';
import type { QueryStatistics } from './query-statistics.ts';
import { apiError, createScriptedAthena, type ExecutionScript, type Fault } from '../testing/scripted-athena.ts';
import { createTestClock } from '../testing/test-clock.ts';

function setUp(
  script: (sql: string, ordinal: number) => ExecutionScript = () => ({}),
  faults: readonly Fault[] = [],
  options: Partial<QueryRunnerOptions> = {},
) {
  const clock = createTestClock();
  const athena = createScriptedAthena(clock, (input, ordinal) => script(input.QueryString, ordinal), faults);
  const newRunner = () => createQueryRunner({ athena, clock, random: () => 0.5, ...options });
  const runner = newRunner();
  const failure = (promise: Promise<unknown>) =>
    clock.run(
      promise.then(
        () => null,
        (error: unknown) => error,
      ),
    );
  return { clock, athena, runner, newRunner, failure };
}

const retryable = { ErrorCategory: 1, ErrorType: 1403, Retryable: true, ErrorMessage: 'S3 SlowDown' };
const userError = {
  ErrorCategory: 2,
  ErrorType: 1006,
  Retryable: false,
  ErrorMessage: "SYNTAX_ERROR: line 1:8: Column 'x' cannot be resolved",
};

describe('a run', () => {
  test('sends workgroup, database, catalogue, output place and a token of 64 characters', async () => {
    const { clock, athena, runner } = setUp(undefined, [], {
      workGroup: 'lake',
      database: 'mkt',
      outputLocation: 's3://results/x/',
      reuseMaxAgeMinutes: 60,
    });
    const query = await clock.run(runner.run('select 1', { runKey: 'run-1/probe' }));
    expect(query).toMatchObject({
      queryId: 'q1',
      attempt: 1,
      statementType: 'DML',
      outputLocation: 's3://results/x/q1.csv',
    });
    expect(athena.started).toEqual([
      {
        QueryString: 'select 1',
        ClientRequestToken: expect.stringMatching(/^[0-9a-f]{64}$/),
        WorkGroup: 'lake',
        QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'mkt' },
        ResultConfiguration: { OutputLocation: 's3://results/x/' },
        ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 60 } },
      },
    ]);
  });

  test('is refused before anything is sent when the SQL exceeds 262,144 bytes', async () => {
    const { athena, runner, failure } = setUp();
    const error = await failure(runner.run(`select '${'é'.repeat(131_073)}'`));
    expect(error).toBeInstanceOf(SqlCompileError);
    expect(athena.calls).toEqual([]);
  });

  test('waits out a long queue, and starts nothing twice', async () => {
    const { clock, athena, runner } = setUp(() => ({ queueMs: 3_600_000 }));
    expect(await clock.run(runner.run('insert into t select 1'))).toMatchObject({ queryId: 'q1', attempt: 1 });
    expect(athena.started).toHaveLength(1);
    expect(clock.elapsedMs).toBeGreaterThanOrEqual(3_600_000);
  });

  test('without a run key is new each time', async () => {
    const { clock, athena, runner } = setUp();
    await clock.run(runner.run('select 1'));
    await clock.run(runner.run('select 1'));
    expect(athena.started).toHaveLength(2);
  });
});

describe('the run key', () => {
  test('finds the execution of a process that crashed while it ran', async () => {
    const { clock, athena, runner, newRunner } = setUp(() => ({ engineMs: 60_000 }));
    void runner.run('insert into t select 1', { runKey: 'r' }).catch(() => {});
    await clock.run(clock.sleep(5_000));
    const query = await clock.run(newRunner().run('insert into t select 1', { runKey: 'r' }));
    expect(query.queryId).toBe('q1');
    expect(athena.started).toHaveLength(1);
  });

  test('finds an execution whose start response was lost', async () => {
    const { clock, athena, runner } = setUp(undefined, [
      { call: 'startQueryExecution', error: apiError('TimeoutError'), when: 'after' },
    ]);
    expect((await clock.run(runner.run('insert into t select 1', { runKey: 'r' }))).queryId).toBe('q1');
    expect(athena.started).toHaveLength(1);
  });

  test('is not needed for that: every start has a token', async () => {
    const { clock, athena, runner } = setUp(undefined, [
      { call: 'startQueryExecution', error: apiError('x'), when: 'never answers' },
      { call: 'startQueryExecution', error: apiError('InternalServerException', 'oops', 500), when: 'after' },
    ]);
    expect((await clock.run(runner.run('insert into t select 1'))).queryId).toBe('q1');
    expect(athena.started).toHaveLength(1);
  });

  test.each([
    { name: 'failed permanently, fixed since', script: { end: 'FAILED', error: userError } as const },
    { name: 'failed in a way that passes', script: { end: 'FAILED', error: retryable } as const },
    { name: 'was cancelled', script: { end: 'CANCELLED' } as const },
  ])('passes by a read that $name in an earlier process, by the next attempt', async ({ script }) => {
    const { clock, athena, runner, newRunner, failure } = setUp((_, ordinal) => (ordinal <= 3 ? script : {}), [], {
      maxAttempts: 3,
    });
    const isTransient = script.end === 'FAILED' && script.error === retryable;
    expect(await failure(runner.run('select 1', { runKey: 'r' }))).toBeInstanceOf(AthenaQueryError);
    const before = athena.started.length;
    expect(before).toBe(isTransient ? 3 : 1);
    await clock.run(clock.sleep(60_000));
    const again = await clock.run(
      newRunner()
        .run('select 1', { runKey: 'r' })
        .catch((error: unknown) => error),
    );
    if (isTransient) expect(again).toMatchObject({ attempt: 4, queryId: 'q4' });
    else expect(again).toMatchObject({ queryId: 'q2', transient: false });
    expect(new Set(athena.started.map((start) => start.ClientRequestToken)).size).toBe(athena.started.length);
  });

  test('does not repeat a write that failed in an earlier process', async () => {
    const { clock, athena, runner, newRunner, failure } = setUp(() => ({ end: 'FAILED', error: retryable }));
    await failure(runner.run('insert into t select 1', { runKey: 'r' }));
    await clock.run(clock.sleep(60_000));
    const error = await failure(newRunner().run('insert into t select 1', { runKey: 'r' }));
    expect(error).toMatchObject({ queryId: 'q1', message: expect.stringContaining('another run key') });
    expect(athena.started).toHaveLength(1);
  });
});

describe('a failure', () => {
  test.each([
    { name: 'throttled by S3', error: retryable, attempts: 3 },
    {
      name: 'marked retryable',
      error: { ErrorCategory: 3, ErrorType: 9999, Retryable: true, ErrorMessage: 'x' },
      attempts: 3,
    },
    {
      name: 'of the system',
      error: { ErrorCategory: 1, ErrorType: 200, Retryable: false, ErrorMessage: 'x' },
      attempts: 3,
    },
    { name: 'of the user', error: userError, attempts: 1 },
    {
      name: 'of the system by its category, of the data by its words',
      error: {
        ErrorCategory: 1,
        ErrorType: 200,
        Retryable: false,
        ErrorMessage: 'HIVE_CURSOR_ERROR: Failed to read file',
      },
      attempts: 1,
    },
    {
      name: 'too many Glue versions',
      error: { ErrorCategory: 1, ErrorType: 1402, Retryable: false, ErrorMessage: 'x' },
      attempts: 1,
    },
  ])('$name is tried $attempts times', async ({ error, attempts }) => {
    const { athena, runner, failure } = setUp(() => ({ end: 'FAILED', error }));
    const thrown = await failure(runner.run('select 1'));
    expect(thrown).toMatchObject({
      name: 'AthenaQueryError',
      state: 'FAILED',
      transient: attempts > 1,
      errorType: error.ErrorType,
      queryId: `q${attempts}`,
    });
    expect(athena.started).toHaveLength(attempts);
  });

  test('that is retried with success returns a result, with the attempt in the token and in the SQL', async () => {
    const { clock, athena, runner } = setUp((_, ordinal) => (ordinal < 3 ? { end: 'FAILED', error: retryable } : {}));
    const query = await clock.run(
      runner.run((attempt) => `create table t with (external_location = 's3://b/${attempt}/') as select 1`, {
        runKey: 'r',
      }),
    );
    expect(query).toMatchObject({ attempt: 3, queryId: 'q3' });
    expect(athena.started.map((start) => start.QueryString)).toEqual(
      [1, 2, 3].map((attempt) => `create table t with (external_location = 's3://b/${attempt}/') as select 1`),
    );
  });

  test.each([
    { name: 'an INSERT once', sql: 'insert into t select 1', starts: 1 },
    { name: 'a CTAS once', sql: 'CREATE TABLE t AS SELECT 1', starts: 1 },
    { name: 'a MERGE once', sql: '/* release 7 */ merge into t using s on true when matched then delete', starts: 1 },
    { name: 'EXPLAIN ANALYZE of a write once', sql: 'explain analyze insert into t select 1', starts: 1 },
    { name: 'a SELECT three times', sql: '-- c\n (select 1)', starts: 3 },
    { name: 'a WITH three times', sql: 'with a as (select 1) select * from a', starts: 3 },
    { name: 'a SHOW three times', sql: 'SHOW TABLES', starts: 3 },
  ])('runs $name', async ({ sql, starts }) => {
    const { athena, runner, failure } = setUp(() => ({ end: 'FAILED', error: retryable }));
    await failure(runner.run(sql));
    expect(athena.started).toHaveLength(starts);
  });

  test('of a write is retried when the caller marks it as repeatable', async () => {
    const { clock, athena, runner } = setUp((_, ordinal) =>
      ordinal === 1
        ? { end: 'FAILED', error: { ...retryable, ErrorMessage: 'ICEBERG_COMMIT_ERROR: conflict', ErrorType: 233 } }
        : {},
    );
    await clock.run(runner.run('merge into t using s on true when matched then delete', { repeatable: true }));
    expect(athena.started).toHaveLength(2);
  });

  test('names what failed, the query, its place and what to do next, but none of the values', async () => {
    const { runner, failure } = setUp(() => ({
      end: 'FAILED',
      error: {
        ErrorCategory: 2,
        ErrorType: 1110,
        Retryable: false,
        ErrorMessage: "TABLE_NOT_FOUND: Table 'mkt.bars' does not exist",
      },
    }));
    const error = await failure(runner.run("select * from mkt.bars where secret = 'hunter2' -- it's"));
    expect(error).toMatchObject({
      queryId: 'q1',
      category: 'user',
      errorType: 1110,
      retryable: false,
      transient: false,
      engine: 'athena',
    });
    expect(String(error)).toBe(
      "AthenaQueryError: Athena query q1 failed: TABLE_NOT_FOUND: Table 'mkt.bars' does not exist [select * from mkt.bars where secret = '…'] Check the names, the database and the catalogue that the query runs in.",
    );
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  test('cancelled by the scan limit is reported as such and not retried', async () => {
    const { athena, runner, failure } = setUp(() => ({ end: 'CANCELLED', reason: 'Bytes scanned limit was exceeded' }));
    const error = await failure(runner.run('select 1'));
    expect(error).toMatchObject({
      state: 'CANCELLED',
      transient: false,
      next: expect.stringContaining('limit of bytes scanned'),
    });
    expect(athena.started).toHaveLength(1);
  });
});

test('a cancelled query is reported as cancelled and not retried', async () => {
  const { athena, runner, failure } = setUp(() => ({ end: 'CANCELLED', reason: 'Query cancelled by user' }));
  expect(await failure(runner.run('select 1'))).toMatchObject({
    name: 'AthenaQueryError',
    state: 'CANCELLED',
    transient: false,
    queryId: 'q1',
  });
  expect(athena.started).toHaveLength(1);
});

describe('a call', () => {
  test.each([
    {
      name: 'throttled starts',
      fault: { call: 'startQueryExecution', error: apiError('TooManyRequestsException'), times: 12 } as const,
    },
    {
      name: 'starts refused with 503',
      fault: { call: 'startQueryExecution', error: apiError('x', 'x', 503), times: 3 } as const,
    },
    {
      name: 'throttled polls',
      fault: { call: 'batchGetQueryExecution', error: apiError('ThrottlingException'), times: 10 } as const,
    },
    {
      name: 'a poll that never answers',
      fault: { call: 'batchGetQueryExecution', error: apiError('x'), when: 'never answers' } as const,
    },
    {
      name: 'broken connections',
      fault: {
        call: 'batchGetQueryExecution',
        error: Object.assign(new Error('socket'), { code: 'ECONNRESET' }),
        times: 5,
      } as const,
    },
  ])('outlives $name', async ({ fault }) => {
    const { clock, athena, runner } = setUp(() => ({ engineMs: 2_000 }), [fault]);
    expect(await clock.run(runner.run('insert into t select 1'))).toMatchObject({ queryId: 'q1' });
    expect(athena.started).toHaveLength(1);
  });

  test.each([
    {
      name: 'expired credentials',
      error: apiError('ExpiredTokenException', 'The security token included in the request is expired'),
      next: /sign in again/i,
      transient: false,
    },
    {
      name: 'no credentials',
      error: apiError('CredentialsProviderError', 'Could not load credentials from any providers'),
      next: /sign in again/i,
      transient: false,
    },
    {
      name: 'a missing result bucket',
      error: apiError('InvalidRequestException', 'Unable to verify/create output bucket nowhere'),
      next: /Create the result bucket/,
      transient: false,
    },
    {
      name: 'no output place',
      error: apiError('InvalidRequestException', 'No output location provided. An output location is required'),
      next: /Pass outputLocation/,
      transient: false,
    },
    {
      name: 'a missing workgroup',
      error: apiError('InvalidRequestException', 'WorkGroup lake is not found.'),
      next: /Create the workgroup/,
      transient: false,
    },
    {
      name: 'a workgroup that enforces its own output place',
      error: apiError(
        'InvalidRequestException',
        "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries.",
      ),
      next: /Leave external_location out/,
      transient: false,
    },
    {
      name: 'missing permission',
      error: apiError('AccessDeniedException', 'User: x is not authorized to perform: athena:StartQueryExecution'),
      next: /Grant the missing permission/,
      transient: false,
    },
    {
      name: 'a quota that stays full',
      error: apiError('TooManyRequestsException', 'You have exceeded the limit for the number of queries'),
      next: /higher quota/,
      transient: true,
    },
  ])('of a start that meets $name says what to do', async ({ error, next, transient }) => {
    const { runner, failure } = setUp(undefined, [{ call: 'startQueryExecution', error, times: 1_000 }]);
    expect(await failure(runner.run('select 1'))).toMatchObject({
      name: 'AthenaQueryError',
      state: 'REFUSED',
      queryId: null,
      transient,
      next: expect.stringMatching(next),
      cause: error,
    });
  });

  test('that cannot read the state names the query, which may still run', async () => {
    const { runner, failure } = setUp(
      () => ({ engineMs: 1e9 }),
      [{ call: 'batchGetQueryExecution', error: apiError('ServiceUnavailable', 'x', 503), times: 1_000 }],
    );
    expect(await failure(runner.run('select 1'))).toMatchObject({
      state: 'UNKNOWN',
      queryId: 'q1',
      transient: true,
      next: expect.stringContaining('same run key'),
    });
  });
});

describe('an abort', () => {
  test.each([
    { name: 'while it is queued', atMs: 50, stops: ['q1'] },
    { name: 'while it runs', atMs: 5_000, stops: ['q1'] },
    { name: 'before it starts', atMs: 0, stops: [] },
  ])('$name stops the query and gives its reason', async ({ atMs, stops }) => {
    const { clock, athena, runner, failure } = setUp(() => ({ engineMs: 60_000 }));
    const controller = new AbortController();
    const reason = new Error('Ctrl-C');
    if (atMs === 0) controller.abort(reason);
    else clock.at(atMs, () => controller.abort(reason));
    expect(await failure(runner.run('select 1', { signal: controller.signal }))).toBe(reason);
    expect(athena.stopped).toEqual(stops);
    expect(clock.elapsedMs).toBeLessThan(6_000);
  });

  test('during a throttled start does not wait', async () => {
    const { clock, runner, failure } = setUp(undefined, [
      { call: 'startQueryExecution', error: apiError('TooManyRequestsException'), times: 1_000 },
    ]);
    const controller = new AbortController();
    clock.at(3_000, () => controller.abort(new Error('Ctrl-C')));
    expect(await failure(runner.run('select 1', { signal: controller.signal }))).toMatchObject({ message: 'Ctrl-C' });
    expect(clock.elapsedMs).toBe(3_000);
  });

  test('of one query leaves the others alone', async () => {
    const { clock, athena, runner } = setUp(() => ({ engineMs: 10_000 }));
    const controller = new AbortController();
    clock.at(2_000, () => controller.abort(new Error('Ctrl-C')));
    const ends = await clock.run(
      Promise.allSettled([runner.run('select 1', { signal: controller.signal }), runner.run('select 2')]),
    );
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'fulfilled']);
    expect(athena.stopped).toHaveLength(1);
  });

  test('is heard although the stop is refused', async () => {
    const { clock, runner, failure } = setUp(
      () => ({ engineMs: 60_000 }),
      [{ call: 'stopQueryExecution', error: apiError('AccessDeniedException') }],
    );
    const controller = new AbortController();
    clock.at(2_000, () => controller.abort(new Error('Ctrl-C')));
    expect(await failure(runner.run('select 1', { signal: controller.signal }))).toMatchObject({ message: 'Ctrl-C' });
  });
});

describe('many queries', () => {
  test.each([
    { queries: 7, places: 1 },
    { queries: 30, places: 4 },
    { queries: 3, places: 20 },
  ])('$queries run at most $places at once, and all of them', async ({ queries, places }) => {
    const { clock, athena, runner } = setUp((sql) => ({ engineMs: Number(sql.slice(7)) * 37 }), [], {
      maxConcurrent: places,
    });
    const ends = await clock.run(
      Promise.all(Array.from({ length: queries }, (_, index) => runner.run(`select ${index}`))),
    );
    expect(new Set(ends.map((end) => end.queryId)).size).toBe(queries);
    expect(athena.mostAtOnce).toBe(Math.min(queries, places));
  });

  test('end as scripted, one token each, whatever fails on the way (property)', async () => {
    const scripts = fc.array(fc.record({ engineMs: fc.nat(2_000), failures: fc.nat(2), lost: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(scripts, fc.integer({ min: 1, max: 5 }), async (all, places) => {
        const tries = new Map<string, number>();
        const faults: Fault[] = all
          .filter(({ lost }) => lost)
          .map(() => ({
            call: 'startQueryExecution',
            error: apiError('InternalServerException', 'x', 500),
            when: 'after',
          }));
        const { clock, athena, runner } = setUp(
          (sql) => {
            const index = Number(sql.slice(7));
            const attempt = (tries.get(sql) ?? 0) + 1;
            tries.set(sql, attempt);
            const { engineMs = 0, failures = 0 } = all[index] ?? {};
            return attempt <= failures ? { engineMs, end: 'FAILED', error: retryable } : { engineMs };
          },
          faults,
          { maxConcurrent: places },
        );
        const ends = await clock.run(
          Promise.all(all.map((_, index) => runner.run(`select ${index}`, { runKey: `run/${index}` }))),
        );
        expect(ends.map((end) => end.attempt)).toEqual(all.map(({ failures }) => failures + 1));
        expect(athena.started).toHaveLength(all.reduce((sum, { failures }) => sum + failures + 1, 0));
        expect(athena.mostAtOnce).toBeLessThanOrEqual(places);
      }),
      { numRuns: 100 },
    );
  });
});

test('every execution that ended is reported, failed ones too', async () => {
  const told: QueryStatistics[] = [];
  const statistics = { DataScannedInBytes: 123, TotalExecutionTimeInMillis: 5 };
  const { clock, runner } = setUp(
    (_, ordinal) => (ordinal === 1 ? { end: 'FAILED', error: retryable, statistics } : { statistics }),
    [],
    { onStatistics: (one) => told.push(one), dollarsPerTerabyte: 1_048_576 },
  );
  await clock.run(runner.run('select 1'));
  expect(told).toMatchObject([
    { queryId: 'q1', state: 'FAILED', bytesScanned: 123, dollars: 0 },
    { queryId: 'q2', state: 'SUCCEEDED', bytesBilled: 10_485_760, dollars: 10, totalMs: 5 },
  ]);
});

test.each([
  { name: 'as much as it may', bytes: 10, engineMs: 300, stops: [], says: null },
  {
    name: 'more, and ends at once',
    bytes: 11,
    engineMs: 0,
    stops: [],
    says: /it scanned 11 bytes, for \$0\.0000, more than its limit of 10 bytes\./,
  },
  {
    name: 'more, and runs on',
    bytes: 11,
    engineMs: 600_000,
    stops: ['q1'],
    says: /was cancelled: it scanned 11 bytes/,
  },
])('a query that scans $name', async ({ bytes, engineMs, stops, says }) => {
  const { athena, clock, runner } = setUp(
    () => ({ engineMs, queueMs: 0, statistics: { DataScannedInBytes: bytes } }),
    [],
    { maxScanBytes: 10 },
  );
  const ended = clock.run(runner.run('select 1'));
  if (says === null) await expect(ended).resolves.toMatchObject({ attempt: 1 });
  else await expect(ended).rejects.toThrow(says);
  expect(athena.started).toHaveLength(1);
  expect(athena.stopped).toEqual(stops);
});
