import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedTables } from '../../ports/table-registry.ts';
import { sql } from 'kysely';
import { afterEach, describe, test } from 'vitest';
import type { ContractStore, PublishedRow } from '../../testing/contract-store.ts';
import { warehouseContract } from '../../testing/warehouse-contract.ts';
import { writeFileAtomic } from '../../storage/files/atomic-file.ts';
import { createLocalLanding } from '../../ingest/landing-files/local-landing.ts';
import { createLocalWarehouse } from './local-warehouse.ts';
import { openPublished } from './published-reader.ts';
import { createReleaseStore } from '../../storage/releases/release-store.ts';
import { storePaths } from '../../storage/files/store-paths.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();

async function createStore(): Promise<ContractStore> {
  const root = await mkdtemp(join(tmpdir(), 'warehouse-'));
  const paths = storePaths(root);
  let seconds = 0;
  const readers = new Map<number, ReturnType<typeof openPublished>>();
  const openCurrent = async () => {
    const release = await createReleaseStore(paths).current();
    if (release === null) return null;
    const opened = readers.get(release.id) ?? openPublished(paths, release);
    readers.set(release.id, opened);
    return opened;
  };
  return {
    calendars,
    clock: { now: () => new Date(Date.UTC(2026, 5, 1, 12, 0, (seconds += 1))), sleep: async () => {} },
    landing: createLocalLanding(paths, calendars),
    async open() {
      const warehouse = createLocalWarehouse(paths, calendars);
      return { warehouse, close: () => warehouse.close() };
    },
    async read(table) {
      const reader = await openCurrent();
      if (reader === null) return [];
      const known = publishedTables.find((one) => one.table.name === table)?.table.columns ?? [];
      const columns = known.map(({ name, type }) => {
        if (type === 'timestamp') return sql`strftime(${sql.ref(name)}, '%Y-%m-%dT%H:%M:%S.%gZ')`.as(name);
        return type === 'int64' ? sql`cast(${sql.ref(name)} as double)`.as(name) : sql.ref(name).as(name);
      });
      return (await sql<PublishedRow>`select ${sql.join(columns)} from ${sql.table(table)}`.execute(reader.engine))
        .rows;
    },
    async tables() {
      const reader = await openCurrent();
      if (reader === null) throw new Error('Nothing is published yet.');
      return reader.db;
    },
    async rewriteLanded(path, change) {
      await writeFileAtomic(join(root, path), change(await readFile(join(root, path))));
    },
    async plantOrphan() {
      const path = join(paths.builds, 'bars', '2026-05', 'r0.data');
      await writeFileAtomic(path, 'half a file');
      return () =>
        stat(path).then(
          () => true,
          () => false,
        );
    },
    async close() {
      for (const reader of readers.values()) await (await reader).close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

describe('the warehouse of one machine', () => {
  let store: ContractStore;
  afterEach(() => store.close());

  test.each(warehouseContract)(
    '$name',
    async ({ holds }) => {
      store = await createStore();
      const { warehouse, close } = await store.open();
      try {
        await holds(store, warehouse);
      } finally {
        await close();
      }
    },
    60_000,
  );
});
