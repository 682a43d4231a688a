import { Athena } from '@aws-sdk/client-athena';
import { describe, inject, onTestFinished, test } from 'vitest';
import { createRigLake } from '../lake/testing/rig-lake.ts';
import { warehouseContract } from '../testing/warehouse-contract.ts';
import { openAwsLake } from './open-aws-lake.ts';

/** The crash matrix of `apps/workflow-orchestrator` ends this warehouse's process after every single call. */
const cases = warehouseContract.filter(({ name }) => !name.startsWith('a run that ended between'));

describe('the warehouse on Athena, Glue and S3', () => {
  test.each(cases)('$name', { timeout: 240_000 }, async ({ holds }) => {
    const { athenaEndpoint } = inject('engines');
    const athena = new Athena({ region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' }, endpoint: athenaEndpoint });
    onTestFinished(() => athena.destroy());
    const store = createRigLake(inject('engines'), (place) => openAwsLake({ athena, outputLocation: `${place.location}results/`, poll: { firstMs: 20, capMs: 200 } }, place));
    onTestFinished(() => store.close());
    const { warehouse } = await store.open();
    await holds(store, warehouse);
  });
});
