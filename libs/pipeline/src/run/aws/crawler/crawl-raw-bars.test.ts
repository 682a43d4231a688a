import type { Glue } from '@aws-sdk/client-glue';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Step, stepName } from '../../../values/step.ts';
import type { WorkflowContext } from '../../../ports/workflow-context.ts';
import { crawlRawBars, type CrawlOptions } from './crawl-raw-bars.ts';
import type { CrawledTable, CrawlerGlue } from './crawler-glue.ts';
import { createFakeCrawler, type CrawlScript, type FakeCrawler } from './testing/fake-crawler.ts';

const location = 's3://lake/tickerlake/';
const place = { name: 'raw', database: 'mkt', location };

/** A crawler on a clock that only waiting moves, and a workflow whose steps can be remembered. */
function setUp(script: readonly CrawlScript[] = [{}]) {
  let nowMs = Date.parse('2026-05-29T21:00:00.700Z');
  const clock = { now: () => new Date(nowMs) };
  const fake = createFakeCrawler(clock, script);
  const remembered = new Map<string, unknown>();
  const names: string[] = [];
  const context: WorkflowContext = {
    async step<T>(step: Step, body: () => Promise<T>): Promise<T> {
      const name = stepName(step);
      names.push(name);
      if (!remembered.has(name)) remembered.set(name, JSON.parse(JSON.stringify(await body())));
      return remembered.get(name) as T;
    },
    async sleep(name, ms) {
      names.push(name);
      if (!remembered.has(name)) nowMs += ms;
      remembered.set(name, null);
    },
    now: () => expect.unreachable('the clock is asked outside a step'),
  };
  const crawl = (options: CrawlOptions = {}, glue: Partial<CrawlerGlue> = {}) =>
    crawlRawBars(context, { ...place, glue: { ...fake.glue, ...glue }, clock }, options);
  return { fake, names, crawl, wait: (ms: number) => (nowMs += ms) };
}

const starts = ({ calls }: FakeCrawler): number => calls.filter((call) => call === 'StartCrawler').length;

/** What a crawler does to the table. */
function change(edit: (table: CrawledTable) => void): (tables: Map<string, CrawledTable>) => void {
  return (tables) => {
    const table = structuredClone(tables.get('raw_bars'));
    if (table === undefined) return;
    edit(table);
    tables.set('raw_bars', table);
  };
}
const columnsOf = (table: CrawledTable) => table.StorageDescriptor?.Columns ?? [];
const retype = (name: string, Type: string) =>
  change((table) =>
    columnsOf(table)
      .filter((column) => column.Name === name)
      .forEach((column) => (column.Type = Type)),
  );

test("the SDK's client has the required methods", () => {
  expectTypeOf<Glue>().toExtend<CrawlerGlue>();
});

describe('a crawl', () => {
  test('is started, waited for and looked at, after the table was made', async () => {
    const { fake, names, crawl } = setUp();
    expect(await crawl()).toMatchObject({ rounds: 1, isAttached: false });
    expect(fake.calls.slice(0, 3)).toEqual(['CreateTable', 'GetCrawler', 'StartCrawler']);
    expect(names.slice(0, 4)).toEqual(['crawl prepare', 'crawl start', 'crawl wait 1', 'crawl look 1']);
    expect(names.at(-1)).toBe('crawl check');
  });

  test('is not taken for ended by what the crawl before it left', async () => {
    const { fake, crawl, wait } = setUp([{ status: 'FAILED', message: 'of yesterday' }, {}]);
    fake.start();
    wait(3_600_000);
    expect(await crawl()).toMatchObject({ rounds: 1 });
    expect(starts(fake)).toBe(1);
  });

  test('goes through the same steps when it is replayed, and asks Glue nothing', async () => {
    const { fake, names, crawl } = setUp();
    const report = await crawl();
    const [first, calls] = [names.splice(0), fake.calls.length];
    expect(await crawl()).toEqual(report);
    expect(names).toEqual(first);
    expect(fake.calls).toHaveLength(calls);
  });

  test('of another run that began before is awaited, then followed by our own: it may have missed our folder', async () => {
    const { fake, crawl, wait } = setUp();
    fake.start();
    wait(30_000);
    expect(await crawl()).toMatchObject({ rounds: 2, isAttached: false });
    expect(starts(fake)).toBe(2);
  });

  test('of another run that failed does not fail ours', async () => {
    const { fake, crawl, wait } = setUp([{ status: 'FAILED', message: 'theirs' }, {}]);
    fake.start();
    wait(30_000);
    expect(await crawl()).toMatchObject({ rounds: 2 });
  });

  test('whose start response was lost is found running, and counts as ours', async () => {
    const { fake, crawl } = setUp();
    const startCrawler: CrawlerGlue['startCrawler'] = async (input) => {
      await fake.glue.startCrawler(input);
      return fake.glue.startCrawler(input);
    };
    expect(await crawl({}, { startCrawler })).toMatchObject({ rounds: 1, isAttached: true });
  });

  test('waits longer each time, a minute at most: five waits make 132 s of 25 minutes, 23 the rest', async () => {
    const { fake, names, crawl } = setUp([{ tookMs: 1_500_000 }]);
    await crawl();
    expect(names.filter((name) => name.startsWith('crawl wait'))).toHaveLength(28);
    expect(starts(fake)).toBe(1);
  });
});

describe('a crawl that goes wrong', () => {
  test.each([
    {
      name: 'that failed because of its role',
      script: { status: 'FAILED', message: 'Access denied to s3://lake' },
      says: /ended FAILED: Access denied to s3:\/\/lake\. Its log: CloudWatch, group \/aws-glue\/crawlers, stream raw\..*Fix what it names/,
      transient: false,
    },
    {
      name: 'that failed in Glue itself',
      script: { status: 'FAILED', message: 'Internal Service Exception' },
      says: /Internal Service Exception/,
      transient: true,
    },
    {
      name: 'that was stopped',
      script: { status: 'CANCELLED' },
      says: /ended CANCELLED: it was stopped by hand/,
      transient: true,
    },
    {
      name: 'that never ends',
      script: { tookMs: Number.MAX_SAFE_INTEGER },
      says: /still running after 30 minutes/,
      transient: true,
    },
  ])('$name says so', async ({ script, says, transient }) => {
    const { crawl } = setUp([script]);
    const error = await crawl().catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      name: 'PipelineError',
      stage: 'verify',
      transient,
      message: expect.stringMatching(says),
    });
  });

  test('that never ends is awaited until the deadline', async () => {
    const { crawl } = setUp([{ tookMs: 3_600_000 }]);
    await expect(crawl({ deadlineMs: 120_000 })).rejects.toThrow(/after 2 minutes/);
    await expect(setUp([{ tookMs: 3_600_000 }]).crawl({ deadlineMs: 4_000_000 })).resolves.toMatchObject({ rounds: 1 });
  });

  test.each([
    {
      name: 'that is not there',
      cause: 'EntityNotFoundException',
      says: /There is no Glue crawler raw in this account and region/,
      transient: false,
    },
    {
      name: 'that the role may not start',
      cause: 'AccessDeniedException',
      says: /The caller needs glue:StartCrawler/,
      transient: false,
    },
    { name: 'that is throttled', cause: 'ThrottlingException', says: /Run it again later/, transient: true },
  ])('$name says what to do', async ({ cause, says, transient }) => {
    const { crawl } = setUp();
    const startCrawler = () => Promise.reject(Object.assign(new Error('no'), { name: cause }));
    await expect(crawl({}, { startCrawler })).rejects.toMatchObject({
      name: 'StoreError',
      transient,
      message: expect.stringMatching(says),
    });
  });
});

describe('a crawler that changed the table is refused', () => {
  test.each([
    { name: 'a column retyped', leaves: retype('volume', 'string'), says: 'column volume was double and is string' },
    {
      name: 'a column removed',
      leaves: change(
        (table) =>
          void columnsOf(table).splice(
            columnsOf(table).findIndex((column) => column.Name === 'vwap'),
            1,
          ),
      ),
      says: 'column vwap was double and is gone',
    },
    {
      name: 'a column added',
      leaves: change((table) => void columnsOf(table).push({ Name: 'spread', Type: 'double' })),
      says: 'column spread was not there and is double',
    },
    {
      name: 'a partition key renamed',
      leaves: change((table) => void (table.PartitionKeys = [{ Name: 'partition_0', Type: 'string' }])),
      says: 'partition key dt was string and is gone; partition key partition_0 was not there and is string',
    },
    {
      name: 'sibling folders merged',
      leaves: change(
        (table) => void (table.StorageDescriptor = { ...table.StorageDescriptor, Location: `${location}landing` }),
      ),
      says: `its location was ${location}landing/raw_bars/ and is ${location}landing/`,
    },
    {
      name: 'the table deleted',
      leaves: (tables: Map<string, CrawledTable>) => void tables.delete('raw_bars'),
      says: 'the table raw_bars is gone',
    },
    {
      name: 'a folder mistaken for a table',
      says: 'it made the table d_2026_05_29 of a part of the landing',
      leaves: (tables: Map<string, CrawledTable>) =>
        void tables.set('d_2026_05_29', {
          Name: 'd_2026_05_29',
          StorageDescriptor: { Location: `${location}landing/raw_bars/2026-05-29` },
        }),
    },
  ])('$name', async ({ leaves, says }) => {
    const error = await setUp([{ leaves }])
      .crawl()
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      name: 'PipelineError',
      stage: 'verify',
      transient: false,
      message: expect.stringContaining(`than the pipeline writes it: ${says}.`),
    });
  });

  test('but not because others created their own tables meanwhile', async () => {
    const leaves = (tables: Map<string, CrawledTable>): void =>
      void tables.set('stage_1', { Name: 'stage_1', StorageDescriptor: { Location: `${location}staging/1/` } });
    expect(await setUp([{ leaves }]).crawl()).toMatchObject({ rounds: 1 });
  });

  test('with every difference at once', async () => {
    const leaves = (tables: Map<string, CrawledTable>): void =>
      [retype('open', 'string'), retype('close', 'bigint')].forEach((edit) => edit(tables));
    await expect(setUp([{ leaves }]).crawl()).rejects.toThrow(
      'column open was double and is string; column close was double and is bigint',
    );
  });
});
