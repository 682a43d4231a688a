import { setTimeout as sleep } from 'node:timers/promises';
import { Glue } from '@aws-sdk/client-glue';
import type { RigEngines } from '@tickerlake/athena-sql/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { systemClock } from '../../../ports/system-clock.ts';
import type { WorkflowContext } from '../../../ports/workflow-context.ts';
import { crawlRawBars } from './crawl-raw-bars.ts';

const { glueEndpoint, s3Endpoint, bucket }: RigEngines = inject('engines');
const glue = new Glue({
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  endpoint: glueEndpoint,
});
const context: WorkflowContext = {
  step: (_name, body) => body(),
  sleep: async (_name, ms) => void (await sleep(ms)),
  now: () => new Date(),
};
let crawlers = 0;

/** Crawls of the rig take so long. */
const crawlsTake = (seconds: number): Promise<Response> =>
  fetch(`${s3Endpoint}/moto-api/state-manager/set-transition`, {
    method: 'POST',
    body: JSON.stringify({ model_name: 'glue::crawl', transition: { progression: 'time', seconds } }),
  });

beforeAll(async () => expect((await crawlsTake(2)).ok).toBe(true));
afterAll(async () => {
  await fetch(`${s3Endpoint}/moto-api/state-manager/unset-transition`, {
    method: 'POST',
    body: JSON.stringify({ model_name: 'glue::crawl' }),
  });
  glue.destroy();
});

/** A crawler over the landing of an empty lake, as one would be made on AWS. */
async function createCrawler() {
  crawlers += 1;
  const database = `crawl_${Date.now()}_${crawlers}`;
  const location = `s3://${bucket}/${database}/`;
  const name = `${database}_raw_bars`;
  await glue.createCrawler({
    Name: name,
    Role: 'arn:aws:iam::123456789012:role/crawler',
    DatabaseName: database,
    Targets: { S3Targets: [{ Path: `${location}landing/raw_bars/` }] },
    SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' },
  });
  const crawl = () =>
    crawlRawBars(context, { glue, clock: systemClock, name, database, location }, { pollMs: 300, deadlineMs: 30_000 });
  return { name, database, crawl };
}

describe("a crawl through the SDK's client", { timeout: 60_000 }, () => {
  test('creates the table, starts the crawler, waits for it and finds the table unchanged', async () => {
    const { database, crawl } = await createCrawler();
    expect(await crawl()).toMatchObject({ rounds: 1, isAttached: false });
    expect((await glue.getTable({ DatabaseName: database, Name: 'raw_bars' })).Table?.PartitionKeys).toEqual([
      expect.objectContaining({ Name: 'dt', Type: 'string' }),
    ]);
    expect(await crawl()).toMatchObject({ rounds: 1, isAttached: false });
  });

  test('that finds the crawler already running waits for it, then starts it again', async () => {
    await crawlsTake(6);
    const { name, crawl } = await createCrawler();
    await glue.startCrawler({ Name: name });
    // Longer than the 2 s that Glue's clock may be off, and far from the end of that crawl.
    await sleep(2_500);
    expect(await crawl()).toMatchObject({ rounds: 2 });
    await crawlsTake(2);
  });

  test('that was stopped fails with that reason', async () => {
    const { name, crawl } = await createCrawler();
    const crawled = crawl().catch((cause: unknown) => cause);
    await expect.poll(async () => (await glue.getCrawler({ Name: name })).Crawler?.State).toBe('RUNNING');
    await glue.stopCrawler({ Name: name });
    expect(await crawled).toMatchObject({
      name: 'PipelineError',
      stage: 'verify',
      message: expect.stringContaining(
        'ended CANCELLED: it was stopped by hand. Its log: CloudWatch, group /aws-glue/crawlers',
      ),
    });
  });

  test('refuses a table that was changed', async () => {
    const { database, crawl } = await createCrawler();
    await crawl();
    const { Table } = await glue.getTable({ DatabaseName: database, Name: 'raw_bars' });
    const Columns = Table?.StorageDescriptor?.Columns?.map((column) =>
      column.Name === 'volume' ? { ...column, Type: 'string' } : column,
    );
    await glue.updateTable({
      DatabaseName: database,
      TableInput: {
        Name: 'raw_bars',
        PartitionKeys: Table?.PartitionKeys,
        StorageDescriptor: { ...Table?.StorageDescriptor, Columns },
      },
    });
    await expect(crawl()).rejects.toThrow(/column volume was double and is string/);
  });

  test('of a missing crawler fails with that reason', async () => {
    const { name, crawl } = await createCrawler();
    await glue.deleteCrawler({ Name: name });
    await expect(crawl()).rejects.toThrow(`There is no Glue crawler ${name}`);
  });
});
