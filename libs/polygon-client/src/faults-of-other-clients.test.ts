import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPolygonClient } from './create-polygon-client.ts';
import { freePlanLimiter } from './limiter/plan-limiters.ts';
import { runBuilt } from './testing/run-built.ts';
import { openT, toAnswer, toBar, toBars, toNextUrl } from './testing/synthetic-bars.ts';
import { canaryKey, createTestClient, minutesOfADay, readPages, rejectionOf } from './testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from './testing/vendor-server.ts';
import { createVirtualClock } from './testing/virtual-clock.ts';

const threePages: readonly [ServerAnswer, ...ServerAnswer[]] = [
  { body: toAnswer(toBars(0, 2), { next_url: toNextUrl(openT + 180_000), request_id: 'one', queryCount: 3 }) },
  { body: toAnswer(toBars(3, 3), { next_url: toNextUrl(openT + 240_000), request_id: 'two', queryCount: 1 }) },
  { body: toAnswer(toBars(4, 5), { request_id: 'three', queryCount: 2 }) },
];

async function ask(...answers: readonly [ServerAnswer, ...ServerAnswer[]]) {
  const server = await startVendorServer(inTurn(...answers));
  return { server, ...createTestClient({ baseUrl: server.url }) };
}

describe('paging: this client', () => {
  it('does not reverse merged pages', async () => {
    const { client } = await ask(...threePages);

    expect(await client.aggregates(minutesOfADay)).toEqual(toBars(0, 5));
  });

  it('reverses only on request, in memory: the server is always called in ascending order', async () => {
    const { client, server } = await ask(...threePages);

    expect(await client.aggregates({ ...minutesOfADay, sort: 'desc' })).toEqual(toBars(0, 5).reverse());
    expect(server.calls[0]?.path).toContain('sort=asc');
  });

  it('keeps the newest bars of a descending range cut by maxBars', async () => {
    const { client } = await ask(...threePages);

    expect(await client.aggregates({ ...minutesOfADay, sort: 'desc', maxBars: 2 })).toEqual([toBar(5), toBar(4)]);
  });

  it('throws no TypeError on a page without results', async () => {
    const { client } = await ask(threePages[0], { body: { status: 'OK' } });

    expect(await client.aggregates(minutesOfADay)).toEqual(toBars(0, 2));
  });

  it('does not keep the totals and next_url of page 1', async () => {
    const { client, server } = await ask(...threePages);
    const { pages } = await readPages(client.aggregatePages(minutesOfADay));

    expect(pages.map(({ requestId, queryCount }) => [requestId, queryCount])).toEqual([
      ['one', 3],
      ['two', 1],
      ['three', 2],
    ]);
    expect(new Set(server.calls.map((call) => call.path)).size).toBe(3);
  });

  it('handles an abort on page 2', async () => {
    const controller = new AbortController();
    const server = await startVendorServer((call, before) => {
      if (before > 0) controller.abort('stop');
      return inTurn(...threePages)(call, before);
    });
    const { client } = createTestClient({ baseUrl: server.url });

    expect(await rejectionOf(client.aggregates({ ...minutesOfADay, signal: controller.signal }))).toBe('stop');
    expect(server.calls).toHaveLength(2);
  });

  it('sends no key to the host of a foreign next_url', async () => {
    const foreign = await startVendorServer(inTurn({ body: toAnswer([]) }));
    const { client } = await ask({
      body: toAnswer(toBars(0, 2), { next_url: toNextUrl(openT + 180_000, { origin: foreign.url }) }),
    });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ reason: 'next-url' });
    expect(foreign.calls).toEqual([]);
  });

  it('does not hold all pages in memory: none is fetched ahead', async () => {
    const { client, server } = await ask(...threePages);
    const callsAtPage: number[] = [];
    for await (const _page of client.aggregatePages(minutesOfADay)) callsAtPage.push(server.calls.length);

    expect(callsAtPage).toEqual([1, 2, 3]);
  });

  it('does not loop', async () => {
    const { client, server } = await ask(threePages[0], {
      body: toAnswer([], { next_url: toNextUrl(openT + 180_000) }),
    });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ reason: 'cycle' });
    expect(server.calls).toHaveLength(2);
  });

  it('has no mode that stops after page 1: pages and bars agree', async () => {
    const byPage = await readPages((await ask(...threePages)).client.aggregatePages(minutesOfADay));
    const atOnce = await (await ask(...threePages)).client.aggregates(minutesOfADay);

    expect(byPage.pages.flatMap((page) => page.bars)).toEqual(atOnce);
  });
});

describe('errors: this client', () => {
  it('has the text of a 429, which is in `error`, and its status', async () => {
    const { client } = await ask({
      status: 429,
      body: { status: 'ERROR', error: "You've exceeded the maximum requests per minute" },
    });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({
      status: 429,
      message: expect.stringContaining("You've exceeded"),
    });
  });

  it('does not return [] for anything but JSON', async () => {
    const { client } = await ask({ body: '<html>Maintenance</html>' });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ code: 'validation' });
  });

  it.each([1, 4])('throws the same type of error after %i attempts', async (attempts) => {
    const server = await startVendorServer(inTurn({ status: 502 }));
    const { client } = createTestClient({ baseUrl: server.url, retry: { attempts } });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({
      name: 'ServerError',
      status: 502,
      attempt: attempts,
    });
  });

  it('has the key neither in a URL nor in a dump', async () => {
    const { client, server } = await ask({ status: 401, body: { error: `Unknown API Key ${canaryKey}` } });
    const error = await rejectionOf(client.aggregates(minutesOfADay));

    expect(server.calls[0]?.path).not.toContain(canaryKey);
    expect(inspect([error, client], { depth: Infinity, showHidden: true })).not.toContain(canaryKey);
  });
});

describe('time: this client', () => {
  it('has a timeout by default', async () => {
    const clock = createVirtualClock();
    const client = createPolygonClient({
      apiKey: canaryKey,
      clock,
      retry: { attempts: 1 },
      fetch: () => new Promise(() => undefined),
    });
    const failure = rejectionOf(client.aggregates(minutesOfADay));
    await clock.advance(30_000);

    expect(await failure).toMatchObject({ code: 'timeout' });
  });

  it("does not count the limiter's queue in the timeout", async () => {
    const clock = createVirtualClock();
    const limiter = freePlanLimiter(clock);
    const client = createPolygonClient({
      apiKey: canaryKey,
      clock,
      limiter,
      attemptTimeoutMs: 5_000,
      fetch: async () => Response.json(toAnswer([])),
    });
    const all = Promise.all(Array.from({ length: 11 }, () => client.aggregates(minutesOfADay)));
    await clock.advance(122_000);

    expect(await all).toHaveLength(11);
  });

  it('never starts 9 calls in a window of 5', async () => {
    const clock = createVirtualClock();
    const startsMs: number[] = [];
    const limiter = freePlanLimiter(clock);
    const client = createPolygonClient({
      apiKey: canaryKey,
      clock,
      limiter,
      fetch: async () => (startsMs.push(clock.nowMs()), Response.json(toAnswer([]))),
    });
    await clock.advance(600_000);
    const all = Promise.all(Array.from({ length: 9 }, () => client.aggregates(minutesOfADay)));
    await clock.advance(60_000);
    const inFirstMinute = startsMs.length;
    await clock.advance(1_000);
    await all;

    expect([inFirstMinute, startsMs.length]).toEqual([5, 9]);
  });

  it('keeps a waiting script alive', async () => {
    const end = await runBuilt(`
      const { createRateLimiter } = require('./client.mjs');
      const limiter = createRateLimiter({ maxStarts: 1, windowMs: 200 });
      limiter.acquire().then(() => limiter.acquire()).then(() => console.log('both started'));
    `);

    expect(end).toEqual({ exitCode: 0, stdout: 'both started' });
  });

  it.each(['Pacific/Kiritimati', 'America/New_York', 'Pacific/Pago_Pago'])(
    'means the same dates on a machine in %s',
    async (TZ) => {
      const { stdout } = await runBuilt(
        `
      const { createPolygonClient } = require('./client.mjs');
      const wallClock = { now: () => new Date('2026-05-20T00:00:00Z') };
      const fetch = async (url) => (console.log(new URL(url).pathname), Response.json({ status: 'OK' }));
      const client = createPolygonClient({ apiKey: 'key', wallClock, fetch });
      const range = { ticker: 'AAPL', multiplier: 1, timespan: 'day', from: '2026-05-20', adjusted: false };
      client.aggregates({ ...range, to: '2026-05-20' });
      client.aggregates({ ...range, to: '2026-05-21' }).catch((error) => console.log(error.code));
      `,
        { TZ },
      );

      expect(stdout.split('\n').sort()).toEqual([
        '/v2/aggs/ticker/AAPL/range/1/day/2026-05-20/2026-05-20',
        'invalid-request',
      ]);
    },
  );

  it('reads no environment, on import or later', async () => {
    const { stdout } = await runBuilt(`
      const { env } = process;
      const read = [];
      process.env = new Proxy({}, { get: (_, name) => void read.push(String(name)) });
      const { createPolygonClient } = require('./client.mjs');
      try { createPolygonClient({}); } catch (error) { read.push(error.code); }
      process.env = env;
      console.log(read.join(' '));
    `);

    expect(stdout).toBe('invalid-request');
  });

  it('does not step over days by 86,400,000 ms, which would fail on an autumn day of 25 hours', async () => {
    // 2025-11-02 00:00 New York, and the day after: 25 hours apart.
    const days = [1_762_056_000_000, 1_762_146_000_000].map((t) => ({ ...toBar(0), t }));
    const request = { ...minutesOfADay, timespan: 'day', from: '2025-11-02', to: '2025-11-30', pageLimit: 2 } as const;
    const { client, server } = await ask({ body: toAnswer(days) }, { body: toAnswer([days[1] ?? toBar(0)]) });

    expect(await client.aggregates(request)).toEqual(days);
    expect(server.calls[1]?.path).toContain(`/${(days[1]?.t ?? 0) + 1}/2025-11-30`);
  });
});

describe('shape: this client', () => {
  it('keeps a fractional volume', async () => {
    const { client } = await ask({ body: toAnswer([{ ...toBar(0), v: 9_099.618093 }]) });

    expect(await client.aggregates(minutesOfADay)).toMatchObject([{ v: 9_099.618093 }]);
  });

  it('does not upper-case a ticker', async () => {
    const { client, server } = await ask({ body: toAnswer([], { ticker: 'KIMpL' }) });
    await client.aggregates({ ...minutesOfADay, ticker: 'KIMpL' });

    expect(server.calls[0]?.path).toContain('/ticker/KIMpL/');
  });

  it('does not confuse the page limit with a number of bars', async () => {
    const { client, server } = await ask({ body: toAnswer(toBars(0, 5)) });

    expect(await client.aggregates({ ...minutesOfADay, maxBars: 2 })).toHaveLength(2);
    expect(server.calls[0]?.path).toContain('limit=50000');
  });

  it('can be required from CommonJS', async () => {
    const { exitCode, stdout } = await runBuilt(
      "const client = require('./client.mjs'); console.log(Object.keys(client).sort().join(' '));",
    );

    expect(exitCode).toBe(0);
    expect(stdout.split(' ')).toEqual(
      expect.arrayContaining(['createPolygonClient', 'isPolygonError', 'parseAggregatesAnswer']),
    );
  });
});
