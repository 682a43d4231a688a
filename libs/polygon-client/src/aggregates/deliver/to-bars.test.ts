import { describe, expect, it } from 'vitest';
import {
  openT,
  toAnswer,
  toBar as toVendorBar,
  toBars as toVendorBars,
  toNextUrl,
} from '../../testing/synthetic-bars.ts';
import { createTestClient, minutesOfADay, rejectionOf } from '../../testing/test-client.ts';

const answering = (...bodies: readonly unknown[]) => {
  let calls = 0;
  return createTestClient({ fetch: async () => Response.json(bodies[Math.min(calls++, bodies.length - 1)]) }).client;
};

async function read<T>(bars: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const bar of bars) all.push(bar);
  return all;
}

const twoPages = [
  toAnswer(toVendorBars(0, 1), { next_url: toNextUrl(openT + 60_000) }),
  toAnswer([{ ...toVendorBar(1), c: 100.5 }, toVendorBar(2)]),
];

describe('bars one by one', () => {
  it('have readable names, with null for what is not there', async () => {
    expect(await read(answering(toAnswer([toVendorBar(0)])).bars(minutesOfADay))).toEqual([
      {
        startMs: openT,
        openPrice: 100,
        highPrice: 102,
        lowPrice: 98,
        closePrice: 101,
        volumeShares: 10.5,
        averagePrice: null,
        tradeCount: null,
      },
    ]);
  });

  it('hold the later version of a bar that two pages have', async () => {
    const bars = await read(answering(...twoPages).bars(minutesOfADay));

    expect(bars.map(({ startMs, closePrice }) => [startMs - openT, closePrice])).toEqual([
      [0, 101],
      [60_000, 100.5],
      [120_000, 103],
    ]);
  });

  it('are all of the delivered pages when a later page fails', async () => {
    const starts: number[] = [];
    const reading = (async () => {
      const [one, failing] = [twoPages[0], { status: 'NOT_AUTHORIZED' }];
      for await (const { startMs } of answering(one, failing).bars(minutesOfADay)) starts.push(startMs - openT);
    })();

    expect(await rejectionOf(reading)).toMatchObject({ code: 'pagination', lastT: openT + 60_000 });
    expect(starts).toEqual([0, 60_000]);
  });

  it('are as many as `limit` says, whatever their length', async () => {
    const client = answering(toAnswer(toVendorBars(0, 9)));

    expect(await read(client.bars({ ...minutesOfADay, limit: 3 }))).toHaveLength(3);
  });
});
