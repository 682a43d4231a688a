import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPagedVendor } from '../testing/paged-vendor.ts';
import { openT, toBar } from '../testing/synthetic-bars.ts';
import { createTestClient, minutesOfADay, readPages } from '../testing/test-client.ts';
import type { AggregateBar } from '../bars/aggregate-bar.ts';
import type { PageCheckpoint } from '../bars/page-checkpoint.ts';

const bars = [0, 1, 2, 5, 6, 9].map((index) => toBar(index));

async function checkpointAfter(pages: number): Promise<PageCheckpoint> {
  const { client } = createTestClient({ fetch: createPagedVendor({ bars }).fetch });
  for await (const page of client.aggregatePages({ ...minutesOfADay, pageLimit: 2 })) {
    if (page.page === pages && page.checkpoint !== null) return page.checkpoint;
  }
  throw new Error('There is no such page.');
}

describe('a checkpoint', () => {
  it('survives JSON and resumes after its page, at the same page size', async () => {
    const checkpoint: PageCheckpoint = JSON.parse(JSON.stringify(await checkpointAfter(1)));
    const vendor = createPagedVendor({ bars });
    const { client } = createTestClient({ fetch: vendor.fetch });

    const { pages, error } = await readPages(client.aggregatePages({ ...minutesOfADay, resumeFrom: checkpoint }));

    expect(error).toBeNull();
    expect(pages.flatMap((page) => page.bars)).toEqual(bars.slice(2));
    expect(pages.map((page) => page.page)).toEqual([2, 3, 4]);
    expect(vendor.froms[0]).toBe(String(bars[2]?.t));
  });

  it('calls only pages of its own bars: the rest of the URL is rebuilt', async () => {
    const { next, ...rest } = await checkpointAfter(1);
    const resumeFrom = { ...rest, next: `${next.replace('adjusted=false', 'adjusted=true')}&apiKey=stolen` };
    const urls: string[] = [];
    const { client } = createTestClient({
      fetch: async (input) => (urls.push(String(input)), Response.json({ status: 'OK' })),
    });

    await readPages(client.aggregatePages({ ...minutesOfADay, resumeFrom }));

    expect(urls).toEqual([`https://api.massive.com${next}`]);
  });

  it('reports a failure of its first call like that of any later page', async () => {
    const resumeFrom = await checkpointAfter(2);
    const { client } = createTestClient({ fetch: async () => new Response('', { status: 501 }) });

    const { error } = await readPages(client.aggregatePages({ ...minutesOfADay, resumeFrom }));

    expect(error).toMatchObject({
      reason: 'page-failed',
      pagesDone: 2,
      checkpoint: resumeFrom,
      cause: { code: 'server' },
    });
  });

  it.each<{ name: string; change: Record<string, unknown>; path: string }>([
    { name: 'another ticker', change: { ticker: 'MSFT' }, path: 'resumeFrom.ticker' },
    { name: 'another range', change: { to: '2026-05-21' }, path: 'resumeFrom.to' },
    { name: 'another adjusted', change: { adjusted: true }, path: 'resumeFrom.adjusted' },
    { name: 'another version', change: { version: 2 }, path: 'resumeFrom.version' },
    { name: 'a next call elsewhere', change: { next: '/v3/reference/tickers?cursor=x' }, path: 'resumeFrom.next' },
    { name: 'a next call to another host', change: { next: '//evil.example/v2/aggs' }, path: 'resumeFrom.next' },
    { name: 'an invalid bar', change: { lastBar: { t: 'x' } }, path: 'resumeFrom.lastBar' },
    { name: 'no page done', change: { pagesDone: 0 }, path: 'resumeFrom.pagesDone' },
  ])('is refused with $name, before anything is sent', async ({ change, path }) => {
    const resumeFrom: PageCheckpoint = { ...(await checkpointAfter(1)), ...change };
    const vendor = createPagedVendor({ bars });
    const { client } = createTestClient({ fetch: vendor.fetch });

    expect(() => client.aggregatePages({ ...minutesOfADay, resumeFrom })).toThrow(path);
    expect(vendor.froms).toEqual([]);
  });
});

describe('any range, page size, stop and resumption', () => {
  it('delivers every bar once and in order', async () => {
    const minutes = fc
      .uniqueArray(fc.nat(500), { maxLength: 60 })
      .map((indexes) => indexes.sort((a, b) => a - b).map((index) => toBar(index)));
    const vendorHabit = fc.record({ hasNextUrl: fc.boolean(), overlap: fc.nat(1), emptyFirst: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        minutes,
        fc.integer({ min: 2, max: 20 }),
        vendorHabit,
        fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 8 }),
        async (all, pageLimit, habit, stops) => {
          const { client } = createTestClient({ fetch: createPagedVendor({ bars: all, ...habit }).fetch });
          const read: AggregateBar[] = [];
          let resumeFrom: PageCheckpoint | null = null;
          // Each stop is a session that reads so many bars; the last one reads to the end.
          for (const maxBars of [...stops, Number.MAX_SAFE_INTEGER]) {
            const from: PageCheckpoint | null = resumeFrom;
            for await (const page of client.aggregatePages({
              ...minutesOfADay,
              pageLimit,
              maxBars,
              ...(from !== null && { resumeFrom: from }),
            })) {
              read.push(...page.bars);
              resumeFrom = page.checkpoint;
            }
            if (resumeFrom === null) break;
          }
          expect(read).toEqual(all);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never repeats a call in one session', async () => {
    const vendor = createPagedVendor({ bars: Array.from({ length: 30 }, (_, index) => toBar(index)) });
    const { client } = createTestClient({ fetch: vendor.fetch });

    const { pages } = await readPages(client.aggregatePages({ ...minutesOfADay, pageLimit: 4 }));

    expect(pages.flatMap((page) => page.bars)).toHaveLength(30);
    expect(new Set(vendor.froms).size).toBe(vendor.froms.length);
    expect(vendor.froms[1]).toBe(String(openT + 4 * 60_000));
  });
});
