import { setTimeout as sleep } from 'node:timers/promises';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { createContinuousCalendar, createStockCalendar } from '@tickerlake/market-calendar';
import { barsTable, hourlyVolatilityTable, qualityResultsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { afterAll, describe, inject, test } from 'vitest';
import { createLakeWarehouse } from '../lake/lake-warehouse.ts';
import { createObjectStore } from '../lake/object-store.ts';
import { createS3Landing } from '../lake/s3-landing.ts';
import type { ContractStore, PublishedRow, PublishedTable } from '../testing/contract-store.ts';
import { warehouseContract } from '../testing/warehouse-contract.ts';
import { createTrinoLakeSql } from './trino-lake-sql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engines: { readonly athenaEndpoint: string; readonly glueEndpoint: string; readonly firehoseEndpoint: string; readonly s3Endpoint: string; readonly trinoUrl: string; readonly bucket: string };
  }
}

const { trinoUrl, glueEndpoint, s3Endpoint, bucket } = inject('engines');
const access = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
const glue = new Glue({ ...access, endpoint: glueEndpoint });
const s3 = new S3({ ...access, endpoint: s3Endpoint, forcePathStyle: true });
const calendars = { XNYS: createStockCalendar(), '24/7': createContinuousCalendar() };
const tables: Readonly<Record<PublishedTable, Table>> = { sessions: sessionsTable, bars: barsTable, hourly_volatility: hourlyVolatilityTable, quality_results: qualityResultsTable };
let stores = 0;

afterAll(() => {
  glue.destroy();
  s3.destroy();
});

/** Days after the calendar of the tests, on the machine's clock: Trino's view of now. */
async function createStore(): Promise<ContractStore> {
  stores += 1;
  const database = `trino_warehouse_${Date.now()}_${stores}`;
  const objects = createObjectStore(s3, `s3://${bucket}/${database}/`);
  const start = Date.now();
  let calls = 0;
  const clock = { now: () => new Date(start + (calls += 1) * 1_000), sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal && { signal }) };
  const lakeSql = createTrinoLakeSql({ url: trinoUrl, user: 'test', catalog: 'awsdatacatalog', icebergCatalog: 'iceberg', database, fetch, clock, random: Math.random });
  return {
    calendars,
    clock,
    landing: createS3Landing(objects, calendars),
    async open() {
      const ground = { sql: lakeSql, glue, objects, database, calendars, clock, random: Math.random, holder: 'test' };
      return { warehouse: createLakeWarehouse(ground), close: async () => {} };
    },
    async read(table) {
      const columns = tables[table].columns.map(({ name, type }) => (type === 'date' ? sql`cast(${sql.ref(name)} as varchar)`.as(name) : sql.ref(name).as(name)));
      try {
        const { rows } = await sql<Record<string, unknown>>`select ${sql.join(columns)} from ${sql.table(table)}`.execute(lakeSql.db);
        return rows.map(toPublishedRow);
      } catch (error) {
        if (error instanceof Error && error.message.includes('TABLE_NOT_FOUND')) return [];
        throw error;
      }
    },
    async plantOrphan() {
      const key = 'staging/r0_20200101000000_abcd/bars/a1/part';
      await objects.write(key, 'half a file');
      return async () => (await objects.read(key)) !== null;
    },
    close: async () => {},
  };
}

const toPublishedRow = (row: Readonly<Record<string, unknown>>): PublishedRow =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : typeof value === 'bigint' ? Number(value) : (value as string | number | boolean | null)]));

describe('the warehouse on Trino', { sequential: true }, () => {
  test.each(warehouseContract)('$name', { timeout: 240_000 }, async ({ holds }) => {
    const store = await createStore();
    const { warehouse } = await store.open();
    await holds(store, warehouse);
  });
});
