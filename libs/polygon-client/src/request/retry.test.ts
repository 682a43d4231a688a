import { describe, expect, it } from 'vitest';
import { createRateLimiter } from '../limiter/create-rate-limiter.ts';
import type { RateLimiter } from '../limiter/rate-limiter.ts';
import type { PolygonClientOptions } from '../create-connection.ts';
import type { RetryFacts } from './retry/retry-facts.ts';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { toAnswer, toBars } from '../testing/synthetic-bars.ts';
import { createTestClient, minutesOfADay, rejectionOf } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';

const good = { body: toAnswer(toBars(0, 1)) };
const tooMany = { status: 429, body: { status: 'ERROR', error: "You've exceeded the maximum requests per minute" } };

async function ask(answers: readonly [ServerAnswer, ...ServerAnswer[]], options: Partial<PolygonClientOptions> = {}) {
  const server = await startVendorServer(inTurn(...answers));
  const { client, clock, attempts } = createTestClient({ baseUrl: server.url, ...options });
  const outcome = await client.aggregates(minutesOfADay).then(
    (bars) => ({ bars, error: null }),
    (error: unknown) => ({ bars: null, error }),
  );
  return { ...outcome, clock, attempts, calls: server.calls.length };
}

describe('retries', () => {
  it.each([408, 425, 500, 502, 503, 504])('tries again after %i', async (status) => {
    const { bars, calls } = await ask([{ status }, good]);

    expect({ bars: bars?.length, calls }).toEqual({ bars: 2, calls: 2 });
  });

  it.each([
    {
      name: 'a connection that is closed without a response',
      fault: ((response) => response.destroy()) satisfies ServerAnswer,
    },
    {
      name: 'a response that is cut short',
      fault: ((response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"status":"OK","results":[', () => response.destroy());
      }) satisfies ServerAnswer,
    },
  ])('tries again after $name', async ({ fault }) => {
    const { bars, attempts } = await ask([fault, good]);

    expect(bars).toHaveLength(2);
    expect(attempts.map(({ error }) => error)).toEqual(['network', null]);
  });

  it.each([
    {
      name: 'a server error',
      answers: [{ status: 503, headers: { 'retry-after': '7' } }, good],
      says: { attempt: 1, waitMs: 7_000, error: { code: 'server' } },
    },
    {
      name: 'an exhausted quota',
      answers: [{ ...tooMany, headers: { 'retry-after': '9' } }, good],
      says: { attempt: 1, waitMs: 9_000, error: { code: 'rate-limit' } },
    },
  ] as const)(
    'reports $name before the wait: host, attempt, wait and cause',
    async ({ answers: [fault, then], says }) => {
      const retries: RetryFacts[] = [];
      await ask([fault, then], { onRetry: (facts) => retries.push(facts) });

      expect(retries).toMatchObject([
        {
          host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
          path: expect.stringContaining('/AAPL/'),
          attempts: 4,
          ...says,
        },
      ]);
    },
  );

  it('names host and innermost cause when nothing responds', async () => {
    const cause = new Error('getaddrinfo ENOTFOUND api.massive.com');
    const { client } = createTestClient({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({
      host: 'api.massive.com',
      message: expect.stringMatching(
        /^api\.massive\.com cannot be reached: getaddrinfo ENOTFOUND api\.massive\.com \(GET .*, attempt 4\)/,
      ),
    });
  });

  it('uses the status of a refusal whose body is cut short', async () => {
    const { error, calls } = await ask([
      (response) => {
        response.writeHead(403, { 'content-length': '1000' });
        response.write('{"status":', () => response.destroy());
      },
    ]);

    expect({ error, calls }).toMatchObject({ error: { code: 'entitlement', status: 403 }, calls: 1 });
  });

  it.each([
    { name: '400', answer: { status: 400, body: { error: 'no' } }, code: 'bad-request' },
    { name: '401', answer: { status: 401, body: { error: 'Unknown API Key' } }, code: 'auth' },
    { name: '403', answer: { status: 403, body: {} }, code: 'entitlement' },
    { name: '404', answer: { status: 404, body: {} }, code: 'not-found' },
    { name: '501', answer: { status: 501 }, code: 'server' },
    { name: 'JSON of another shape', answer: { body: { results: 'none' } }, code: 'validation' },
  ])('does not try again after $name', async ({ answer, code }) => {
    const { error, calls } = await ask([answer, good]);

    expect({ error, calls }).toMatchObject({ error: { code, transient: false }, calls: 1 });
  });

  it.each([
    { name: "a proxy's page", body: '<html><title>Bad gateway</title></html>' },
    { name: 'truncated JSON', body: '{"status":"OK","results":[{"t":1' },
    { name: 'nothing', body: '' },
  ])('tries again after a 200 with $name, then fails', async ({ body }) => {
    expect(await ask([{ body }, good])).toMatchObject({ error: null, calls: 2 });
    expect(await ask([{ body }])).toMatchObject({ error: { code: 'validation', transient: true }, calls: 4 });
  });

  it('reads a very deeply nested refusal', async () => {
    const { error } = await ask([{ status: 403, body: `{"message":${'['.repeat(20_000)}${']'.repeat(20_000)}}` }]);

    expect(error).toMatchObject({ code: 'entitlement' });
  });

  it('throws the error of the last attempt when all fail, of the same class as the first', async () => {
    const { error, calls } = await ask([{ status: 503, body: '<title>503 Service Temporarily Unavailable</title>' }]);

    expect(error).toMatchObject({
      name: 'ServerError',
      status: 503,
      attempt: 4,
      transient: true,
      retryable: true,
      text: '503 Service Temporarily Unavailable',
    });
    expect(calls).toBe(4);
  });

  it('waits with full jitter below a bound that doubles up to its cap', async () => {
    const ceilings = await ask([{ status: 500 }], { retry: { attempts: 9 } });
    const halves = await ask([{ status: 500 }], { random: () => 0.5 });

    expect(ceilings.clock.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(halves.clock.waits).toEqual([250, 500, 1_000]);
  });

  it('waits for Retry-After when that is longer', async () => {
    const { clock, bars } = await ask([{ status: 503, headers: { 'retry-after': '7' } }, good]);

    expect({ waits: clock.waits, bars: bars?.length }).toEqual({ waits: [7_000], bars: 2 });
  });

  it.each([429, 503])('throws %i at once when Retry-After is above two minutes', async (status) => {
    const { error, calls } = await ask([{ status, headers: { 'retry-after': '121' } }, good]);

    expect({ error, calls }).toMatchObject({ error: { status, retryAfterMs: 121_000, transient: true }, calls: 1 });
  });

  it('tries again after a 200 that reports too many calls', async () => {
    const { bars, attempts } = await ask([{ ...tooMany, status: 200 }, good]);

    expect(bars).toHaveLength(2);
    expect(attempts.map(({ status, error }) => ({ status, error }))).toEqual([
      { status: 200, error: 'rate-limit' },
      { status: 200, error: null },
    ]);
  });

  it('reports each attempt with its wait', async () => {
    const { attempts } = await ask([{ status: 503, headers: { 'x-request-id': 'abc' } }, good]);

    expect(attempts).toMatchObject([
      {
        path: expect.stringMatching(/^\/v2\/aggs\/ticker\/AAPL\//),
        attempt: 1,
        status: 503,
        requestId: 'abc',
        waitedMs: 0,
        error: 'server',
      },
      { attempt: 2, status: 200, requestId: null, waitedMs: 500, error: null },
    ]);
  });

  it('ends the call with the error that onAttempt throws', async () => {
    const { error, calls } = await ask([good], {
      onAttempt: () => {
        throw new Error('the log is full');
      },
    });

    expect({ error, calls }).toEqual({ error: new Error('the log is full'), calls: 1 });
  });

  it.each([{ attempts: 0 }, { attempts: 1.5 }, { baseMs: -1 }, { capMs: Number.NaN }, { maxRetryAfterMs: Infinity }])(
    'refuses the policy %o',
    (retry) => {
      expect(() => createTestClient({ retry })).toThrow('retry');
    },
  );
});

describe('a 429', () => {
  /** A limiter that records its penalties. */
  function createSpyLimiter(windowMs?: number): { limiter: RateLimiter; log: string[] } {
    const log: string[] = [];
    const limiter: RateLimiter = {
      acquire: async () => void log.push('acquire'),
      penalize: (ms) => void log.push(`penalize ${ms}`),
      ...(windowMs !== undefined && { windowMs }),
    };
    return { limiter, log };
  }

  it.each([
    { name: 'the window of the limiter', windowMs: 61_000, headers: {}, penalty: 61_000 },
    {
      name: 'a second, if neither the limiter nor the response names a window',
      windowMs: undefined,
      headers: {},
      penalty: 1_000,
      body: '',
    },
    {
      name: 'the minute that the response names, if the limiter has a shorter window',
      windowMs: 1_000,
      headers: {},
      penalty: 61_000,
    },
    { name: 'the time of Retry-After', windowMs: 61_000, headers: { 'retry-after': '20' }, penalty: 20_000 },
    {
      name: 'the window, if Retry-After is 0',
      windowMs: 61_000,
      headers: { 'retry-after': '0' },
      penalty: 61_000,
    },
    { name: 'the window, if the body is empty', windowMs: 61_000, headers: {}, penalty: 61_000, body: '' },
  ])(
    'blocks the limiter for $name, and waits in line again',
    async ({ windowMs, headers, penalty, body = tooMany.body }) => {
      const { limiter, log } = createSpyLimiter(windowMs);

      const { clock } = await ask([{ status: 429, headers, body }, good], { limiter });

      expect(log).toEqual(['acquire', `penalize ${penalty}`, 'acquire']);
      expect(clock.waits).toEqual([]);
    },
  );

  it('blocks other callers for at most two minutes, even if Retry-After is longer', async () => {
    const { limiter, log } = createSpyLimiter();
    await ask([{ status: 429, headers: { 'retry-after': '86400' } }], { limiter });

    expect(log).toEqual(['acquire', 'penalize 120000']);
  });

  it('holds back all callers of a shared limiter', async () => {
    const clock = createJumpingClock();
    const limiter = createRateLimiter({ maxStarts: 5, windowMs: 61_000, clock });
    const server = await startVendorServer(inTurn(tooMany, good));
    const one = createTestClient({ baseUrl: server.url, limiter, clock, retry: { attempts: 1 } });
    const other = createTestClient({ baseUrl: server.url, limiter, clock });

    const error = await rejectionOf(one.client.aggregates(minutesOfADay));
    await other.client.aggregates(minutesOfADay);

    expect(error).toMatchObject({
      name: 'RateLimitError',
      message: expect.stringContaining("You've exceeded the maximum requests per minute"),
      retryAfterMs: null,
    });
    expect(clock.waits).toEqual([61_000]);
    expect(other.attempts).toMatchObject([{ waitedMs: 61_000 }]);
  });

  it('counts every page and every retry at the limiter', async () => {
    const { limiter, log } = createSpyLimiter();
    await ask([{ status: 500 }, { status: 500 }, good], { limiter });

    expect(log).toEqual(['acquire', 'acquire', 'acquire']);
  });
});
