import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createLocalLanding } from '../../ingest/landing-files/local-landing.ts';
import type { Published } from '../../ports/published.ts';
import type { Warehouse } from '../../ports/warehouse.ts';
import { createCalendars } from '../../ports/calendars.ts';
import { storePaths } from '../../storage/files/store-paths.ts';
import { publishRun } from '../../testing/contract-store.ts';
import { publishedContract, publishedRuns } from '../../testing/published-contract.ts';
import { createLocalPublished } from './local-published.ts';
import { createLocalWarehouse } from './local-warehouse.ts';

const calendars = createCalendars();

describe('what a store on this machine has published', () => {
  let root: string;
  let published: Published;
  let warehouse: Warehouse & { close(): Promise<void> };
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'published-'));
    const paths = storePaths(root);
    published = createLocalPublished(paths);
    expect(await published.openCurrent()).toBeNull();
    warehouse = createLocalWarehouse(paths, calendars);
    let seconds = 0;
    const store = {
      calendars,
      clock: { now: () => new Date(Date.UTC(2026, 5, 1, 12, 0, (seconds += 1))), sleep: async () => {} },
      landing: createLocalLanding(paths, calendars),
    };
    for (const run of publishedRuns) await publishRun(store, warehouse, run);
  });
  afterAll(async () => {
    await warehouse.close();
    await rm(root, { recursive: true, force: true });
  });

  test.each(publishedContract)('$name', ({ holds }) => holds(published, (id) => warehouse.rollback(id)));

  it('has session totals, which a lake has not', () => {
    expect(published.tables).toContain('session_totals');
  });
});
