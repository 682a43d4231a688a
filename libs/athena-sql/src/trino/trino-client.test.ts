import { describe, expect, test } from 'vitest';
import type { Clock } from '../calls/clock.ts';
import { queryId, type ScriptedAnswer, type ScriptedTrino, startScriptedTrino } from './testing/scripted-trino.ts';
import { createTrinoClient, type TrinoClientOptions, type TrinoPage } from './trino-client.ts';
import { TrinoQueryError } from './trino-query-error.ts';

const bigint = { name: 'v', type: 'bigint', typeSignature: { rawType: 'bigint', arguments: [] } };

/** Waiting takes no time, and moves the clock on. */
function createClock(): Clock & { readonly waits: number[] } {
  let nowMs = Date.UTC(2026, 4, 29);
  const waits: number[] = [];
  return {
    waits,
    now: () => new Date(nowMs),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      waits.push(ms);
      nowMs += ms;
    },
  };
}

async function withTrino<T>(
  script: readonly ScriptedAnswer[],
  act: (parts: {
    server: ScriptedTrino;
    clock: ReturnType<typeof createClock>;
    client: ReturnType<typeof createTrinoClient>;
  }) => Promise<T>,
  options: Partial<TrinoClientOptions> = {},
): Promise<T> {
  await using server = await startScriptedTrino(script);
  const clock = createClock();
  return await act({
    server,
    clock,
    client: createTrinoClient({ url: server.url, user: 'analyst', fetch, clock, random: () => 0, ...options }),
  });
}

async function collect(pages: AsyncIterable<TrinoPage>): Promise<TrinoPage[]> {
  const all: TrinoPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const failureOf = (pages: AsyncIterable<TrinoPage>): Promise<unknown> =>
  collect(pages).then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('a statement', () => {
  test('is posted with its session, and followed without it', async () => {
    const script = [{ json: {} }, { json: { columns: [bigint], data: [['#1']] } }, { json: {} }];
    await withTrino(
      script,
      async ({ client, server }) => {
        await collect(
          client.pages('select 1', {
            schema: 'market',
            traceToken: 'run-1',
            sessionProperties: { query_max_run_time: '10m', 'hive.compression_codec': 'Z,D=' },
          }),
        );
        expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
          'POST /v1/statement',
          `GET /v1/statement/executing/${queryId}/slug/1`,
          `GET /v1/statement/executing/${queryId}/slug/2`,
        ]);
        const [post, get] = server.requests;
        expect(post?.body).toBe('select 1');
        expect(post?.headers).toMatchObject({
          'x-trino-user': 'analyst',
          'x-trino-source': 'tickerlake',
          'x-trino-catalog': 'awsdatacatalog',
          'x-trino-schema': 'market',
          'x-trino-time-zone': 'UTC',
          'x-trino-client-capabilities': 'PARAMETRIC_DATETIME',
          'x-trino-trace-token': 'run-1',
          'x-trino-session': 'query_max_run_time=10m,hive.compression_codec=Z%2CD%3D',
          authorization: 'Basic secret',
        });
        expect(Object.keys(get?.headers ?? {}).filter((name) => name.startsWith('x-trino'))).toEqual([]);
        expect(get?.headers.authorization).toBe('Basic secret');
      },
      { catalog: 'awsdatacatalog', headers: { authorization: 'Basic secret' } },
    );
  });

  test('gives every answer as it comes: id and state first, columns when planned, rows, the count', async () => {
    const script = [
      { json: { stats: { state: 'QUEUED' } } },
      { json: { columns: [bigint], data: [['#9007199254740993'], [null]] } },
      { json: {} },
      {
        json: {
          updateType: 'INSERT',
          updateCount: '#9007199254740993',
          stats: { state: 'FINISHED', physicalInputBytes: '#280567' },
        },
      },
    ];
    await withTrino(script, async ({ client }) => {
      const pages = await collect(client.pages('select 1'));
      expect(
        pages.map(({ rows, statistics, columns }) => ({
          state: statistics.state,
          columns: columns?.map((column) => column.type),
          rows,
        })),
      ).toEqual([
        { state: 'QUEUED', columns: undefined, rows: [] },
        { state: 'RUNNING', columns: ['bigint'], rows: [['9007199254740993'], [null]] },
        { state: 'RUNNING', columns: ['bigint'], rows: [] },
        { state: 'FINISHED', columns: ['bigint'], rows: [] },
      ]);
      expect(pages.at(-1)).toMatchObject({
        queryId,
        updateType: 'INSERT',
        updateCount: 9_007_199_254_740_993n,
        statistics: { physicalInputBytes: 280_567 },
      });
    });
  });
});

describe('a failure', () => {
  const error = {
    message: "line 1:8: Column 'nope' cannot be resolved",
    errorCode: 47,
    errorName: 'COLUMN_NOT_FOUND',
    errorType: 'USER_ERROR',
    errorLocation: { lineNumber: 1, columnNumber: 8 },
  };

  test("carries Trino's words although the status is 200", async () => {
    await withTrino(
      [{ json: {} }, { json: { error, stats: { state: 'FAILED', elapsedTimeMillis: 12 } } }],
      async ({ client, server }) => {
        const failure = await failureOf(client.pages("select nope from t where x = 'secret'"));
        expect(failure).toBeInstanceOf(TrinoQueryError);
        expect(failure).toMatchObject({
          queryId,
          errorName: 'COLUMN_NOT_FOUND',
          errorType: 'USER_ERROR',
          errorCode: 47,
          reason: error.message,
          location: { line: 1, column: 8 },
          transient: false,
          statistics: { state: 'FAILED', elapsedMs: 12 },
        });
        expect(String(failure)).toContain(`Trino query ${queryId} failed: COLUMN_NOT_FOUND: line 1:8`);
        expect(String(failure)).not.toContain('secret');
        expect(server.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
      },
    );
  });

  test.each([
    { errorName: 'NO_NODES_AVAILABLE', errorType: 'INSUFFICIENT_RESOURCES', transient: true },
    { errorName: 'ICEBERG_COMMIT_ERROR', errorType: 'EXTERNAL', transient: true },
    { errorName: 'HIVE_PATH_ALREADY_EXISTS', errorType: 'EXTERNAL', transient: false },
    { errorName: 'EXCEEDED_TIME_LIMIT', errorType: 'INSUFFICIENT_RESOURCES', transient: false },
  ])('$errorName: transient is $transient', async ({ errorName, errorType, transient }) => {
    await withTrino([{ json: { error: { ...error, errorName, errorType } } }], async ({ client }) => {
      expect(await failureOf(client.pages('select 1'))).toMatchObject({ errorName, errorType, transient });
    });
  });

  test.each<{ name: string; answer: ScriptedAnswer; text: RegExp; transient: boolean }>([
    {
      name: 'a status that no retry helps',
      answer: { status: 401, text: 'Unauthorized' },
      text: /POST \/v1\/statement answered 401: Unauthorized/,
      transient: false,
    },
    {
      name: 'an answer that is not JSON',
      answer: { status: 200, text: '<html>' },
      text: /an answer that is not Trino's/,
      transient: false,
    },
    {
      name: 'JSON that is not an answer',
      answer: { status: 200, text: '{"hello":1}' },
      text: /an answer that is not Trino's/,
      transient: false,
    },
    {
      name: 'a next page elsewhere',
      answer: { json: { nextUri: 'http://169.254.169.254/v1/statement/1' } },
      text: /process-forwarded/,
      transient: false,
    },
  ])('says what is wrong with $name', async ({ answer, text, transient }) => {
    await withTrino([answer], async ({ client, server }) => {
      const failure = await failureOf(client.pages('select 1'));
      expect(failure).toMatchObject({ name: 'TrinoQueryError', errorName: null, transient });
      expect(String(failure)).toMatch(text);
      expect(server.requests.length).toBe(1);
    });
  });
});

describe('a Trino that is away or busy', () => {
  const done = { json: { columns: [bigint], data: [['#1']] } };

  test.each<{ name: string; script: readonly ScriptedAnswer[]; waits: readonly number[] }>([
    { name: '503 and 502 before the query starts', script: [{ status: 503 }, { status: 502 }, done], waits: [50, 100] },
    { name: '504 between pages', script: [{ json: {} }, { status: 504 }, done], waits: [50] },
    { name: 'a connection cut between pages', script: [{ json: {} }, null, done], waits: [50] },
    {
      name: '429 with the seconds to wait',
      script: [{ status: 429, headers: { 'retry-after': '7' } }, done],
      waits: [7_000],
    },
    {
      name: '429 with a date',
      script: [{ status: 429, headers: { 'retry-after': 'Fri, 29 May 2026 00:00:03 GMT' } }, done],
      waits: [3_000],
    },
  ])('is asked again: $name', async ({ script, waits }) => {
    await withTrino(script, async ({ client, clock }) => {
      const pages = await collect(client.pages('select 1'));
      expect(pages.flatMap((page) => page.rows)).toEqual([['1']]);
      expect(clock.waits).toEqual(waits);
    });
  });

  test('is given up when patience is over, as transient', async () => {
    await withTrino(
      Array.from({ length: 20 }, () => ({ status: 503, text: 'starting' })),
      async ({ client, clock }) => {
        expect(await failureOf(client.pages('select 1'))).toMatchObject({ transient: true, queryId: null });
        expect(clock.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(1_000);
      },
      { patienceMs: 1_000 },
    );
  });
});

describe('a query that is not needed any more', () => {
  const endless = Array.from({ length: 50 }, () => ({ json: { columns: [bigint], data: [['#1']] } }));

  test('is cancelled when the iteration ends early', async () => {
    await withTrino(endless, async ({ client, server }) => {
      for await (const page of client.pages('select 1')) if (page.rows.length > 0) break;
      expect(server.requests.at(-1)).toMatchObject({
        method: 'DELETE',
        path: `/v1/statement/executing/${queryId}/slug/1`,
      });
    });
  });

  test('is cancelled when aborted, and the reason is thrown', async () => {
    await withTrino(endless, async ({ client, server }) => {
      const controller = new AbortController();
      const pages = client.pages('select 1', { signal: controller.signal });
      await pages.next();
      controller.abort(new Error('the reader has left'));
      await expect(pages.next()).rejects.toThrow('the reader has left');
      expect(server.requests.at(-1)?.method).toBe('DELETE');
    });
  });

  test('is never sent when aborted before', async () => {
    await withTrino(endless, async ({ client, server }) => {
      await expect(client.pages('select 1', { signal: AbortSignal.abort(new Error('no')) }).next()).rejects.toThrow(
        'no',
      );
      expect(server.requests).toEqual([]);
    });
  });
});

test('a session property needs a name', async () => {
  await withTrino([], async ({ client }) => {
    await expect(client.pages('select 1', { sessionProperties: { 'a,b': '1' } }).next()).rejects.toThrow(
      /session property/,
    );
  });
});
