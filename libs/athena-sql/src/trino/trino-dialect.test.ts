import { Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { TrinoDriverConfig } from './trino-driver.ts';
import { createTrinoClient } from './trino-client.ts';
import { TrinoDialect } from './trino-dialect.ts';
import { queryId, type ScriptedAnswer, startScriptedTrino } from './testing/scripted-trino.ts';

const bigint = { name: 'v', type: 'bigint', typeSignature: { rawType: 'bigint', arguments: [] } };
const page = (...values: readonly (string | null)[]): ScriptedAnswer => ({
  json: { columns: [bigint], data: values.map((value) => [value]) },
});
const clock = { now: () => new Date(0), sleep: async () => {} };

async function withTrino(
  script: readonly ScriptedAnswer[],
  act: (db: Kysely<{ t: { v: bigint } }>, requests: readonly { method: string; body: string }[]) => Promise<void>,
  config: Partial<TrinoDriverConfig> = {},
): Promise<void> {
  await using server = await startScriptedTrino(script);
  const client = createTrinoClient({ url: server.url, user: 'analyst', fetch, clock, random: () => 0 });
  await act(new Kysely<{ t: { v: bigint } }>({ dialect: new TrinoDialect({ client, ...config }) }), server.requests);
}

describe('TrinoDialect', () => {
  test('gives the rows of all pages, and sends values as text', async () => {
    await withTrino([{ json: {} }, page('#1', null), page(), page('#9007199254740993')], async (db, requests) => {
      expect(await db.selectFrom('t').select('v').where('v', '>', 0n).execute()).toEqual([
        { v: 1n },
        { v: null },
        { v: 9_007_199_254_740_993n },
      ]);
      expect(requests[0]?.body).toBe('select "v" from "t" where "v" > 0');
    });
  });

  test('streams a page at a time, and cancels when left', async () => {
    await withTrino([page('#1', '#2'), page('#3'), page('#4')], async (db, requests) => {
      const seen: unknown[] = [];
      for await (const row of db.selectFrom('t').select('v').stream(1)) {
        seen.push(row.v);
        if (row.v === 2n) break;
      }
      expect(seen).toEqual([1n, 2n]);
      expect(requests.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
    });
  });

  test('counts the rows that a statement changed, and returns none', async () => {
    await withTrino(
      [
        page(),
        { json: { columns: [{ ...bigint, name: 'rows' }], data: [['#3']], updateType: 'INSERT', updateCount: '#3' } },
      ],
      async (db) => {
        const [result] = await db.insertInto('t').values({ v: 1n }).execute();
        expect(result?.numInsertedOrUpdatedRows).toBe(3n);
      },
    );
  });

  test('reports the cost of a query', async () => {
    const taken: unknown[] = [];
    await withTrino(
      [page('#1'), { json: { stats: { state: 'FINISHED', physicalInputBytes: '#12', elapsedTimeMillis: '#5' } } }],
      async (db) => {
        await sql`select 1 as v`.execute(db);
        expect(taken).toEqual([expect.objectContaining({ queryId, physicalInputBytes: 12, elapsedMs: 5 })]);
      },
      { onStatistics: (statistics) => taken.push(statistics) },
    );
  });

  test('is stopped by its signal', async () => {
    const controller = new AbortController();
    await withTrino(
      [page('#1'), page('#2'), page('#3')],
      async (db, requests) => {
        const rows = db.selectFrom('t').select('v').stream(1);
        await rows.next();
        controller.abort(new Error('enough'));
        await expect(rows.next()).rejects.toThrow('enough');
        expect(requests.at(-1)?.method).toBe('DELETE');
      },
      { query: { signal: controller.signal } },
    );
  });

  test('has no transactions', async () => {
    await withTrino([], async (db, requests) => {
      await expect(
        db.transaction().execute(async (transaction) => transaction.selectFrom('t').select('v').execute()),
      ).rejects.toThrow(/MERGE/);
      expect(requests).toEqual([]);
    });
  });
});
