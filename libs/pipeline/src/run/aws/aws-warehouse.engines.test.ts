import { Athena } from '@aws-sdk/client-athena';
import { describe, inject, onTestFinished, test } from 'vitest';
import { createRigLake } from '../lake/testing/rig-lake.ts';
import { warehouseContract } from '../../testing/warehouse-contract.ts';
import { openAwsLake } from './open-aws-lake.ts';

/**
 * Two cases are held elsewhere, and take two minutes: the crash matrix of `apps/workflow-orchestrator` ends this warehouse's process
 * after every single call, and Trino, whose statements these are, takes the build of more months than Athena has partitions.
 */
const elsewhere = ['a run that ended between', 'holds more months than one build'];
const cases = warehouseContract.filter(({ name }) => !elsewhere.some((start) => name.startsWith(start)));

describe('the warehouse on Athena, Glue and S3', () => {
  test.each(cases)('$name', { timeout: 240_000 }, async ({ holds }) => {
    const { athenaEndpoint } = inject('engines');
    const athena = new Athena({
      region: 'us-east-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      endpoint: athenaEndpoint,
    });
    onTestFinished(() => athena.destroy());
    const store = createRigLake(inject('engines'), (place) =>
      openAwsLake({ athena, outputLocation: `${place.location}results/`, poll: { firstMs: 20, capMs: 200 } }, place),
    );
    onTestFinished(() => store.close());
    const { warehouse } = await store.open();
    await holds(store, warehouse);
  });
});
