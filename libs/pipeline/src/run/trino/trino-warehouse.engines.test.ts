import { describe, inject, onTestFinished, test } from 'vitest';
import { createRigLake } from '../lake/testing/rig-lake.ts';
import { warehouseContract } from '../../testing/warehouse-contract.ts';
import { openTrinoLake } from './open-trino-lake.ts';

describe('the warehouse on Trino', () => {
  test.each(warehouseContract)('$name', { timeout: 240_000 }, async ({ holds }) => {
    const store = createRigLake(inject('engines'), (place, { trinoUrl: url }) =>
      openTrinoLake({ url, user: 'test', catalog: 'awsdatacatalog', icebergCatalog: 'iceberg', fetch }, place),
    );
    onTestFinished(() => store.close());
    const { warehouse } = await store.open();
    await holds(store, warehouse);
  });
});
