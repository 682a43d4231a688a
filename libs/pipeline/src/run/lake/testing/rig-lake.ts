import { setTimeout as sleep } from 'node:timers/promises';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { createTrinoClient } from '@tickerlake/athena-sql';
import type { RigEngines } from '@tickerlake/athena-sql/testing';
import type { LogicalType } from '@tickerlake/record-schema';
import type { ContractStore, PublishedRow } from '../../../testing/contract-store.ts';
import { publishedTables } from '../../../ports/table-registry.ts';
import { createObjectStore, type ObjectStore } from '../../../storage/objects/object-store.ts';
import type { Lake, LakeOptions } from '../open-lake.ts';
import { createCalendars } from '../../../ports/calendars.ts';

/** An empty lake on the rig. */
export interface RigLake extends ContractStore {
  readonly place: LakeOptions;
  readonly objects: ObjectStore;
  /** Runs a statement on Trino, independently of the warehouse; the rows as text. */
  trino(statement: string): Promise<readonly (readonly unknown[])[]>;
  /** Spoils the next answers of Glue about this lake's tables. */
  setFaults(faults: readonly { action: string; kind: string; about: string; times: number }[]): Promise<void>;
}

const access = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
let lakes = 0;

/**
 * Makes lakes on the rig, each with its own database and folder. Its clock is the machine's and never repeats an instant: a
 * clock that runs ahead lands on days that Trino's own has not reached, and never waits between two polls.
 *
 * @example
 * const lake = createRigLake(inject('engines'), (place, engines) => openTrinoLake({ url: engines.trinoUrl, ... }, place));
 */
export function createRigLake(engines: RigEngines, open: (place: LakeOptions, engines: RigEngines) => Lake): RigLake {
  lakes += 1;
  const database = `lake_${process.pid}_${Date.now()}_${lakes}`;
  const location = `s3://${engines.bucket}/${database}/`;
  const glue = new Glue({ ...access, endpoint: engines.glueEndpoint });
  const s3 = new S3({ ...access, endpoint: engines.s3Endpoint, forcePathStyle: true });
  const objects = createObjectStore(s3, location);
  const calendars = createCalendars();
  let lastMs = 0;
  const clock = {
    now: () => new Date((lastMs = Math.max(lastMs + 1, Date.now()))),
    sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal && { signal }),
  };
  const place: LakeOptions = { glue, s3, location, database, calendars, clock, random: Math.random, holder: 'test' };
  const client = createTrinoClient({
    url: engines.trinoUrl,
    user: 'test',
    catalog: 'awsdatacatalog',
    schema: database,
    fetch,
    clock: { ...clock, now: () => new Date() },
    random: Math.random,
  });
  const trino = async (statement: string): Promise<readonly (readonly unknown[])[]> => {
    const rows: (readonly unknown[])[] = [];
    for await (const page of client.pages(statement)) rows.push(...page.rows);
    return rows;
  };
  const setFaults: RigLake['setFaults'] = async (faults) => {
    const answer = await fetch(`${engines.glueEndpoint}/rig/faults?owner=${database}`, {
      method: 'POST',
      body: JSON.stringify(faults),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    place,
    objects,
    trino,
    setFaults,
    calendars,
    clock,
    landing: open(place, engines).landing,
    open: async () => ({ warehouse: open(place, engines).warehouse, close: async () => {} }),
    read: (table) => readTable(trino, table),
    tables: async () => open(place, engines).db,
    async rewriteLanded(path, change) {
      const stored = await objects.read(path);
      if (stored !== null) await objects.write(path, change(stored.content));
    },
    async plantOrphan() {
      const key = 'staging/r0_20200101000000_abcd/bars/a1/part';
      await objects.write(key, 'half a file');
      return async () => (await objects.read(key)) !== null;
    },
    async close() {
      await setFaults([]);
      glue.destroy();
      s3.destroy();
    },
  };
}

async function readTable(trino: RigLake['trino'], name: string): Promise<readonly PublishedRow[]> {
  const columns = publishedTables.find(({ table }) => table.name === name)?.table.columns ?? [];
  try {
    const rows = await trino(`select ${columns.map((column) => `"${column.name}"`).join(', ')} from ${name}`);
    return rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column.name, toPublished(column.type, row[index])])),
    );
  } catch (error) {
    if (error instanceof Error && error.message.includes('TABLE_NOT_FOUND')) return [];
    throw error;
  }
}

/** Trino's own JSON, without the dialect that the warehouse reads with. */
function toPublished(type: LogicalType, value: unknown): PublishedRow[string] {
  if (value === null || value === undefined) return null;
  if (type === 'boolean') return value === true;
  if (type === 'timestamp') return new Date(`${String(value).replace(' ', 'T').slice(0, 23)}Z`).toISOString();
  return type === 'string' || type === 'date' ? String(value) : Number(value);
}
