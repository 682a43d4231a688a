import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { QueryEngine } from '../engine/query-engine.ts';
import { serveAthena } from '../http/serve-athena.ts';
import { connect } from '../testing/open-endpoint.ts';
import { createAthenaEndpoint } from './athena-endpoint.ts';

const noCatalog = { databases: async () => [], tables: async () => null, table: async () => null };
const page = {
  columns: [
    { name: 'n', type: 'bigint' },
    { name: 'text', type: 'varchar' },
  ],
  statistics: { bytesScanned: 0, rowsScanned: 0, planningMs: 0 },
  updateCount: null,
  isQueued: false,
};

/** An engine whose `SELECT 'rows', <count>, <length>` gives that many rows of text of that length, and whose `SELECT 'endless'` ends when it is stopped. */
const engine: QueryEngine = {
  async *run({ statement, signal }) {
    const [, count = '1', length = '1'] = /'rows', (\d+), (\d+)/.exec('sql' in statement ? statement.sql : '') ?? [];
    if ('sql' in statement && statement.sql.includes('endless')) {
      yield { ...page, rows: [] };
      signal.throwIfAborted();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    for (let from = 0; from < Number(count); from += 1_000) {
      yield {
        ...page,
        rows: Array.from({ length: Math.min(1_000, Number(count) - from) }, (_, index) => [
          BigInt(from + index),
          'é'.repeat(Number(length)),
        ]),
      };
    }
  },
};

async function open(options: Partial<Parameters<typeof createAthenaEndpoint>[0]> = {}) {
  const clock = { now: Date.UTC(2026, 4, 29) };
  const endpoint = createAthenaEndpoint({
    engine,
    catalog: noCatalog,
    now: () => new Date(clock.now),
    newId: randomUUID,
    maxRunning: 2,
    ...options,
  });
  const server = await serveAthena({ endpoint });
  const athena = connect(server.url);
  onTestFinished(async () => {
    athena.destroy();
    await server.close();
  });
  return { athena, clock, url: server.url };
}

/** Results go to the temporary folder: to one that no other test writes to. */
async function ownTemporaryFolder(): Promise<string> {
  const own = await mkdtemp(join(tmpdir(), 'tickerlake-budgets-'));
  vi.stubEnv('TMPDIR', own);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(own, { recursive: true, force: true });
  });
  return own;
}

describe('a result', () => {
  it('of many rows is read in pages, each row once and in order', async () => {
    const { athena } = await open();
    const { QueryExecutionId } = await athena.run("SELECT 'rows', 2750, 3");
    const numbers: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await athena.getQueryResults({
        QueryExecutionId,
        ...(NextToken !== undefined && { NextToken }),
        MaxResults: 700,
      });
      numbers.push(...(answer.ResultSet?.Rows ?? []).map((row) => row.Data?.[0]?.VarCharValue));
      ({ NextToken } = answer);
    } while (NextToken !== undefined);
    expect(numbers).toEqual(['n', ...Array.from({ length: 2_750 }, (_, index) => String(index))]);
  });

  it('of long rows comes in shorter pages', async () => {
    const { athena } = await open();
    const { QueryExecutionId } = await athena.run("SELECT 'rows', 10, 1500000");
    const { ResultSet, NextToken } = await athena.getQueryResults({ QueryExecutionId });
    expect(ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue)).toEqual(['n', '0', '1']);
    expect(
      (await athena.getQueryResults({ QueryExecutionId, NextToken })).ResultSet?.Rows?.[0]?.Data?.[0]?.VarCharValue,
    ).toBe('2');
  });

  it('larger than it may be fails its query, in words', async () => {
    const { athena } = await open({ budget: { resultBytes: 10_000 } });
    expect((await athena.run("SELECT 'rows', 5000, 3")).Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringContaining('EXCEEDED_RESULT_LIMIT: The result is larger than 10000 bytes'),
    });
    expect((await athena.run("SELECT 'rows', 5, 3")).Status?.State).toBe('SUCCEEDED');
  });

  it('gives way to later ones', async () => {
    const { athena } = await open({ budget: { totalBytes: 20_000 } });
    const first = await athena.run("SELECT 'rows', 1000, 3");
    const second = await athena.run("SELECT 'rows', 1000, 4");
    await expect(athena.getQueryResults({ QueryExecutionId: first.QueryExecutionId })).rejects.toThrow(
      'were evicted to make room for newer ones',
    );
    expect((await athena.getQueryResults({ QueryExecutionId: second.QueryExecutionId })).ResultSet?.Rows).toHaveLength(
      1_000,
    );
  });

  it('is removed with its files, to make room and after its time', async () => {
    const { athena, clock, url } = await open({ budget: { totalBytes: 40_000, keepMs: 60_000 } });
    const start = (QueryString: string) => athena.run({ QueryString, WorkGroup: 'files' });
    const statusOf = async ({ ResultConfiguration }: Awaited<ReturnType<typeof start>>) =>
      (await fetch(`${url}/${ResultConfiguration?.OutputLocation?.replace('s3://', '')}`)).status;
    const first = await start("SELECT 'rows', 1000, 3");
    expect(await statusOf(first)).toBe(200);
    const second = await start("SELECT 'rows', 1000, 4");
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
    clock.now += 61_000;
    expect(await statusOf(second)).toBe(404);
  });

  it('and its query are forgotten after their time', async () => {
    const { athena, clock } = await open({ budget: { keepMs: 60_000 } });
    const { QueryExecutionId } = await athena.run("SELECT 'rows', 1, 1");
    clock.now += 59_000;
    expect((await athena.getQueryResults({ QueryExecutionId })).ResultSet?.Rows).toHaveLength(2);
    clock.now += 2_000;
    await expect(athena.getQueryExecution({ QueryExecutionId })).rejects.toThrow('was not found');
  });

  it('is made again for the token of a forgotten query, while a later one is kept', async () => {
    const { athena, clock } = await open({ budget: { keepMs: 60_000 } });
    const first = { QueryString: "SELECT 'rows', 1, 1", ClientRequestToken: 'a'.repeat(32) };
    const { QueryExecutionId } = await athena.run(first);
    clock.now += 40_000;
    await athena.run("SELECT 'rows', 2, 1");
    clock.now += 40_000;
    const again = await athena.run(first);
    expect(again.QueryExecutionId).not.toBe(QueryExecutionId);
    expect(again.Status?.State).toBe('SUCCEEDED');
  });

  it('leaves no file when the server ends', async () => {
    const own = await ownTemporaryFolder();
    const endpoint = createAthenaEndpoint({ engine, catalog: noCatalog, now: () => new Date(), newId: randomUUID });
    const server = await serveAthena({ endpoint });
    const athena = connect(server.url);
    await athena.run("SELECT 'rows', 1, 1");
    expect(await readdir(own)).toEqual([expect.stringMatching(/^tickerlake-results-/)]);
    athena.destroy();
    await server.close();
    expect(await readdir(own)).toEqual([]);
  });
});

describe('a query', () => {
  it('that takes too long fails with that reason', async () => {
    const { athena } = await open({ statementTimeoutMs: 50 });
    expect((await athena.run("SELECT 'endless'")).Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringContaining('EXCEEDED_TIME_LIMIT'),
    });
  });

  it('that is stopped while it waits ends at once, and those behind it continue', async () => {
    const { athena } = await open();
    const start = async (sql: string) => (await athena.startQueryExecution({ QueryString: sql })).QueryExecutionId;
    const running = [await start("SELECT 'endless'"), await start("SELECT 'endless'")];
    const waiting = await start("SELECT 'endless'");
    const last = await start("SELECT 'rows', 1, 1");
    await athena.stopQueryExecution({ QueryExecutionId: waiting });
    expect((await athena.ended(waiting)).Status?.State).toBe('CANCELLED');
    for (const QueryExecutionId of running) await athena.stopQueryExecution({ QueryExecutionId });
    expect((await athena.ended(last)).Status?.State).toBe('SUCCEEDED');
  });

  it('beyond those that may wait is refused for now', async () => {
    const { athena } = await open();
    const started = await Promise.allSettled(
      Array.from({ length: 201 }, () => athena.startQueryExecution({ QueryString: "SELECT 'endless'" })),
    );
    const refused = started.filter(({ status }) => status === 'rejected');
    expect(refused).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ name: 'TooManyRequestsException' }) },
    ]);
  });
});

describe('a body', () => {
  async function send(url: string, chunks: number): Promise<number | undefined> {
    const sent = request(url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonAthena.ListWorkGroups', 'transfer-encoding': 'chunked' },
    });
    sent.on('error', () => undefined); // The server closes the connection.
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    for (let index = 0; index < chunks; index += 1) sent.write(' '.repeat(65_536));
    sent.end('{}');
    const [response] = await answered;
    response.resume();
    return response.statusCode;
  }

  it('in chunks is read up to its limit and no further', async () => {
    const { url } = await open();
    expect(await send(url, 2)).toBe(200);
    expect(await send(url, 40)).toBe(413);
    expect(await send(url, 2)).toBe(200);
  });
});
