import { describe, expect, it } from 'vitest';
import { createTestClient, minutesOfADay, readPages } from '../testing/test-client.ts';
import type { AggregatesRequest } from './aggregates-request.ts';
import { checkAggregatesRequest } from './check-aggregates-request.ts';

const ms = Date.parse('2026-05-20T13:30:00Z');
const wallClock = { now: () => new Date('2026-05-20T12:00:00Z') };

describe('a request is refused before anything is sent', () => {
  it.each<{ name: string; change: Partial<Record<keyof AggregatesRequest, unknown>>; says: string }>([
    { name: 'a reversed range of dates', change: { from: '2026-05-21' }, says: 'swap them' },
    { name: 'a reversed range of instants', change: { from: ms + 1, to: ms }, says: 'swap them' },
    {
      name: 'a reversed range of an instant and a date',
      change: { from: Date.parse('2026-05-21T06:00:00Z') },
      says: 'swap them',
    },
    { name: 'a reversed range of a date and an instant', change: { from: '2026-05-21', to: ms }, says: 'swap them' },
    { name: 'an impossible date', change: { from: '2026-02-30' }, says: 'from: is not a calendar date' },
    { name: '29 February in a common year', change: { from: '2025-02-29' }, says: 'is not a calendar date' },
    { name: 'a date with a time', change: { to: '2026-05-20T00:00:00' }, says: 'to: must be YYYY-MM-DD' },
    { name: 'a date in another order', change: { to: '05/20/2026' }, says: 'YYYY-MM-DD' },
    { name: 'ms as text', change: { to: String(ms) }, says: 'YYYY-MM-DD or a number' },
    { name: 'seconds', change: { from: ms / 1000 }, says: 'looks like seconds' },
    { name: 'nanoseconds', change: { from: '2026-05-20', to: 1_779_283_800_000_000 }, says: 'looks like microseconds' },
    { name: 'a fraction of a ms', change: { from: ms + 0.5 }, says: 'whole number' },
    { name: 'not a number', change: { from: Number.NaN }, says: 'from' },
    { name: 'no ticker', change: { ticker: '' }, says: 'ticker' },
    { name: 'a ticker with a space', change: { ticker: 'BRK B' }, says: 'ticker' },
    { name: 'a ticker of dots', change: { ticker: '..' }, says: 'ticker' },
    { name: 'a ticker that is too long', change: { ticker: 'A'.repeat(65) }, says: 'ticker' },
    { name: 'no multiplier', change: { multiplier: 0 }, says: 'multiplier' },
    { name: 'half a multiplier', change: { multiplier: 1.5 }, says: 'multiplier' },
    { name: 'another timespan', change: { timespan: 'fortnight' }, says: 'timespan' },
    { name: 'no adjusted', change: { adjusted: undefined }, says: 'adjusted' },
    { name: 'a page above the maximum', change: { pageLimit: 50_001 }, says: 'use maxBars' },
    { name: 'a page smaller than an hour', change: { timespan: 'hour', pageLimit: 59 }, says: 'at least 60' },
    { name: 'a page of a single day', change: { timespan: 'day', pageLimit: 1 }, says: 'at least 2' },
    { name: 'maxBars 0', change: { maxBars: 0 }, says: 'maxBars' },
    { name: 'maxPages 0', change: { maxPages: 0 }, says: 'maxPages' },
  ])('$name', ({ change, says }) => {
    const request = { ...minutesOfADay, ...change } as AggregatesRequest;
    const sent: string[] = [];
    const { client } = createTestClient({ fetch: async (input) => (sent.push(String(input)), new Response()) });

    expect(() => client.aggregatePages(request)).toThrow(says);
    expect(() => client.aggregatePages(request)).toThrow(
      expect.objectContaining({ code: 'invalid-request', transient: false }),
    );
    expect(sent).toEqual([]);
  });

  it('names all that is wrong at once', () => {
    expect(() => checkAggregatesRequest({ ...minutesOfADay, ticker: '', multiplier: 0 }, undefined)).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ path: 'ticker' }), expect.objectContaining({ path: 'multiplier' })],
      }),
    );
  });

  it('rejects the promise of aggregates', async () => {
    const { client } = createTestClient({});

    await expect(client.aggregates({ ...minutesOfADay, ticker: '' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});

describe('the future', () => {
  it.each([
    { name: 'tomorrow', to: '2026-05-21' },
    { name: 'an instant in the future', to: wallClock.now().getTime() + 1 },
  ])('is refused: $name', ({ to }) => {
    expect(() => checkAggregatesRequest({ ...minutesOfADay, to }, wallClock)).toThrow('in the future');
  });

  it.each([{ to: '2026-05-20' }, { to: wallClock.now().getTime() }])('begins after $to', ({ to }) => {
    expect(checkAggregatesRequest({ ...minutesOfADay, to }, wallClock).to).toBe(to);
  });

  it('is not checked without a wall clock', () => {
    expect(checkAggregatesRequest({ ...minutesOfADay, to: '2999-12-31' }, undefined).to).toBe('2999-12-31');
  });

  it('is checked by a client with a wall clock', () => {
    const { client } = createTestClient({ wallClock });

    expect(() => client.aggregatePages({ ...minutesOfADay, to: '2026-05-21' })).toThrow('in the future');
  });
});

it('an instant is sent unchanged', async () => {
  const urls: string[] = [];
  const { client } = createTestClient({
    fetch: async (input) => (urls.push(String(input)), Response.json({ status: 'OK' })),
  });

  await readPages(client.aggregatePages({ ...minutesOfADay, from: ms, to: ms + 60_000 }));

  expect(new URL(urls[0] ?? '').pathname).toBe(`/v2/aggs/ticker/AAPL/range/1/minute/${ms}/${ms + 60_000}`);
});
