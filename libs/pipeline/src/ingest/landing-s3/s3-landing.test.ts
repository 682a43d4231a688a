import { describe, expect, test } from 'vitest';
import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import { createS3Landing } from './s3-landing.ts';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const chunk: FetchChunk = {
  id: 'AAPL-2026-05-28',
  ticker: 'AAPL',
  from: '2026-05-28',
  to: '2026-06-01',
  barMs: 60_000,
};
async function* pages(): AsyncIterable<BarPage> {
  yield {
    ticker: 'AAPL',
    barMs: 60_000,
    adjusted: false,
    requestId: 'q1',
    fetchedAtMs: 1,
    bars: [{ t: Date.parse('2026-05-28T13:30:00Z'), o: 10, h: 12, l: 9, c: 11, v: 100 }],
  };
}

async function land() {
  const objects = createMemoryObjects();
  const landing = createS3Landing(objects, calendars);
  const receipt = await landing.land({ runId: 'r1', startedAt: new Date('2026-06-02T12:00:00Z') }, chunk, pages());
  return { objects, landing, receipt, path: receipt.files[0]?.path ?? '' };
}

describe('what landed in S3', () => {
  test('is what its receipt says', async () => {
    const { landing, receipt } = await land();
    expect(await landing.verify([receipt])).toEqual([]);
  });

  test.each([
    { name: 'removed', spoil: (): null => null, reason: 'the object is missing' },
    {
      name: 'cut short',
      spoil: (content: Uint8Array) => content.slice(1),
      reason: expect.stringMatching(/it has \d+ bytes instead of \d+/),
    },
    {
      name: 'changed',
      spoil: (content: Uint8Array) => content.map((byte, index) => (index === content.length - 1 ? byte ^ 1 : byte)),
      reason: 'its content was changed',
    },
  ])('and was later $name is reported with its ticker and dates', async ({ spoil, reason }) => {
    const { objects, landing, receipt, path } = await land();
    const spoilt = spoil((await objects.read(path))?.content ?? new Uint8Array());
    await (spoilt === null ? objects.remove([path]) : objects.write(path, spoilt));
    expect(await landing.verify([receipt])).toEqual([{ ticker: 'AAPL', dates: ['2026-05-28'], path, reason }]);
  });
});
