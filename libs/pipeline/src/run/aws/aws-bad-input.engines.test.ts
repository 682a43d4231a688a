import { Athena } from '@aws-sdk/client-athena';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { parseDqdl } from '@tickerlake/data-quality';
import { afterAll, beforeAll, describe, expect, inject, it, test } from 'vitest';
import type { LakeOptions } from '../lake/open-lake.ts';
import { createRigLake, type RigLake } from '../lake/testing/rig-lake.ts';
import { buildRun, type ContractRun, publishRun, seen } from '../../testing/contract-store.ts';
import { type AthenaEngine } from '../../engines/lake/athena-lake-sql.ts';
import { openAwsLake } from './open-aws-lake.ts';

const { athenaEndpoint, glueEndpoint, s3Endpoint } = inject('engines');
const region = 'us-east-1';
const athena = new Athena({
  region,
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  endpoint: athenaEndpoint,
});
const open = (place: LakeOptions, engine: Partial<AthenaEngine> = {}) =>
  openAwsLake(
    { athena, outputLocation: `${place.location}results/`, poll: { firstMs: 20, capMs: 200 }, ...engine },
    place,
  );
const first: ContractRun = { runId: 'r1', from: '2026-05-04', to: '2026-05-04' };
const second: ContractRun = { runId: 'r2', from: '2026-05-05', to: '2026-05-05' };

/** As the SDK does when a session has run out. */
const expired = {
  region,
  credentials: async () =>
    Promise.reject(Object.assign(new Error('The SSO session has expired.'), { name: 'CredentialsProviderError' })),
};

let lake: RigLake;
let published: Awaited<ReturnType<typeof seen>>;
beforeAll(async () => {
  lake = createRigLake(inject('engines'), (place) => open(place));
  await publishRun(lake, (await lake.open()).warehouse, first);
  published = await seen(lake);
  await athena.createWorkGroup({
    Name: lake.place.database,
    Configuration: {
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: { OutputLocation: `${lake.place.location}enforced/` },
    },
  });
}, 120_000);
afterAll(async () => {
  await lake.close();
  athena.destroy();
});

describe('a lake on AWS', () => {
  test.each([
    {
      name: 'in a workgroup that enforces its own output place',
      engine: () => ({ workGroup: lake.place.database }),
      says: /enforces a centralized output location.*Leave external_location out, or turn off/s,
    },
    {
      name: 'whose bucket for results is missing',
      engine: () => ({ outputLocation: 's3://no-such-bucket-here/results/' }),
      says: /output bucket.*Create the result bucket in the query's region/s,
    },
    {
      name: 'in a workgroup that is not there',
      engine: () => ({ workGroup: 'nobody-made-this' }),
      says: /Create the workgroup, or pass the name of one in this region/,
    },
    {
      name: 'whose credentials for Athena have expired',
      engine: () => ({ athena: new Athena({ ...expired, endpoint: athenaEndpoint }) }),
      says: /The AWS credentials are missing, wrong or expired: sign in again/,
    },
  ])(
    '$name says what to do, and what readers see stays',
    async ({ engine, says }) => {
      const { warehouse } = open(lake.place, engine());
      await expect(buildRun(lake, warehouse, second)).rejects.toThrow(says);
      expect(await seen(lake)).toEqual(published);
    },
    60_000,
  );

  test.each([
    {
      name: 'S3',
      place: () => ({ ...lake.place, s3: new S3({ ...expired, endpoint: s3Endpoint, forcePathStyle: true }) }),
    },
    { name: 'Glue', place: () => ({ ...lake.place, glue: new Glue({ ...expired, endpoint: glueEndpoint }) }) },
  ])(
    'whose credentials for $name have expired fails with that reason',
    async ({ name, place }) => {
      await expect(buildRun(lake, open(place()).warehouse, second)).rejects.toThrow(
        new RegExp(`^${name}: .*The SSO session has expired.*Sign in to AWS again`),
      );
      expect(await seen(lake)).toEqual(published);
    },
    60_000,
  );

  it('refuses rules whose statement is too long for Athena, and so the run', async () => {
    const rules = [{ dataset: 'coverage', ruleset: parseDqdl('Rules = [ ColumnValues "hours" > 0 ]') }];
    const { warehouse } = await lake.open();
    const { staged } = await buildRun(lake, warehouse, second);
    const tickers = Array.from({ length: 20_000 }, (_, index) => `T${index}`);
    const { results } = await warehouse.check({
      runId: 'r2',
      staged,
      tickers,
      from: second.from,
      to: second.to,
      rules,
      freshAt: new Date(),
      checkedAt: new Date(),
    });
    expect(results[0]?.rules[0]).toMatchObject({
      status: 'error',
      message: expect.stringMatching(/has \d+ bytes, Athena takes 262144/),
    });
    expect(await seen(lake)).toEqual(published);
  }, 60_000);
});
