import { Athena } from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Published } from '../../ports/published.ts';
import { publishRun } from '../../testing/contract-store.ts';
import { publishedContract, publishedRuns } from '../../testing/published-contract.ts';
import { openAwsLake } from '../aws/open-aws-lake.ts';
import type { Lake } from '../lake/open-lake.ts';
import { createRigLake, type RigLake } from '../lake/testing/rig-lake.ts';
import { openTrinoLake } from '../trino/open-trino-lake.ts';
import { createLakePublished } from './lake-published.ts';

const { athenaEndpoint: endpoint, trinoUrl: url } = inject('engines');
const athena = new Athena({ region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' }, endpoint });
const trino = { url, user: 'test', catalog: 'awsdatacatalog', icebergCatalog: 'iceberg', fetch };
const openers: Readonly<Record<'Trino' | 'Athena', (place: RigLake['place'], maxScanBytes?: number) => Lake>> = {
  Trino: (place, maxScanBytes) =>
    openTrinoLake({ ...trino, ...(maxScanBytes !== undefined && { maxScanBytes }) }, place),
  Athena: (place, maxScanBytes) =>
    openAwsLake(
      {
        athena,
        outputLocation: `${place.location}results/`,
        poll: { firstMs: 20, capMs: 200 },
        ...(maxScanBytes !== undefined && { maxScanBytes }),
      },
      place,
    ),
};

let rig: RigLake;
beforeAll(async () => {
  rig = createRigLake(inject('engines'), (place) => openers.Trino(place));
  const { warehouse } = await rig.open();
  for (const run of publishedRuns) await publishRun(rig, warehouse, run);
}, 120_000);
afterAll(async () => {
  await rig.close();
  athena.destroy();
});

describe.each(['Trino', 'Athena'] as const)('what a lake on %s has published', (engine) => {
  let lake: Lake;
  let published: Published;
  beforeAll(() => {
    lake = openers[engine](rig.place);
    published = createLakePublished(lake.readers);
  });

  test.each(publishedContract)('$name', { timeout: 60_000 }, ({ holds }) => holds(published));

  test('what is refused is not sent, and what is sent is counted and stopped by its limit', async () => {
    const before = lake.readers.sql.scanned();
    const current = await published.openCurrent();
    await expect(current?.stream('drop table bars')[Symbol.asyncIterator]().next()).rejects.toThrow('only read');
    expect(lake.readers.sql.scanned()).toEqual(before);
    const limited = await createLakePublished(openers[engine](rig.place, 1).readers).openCurrent();
    await expect(limited?.stream('select sum(high) from bars')[Symbol.asyncIterator]().next()).rejects.toThrow(
      engine === 'Athena' ? /it scanned \d+ bytes, .* and may scan 1 bytes/ : 'EXCEEDED_SCAN_LIMIT',
    );
  }, 60_000);
});
