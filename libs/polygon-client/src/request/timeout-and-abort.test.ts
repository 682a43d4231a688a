import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createPolygonClient } from '../create-polygon-client.ts';
import { paidPlanLimiter } from '../limiter/plan-limiters.ts';
import { openT, toAnswer, toBars, toNextUrl } from '../testing/synthetic-bars.ts';
import { canaryKey, createTestClient, minutesOfADay, readPages, rejectionOf } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';
import { createVirtualClock, settle } from '../testing/virtual-clock.ts';

const silence: ServerAnswer = () => undefined;
const halfAnswer: ServerAnswer = (response) => void response.write('{"status":');
const good = { body: toAnswer(toBars(0, 1)) };

describe('the attempt timeout', () => {
  it.each([
    { name: 'no response comes', fault: silence, status: null },
    { name: 'the body does not end', fault: halfAnswer, status: 200 },
  ])('ends an attempt when $name, and the next may succeed', async ({ fault, status }) => {
    const clock = createVirtualClock();
    let onCalled = (): void => undefined;
    const called = new Promise<void>((resolve) => (onCalled = resolve));
    const server = await startVendorServer((call, before) => {
      if (status === null) onCalled();
      return inTurn(fault, good)(call, before);
    });
    const attempts: { error: string | null; status: number | null }[] = [];
    const client = createPolygonClient({
      apiKey: canaryKey,
      baseUrl: server.url,
      clock,
      retry: { baseMs: 0 },
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        onCalled();
        return response;
      },
      onAttempt: ({ error, status: seen }) => attempts.push({ error, status: seen }),
    });
    const bars = client.aggregates(minutesOfADay);
    await called;
    await clock.advance(30_000);

    expect(await bars).toHaveLength(2);
    expect(attempts).toEqual([
      { error: 'timeout', status },
      { error: null, status: 200 },
    ]);
  });

  it('is 30 s by default, and ends a fetch that ignores its signal', async () => {
    const clock = createVirtualClock();
    const client = createPolygonClient({
      apiKey: canaryKey,
      clock,
      retry: { attempts: 1 },
      fetch: () => new Promise(() => undefined),
    });
    const failure = rejectionOf(client.aggregates(minutesOfADay));

    await clock.advance(29_999);
    expect(clock.sleeping).toBe(1);
    await clock.advance(1);

    expect(await failure).toMatchObject({ code: 'timeout', timeoutMs: 30_000, attempt: 1, transient: true });
    expect(clock.sleeping).toBe(0);
  });

  it("does not count the limiter's queue", async () => {
    const clock = createVirtualClock();
    const limiter = { acquire: () => clock.sleep(300_000), penalize: () => undefined };
    const client = createPolygonClient({
      apiKey: canaryKey,
      clock,
      limiter,
      attemptTimeoutMs: 1_000,
      fetch: async () => Response.json(good.body),
    });
    const bars = client.aggregates(minutesOfADay);

    await clock.advance(300_000);

    expect(await bars).toHaveLength(2);
  });

  it('leaves no timer behind after a response', async () => {
    const clock = createVirtualClock();
    const client = createPolygonClient({ apiKey: canaryKey, clock, fetch: async () => Response.json(good.body) });

    await client.aggregates(minutesOfADay);
    await settle();

    expect(clock.sleeping).toBe(0);
  });

  it.each([0, -1, Number.NaN, Infinity])('is refused when it is %s', (attemptTimeoutMs) => {
    expect(() => createTestClient({ attemptTimeoutMs })).toThrow('attemptTimeoutMs');
  });
});

describe("the caller's abort", () => {
  const reason = new Error('the user pressed Ctrl-C');

  it('is thrown unchanged before anything is sent', async () => {
    const server = await startVendorServer(inTurn(good));
    const { client } = createTestClient({ baseUrl: server.url });

    expect(await rejectionOf(client.aggregates({ ...minutesOfADay, signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(server.calls).toEqual([]);
  });

  it.each([
    { name: 'while no response comes', fault: silence },
    { name: 'while the body is read', fault: halfAnswer },
  ])('ends the call $name, without a retry', async ({ fault }) => {
    const controller = new AbortController();
    const server = await startVendorServer((call, before) => {
      setTimeout(() => controller.abort(reason), 20);
      return inTurn(fault)(call, before);
    });
    const { client, attempts } = createTestClient({ baseUrl: server.url });

    expect(await rejectionOf(client.aggregates({ ...minutesOfADay, signal: controller.signal }))).toBe(reason);
    expect(attempts.map(({ error }) => error)).toEqual(['aborted']);
    expect(server.calls).toHaveLength(1);
  });

  it('works on page 2 like on page 1, and is not wrapped', async () => {
    const controller = new AbortController();
    const pageOne = { body: toAnswer(toBars(0, 2), { next_url: toNextUrl(openT + 180_000) }) };
    const server = await startVendorServer(inTurn(pageOne, silence));
    const { client } = createTestClient({
      baseUrl: server.url,
      fetch: (input, init) => {
        if (String(input).includes('cursor')) setTimeout(() => controller.abort(reason), 20);
        return fetch(input, init);
      },
    });

    const { pages, error } = await readPages(client.aggregatePages({ ...minutesOfADay, signal: controller.signal }));

    expect(pages).toHaveLength(1);
    expect(error).toBe(reason);
  });

  it('between two pages prevents the next call', async () => {
    const controller = new AbortController();
    const pageOne = { body: toAnswer(toBars(0, 2), { next_url: toNextUrl(openT + 180_000) }) };
    const server = await startVendorServer(inTurn(pageOne, good));
    const { client } = createTestClient({ baseUrl: server.url });
    const pages = client.aggregatePages({ ...minutesOfADay, signal: controller.signal })[Symbol.asyncIterator]();
    await pages.next();
    controller.abort(reason);

    expect(await rejectionOf(pages.next())).toBe(reason);
    expect(server.calls).toHaveLength(1);
  });

  it.each([
    { name: "in the limiter's queue", answer: async () => Response.json(good.body), penaltyMs: 60_000 },
    {
      name: 'during the wait between two attempts',
      answer: async () => new Response('', { status: 503, headers: { 'retry-after': '60' } }),
      penaltyMs: 0,
    },
  ])('is heard $name', async ({ answer, penaltyMs }) => {
    const controller = new AbortController();
    const clock = createVirtualClock();
    const limiter = paidPlanLimiter(clock);
    void limiter.penalize(penaltyMs);
    const client = createPolygonClient({ apiKey: canaryKey, clock, limiter, fetch: answer });
    const failure = rejectionOf(client.aggregates({ ...minutesOfADay, signal: controller.signal }));
    await clock.advance(30_000);
    controller.abort(reason);

    expect(await failure).toBe(reason);
    expect(clock.sleeping).toBe(0);
  });

  it('prevents the attempt even if the limiter ignores the signal', async () => {
    const controller = new AbortController();
    const limiter = { acquire: async () => controller.abort(reason), penalize: () => undefined };
    const { client, attempts } = createTestClient({ limiter, fetch: async () => Response.json(good.body) });

    expect(await rejectionOf(client.aggregates({ ...minutesOfADay, signal: controller.signal }))).toBe(reason);
    expect(attempts).toEqual([]);
  });

  it('serves as a total deadline over retries and waits', async () => {
    const server = await startVendorServer(inTurn({ status: 503 }));
    const client = createPolygonClient({
      apiKey: canaryKey,
      baseUrl: server.url,
      random: () => 1,
      retry: { baseMs: 10_000 },
    });

    expect(await rejectionOf(client.aggregates({ ...minutesOfADay, signal: AbortSignal.timeout(50) }))).toMatchObject({
      name: 'TimeoutError',
      code: 23,
    });
  });

  it('leaves no listener on a signal shared by many calls', async () => {
    const { signal } = new AbortController();
    const client = createPolygonClient({ apiKey: canaryKey, fetch: async () => Response.json(good.body) });

    await client.aggregates({ ...minutesOfADay, signal });

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
