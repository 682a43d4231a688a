import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { aggregatePages } from '../aggregates/deliver/aggregate-pages.ts';
import { columnPages } from '../aggregates/deliver/column-pages.ts';
import { createConnection, type PolygonClientOptions } from '../create-connection.ts';
import { createPolygonClient } from '../create-polygon-client.ts';
import { isPolygonError } from '../errors/is-polygon-error.ts';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { openT, toAnswer, toBars, toNextUrl } from '../testing/synthetic-bars.ts';
import { canaryKey as key, createTestClient, minutesOfADay, readPages } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';

/** Every way to print a value. */
function spell(value: unknown): string {
  const texts = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    inspect(value, { depth: Infinity, showHidden: true, customInspect: false }),
    JSON.stringify(value),
    String(value),
  ];
  for (let error = value; error instanceof Error; error = error.cause)
    texts.push(error.stack ?? '', String(error), JSON.stringify(error));
  return texts.join('\n');
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** Forms of the key that must appear nowhere. Base64 is checked by its core, which does not depend on the text around the key. */
const traces = [
  key,
  encodeURIComponent(key),
  base64(key).slice(0, 36),
  base64(`Bearer ${key}`).slice(10, 44),
  base64(`apiKey=${key}`).slice(10, 44),
];
const echo = `key ${key}, header Bearer ${key}, ${base64(`Bearer ${key}`)}, ${base64(`apiKey=${key}`)}, ${base64(key)}, ?apiKey=${encodeURIComponent(key)}`;
const nextUrlWithKey = toNextUrl(openT + 120_000, { query: `cursor=abc&apiKey=${key}` });

function refusal(status: number): ServerAnswer {
  return { status, headers: { 'x-request-id': key }, body: { status: `ERROR ${key}`, request_id: key, error: echo } };
}

const servers: readonly {
  readonly name: string;
  readonly answers: readonly [ServerAnswer, ...ServerAnswer[]];
  readonly code: string | null;
}[] = [
  ...[400, 401, 403, 404, 418, 429, 500, 501].map((status) => ({
    name: `a ${status} that repeats the key`,
    answers: [refusal(status)] as const,
    code: '',
  })),
  {
    name: 'an HTML page with the key in its title',
    answers: [{ status: 502, body: `<title>${echo}</title>` }],
    code: 'server',
  },
  { name: 'plain text with the key', answers: [{ status: 403, body: echo }], code: 'entitlement' },
  { name: 'a 200 that refuses', answers: [{ body: { status: 'NOT_AUTHORIZED', message: echo } }], code: 'entitlement' },
  { name: 'a 200 that is not JSON', answers: [{ body: `{${echo}` }], code: 'validation' },
  {
    name: 'a 200 with bad bars',
    answers: [{ body: toAnswer([], { results: [{ t: key, [key]: 1 }] }) }],
    code: 'validation',
  },
  {
    name: 'a 200 of another ticker, which is the key',
    answers: [{ body: toAnswer([], { ticker: key }) }],
    code: 'pagination',
  },
  {
    name: 'a next_url with the key, then a failure',
    answers: [{ body: toAnswer(toBars(0, 1), { next_url: nextUrlWithKey }) }, refusal(403)],
    code: 'pagination',
  },
  {
    name: 'a foreign next_url with the key',
    answers: [{ body: toAnswer(toBars(0, 1), { next_url: `https://evil.example/?${key}` }) }],
    code: 'pagination',
  },
  {
    name: 'a redirect',
    answers: [{ status: 302, headers: { location: `https://evil.example/?apiKey=${key}` } }],
    code: 'network',
  },
  { name: 'a connection that breaks', answers: [(response) => response.destroy()], code: 'network' },
  {
    name: 'successful responses',
    answers: [
      { headers: { 'x-request-id': key }, body: toAnswer(toBars(0, 1), { next_url: nextUrlWithKey, request_id: key }) },
      { body: toAnswer([]) },
    ],
    code: null,
  },
];

const { resumeFrom: _none, ...request } = minutesOfADay;
/** Every way to read bars. */
const entries: readonly {
  readonly entry: string;
  readonly read: (options: PolygonClientOptions) => AsyncIterable<unknown>;
}[] = [
  {
    entry: 'aggregatePages',
    read: (options) => aggregatePages(createConnection(options), request),
  },
  { entry: 'columnPages', read: (options) => columnPages(createConnection(options), minutesOfADay) },
  { entry: 'bars', read: (options) => createPolygonClient(options).bars(minutesOfADay) },
  { entry: 'client.aggregatePages', read: (options) => createPolygonClient(options).aggregatePages(minutesOfADay) },
];

describe('the key appears nowhere', () => {
  it.each(entries.flatMap((entry) => servers.map((server) => ({ ...entry, ...server }))))(
    'after $name, in $entry',
    async ({ read, answers, code }) => {
      const server = await startVendorServer(inTurn(...answers));
      const { client, attempts, options } = createTestClient({ baseUrl: server.url });
      const retries: unknown[] = [];

      const { pages, error } = await readPages(read({ ...options, onRetry: (facts) => retries.push(facts) }));

      expect(isPolygonError(error)).toBe(code !== null);
      if (code) expect(error).toHaveProperty('code', code);
      const printed = [error, attempts, retries, pages, client].map(spell).join('\n');
      expect(traces.filter((trace) => printed.includes(trace))).toEqual([]);
      expect(server.calls.filter((call) => call.path.includes(key))).toEqual([]);
      expect(server.calls.every((call) => call.headers.authorization === `Bearer ${key}`)).toBe(true);
    },
  );

  /** An error that a custom `fetch` may throw, with the request attached. */
  class ForeignError extends Error {
    readonly config = { headers: { authorization: `Bearer ${key}` } };
    readonly request = { url: `https://x/?apiKey=${key}` };
  }
  const fetches: readonly { readonly name: string; readonly fetch: NonNullable<PolygonClientOptions['fetch']> }[] = [
    { name: 'an error that carries the request', fetch: () => Promise.reject(new ForeignError(`failed: ${echo}`)) },
    {
      name: 'a chain of causes',
      fetch: () =>
        Promise.reject(
          new TypeError('fetch failed', { cause: new ForeignError(echo, { cause: new ForeignError(echo) }) }),
        ),
    },
    {
      name: 'several errors in one',
      fetch: () =>
        Promise.reject(new TypeError('fetch failed', { cause: new AggregateError([new ForeignError(echo)], echo) })),
    },
    { name: 'a text', fetch: () => Promise.reject(echo) },
    { name: 'an object', fetch: () => Promise.reject({ headers: { authorization: key } }) },
    {
      name: 'something, synchronously',
      fetch: () => {
        throw new ForeignError(echo);
      },
    },
    {
      name: 'a name that is the key',
      fetch: () => Promise.reject(Object.assign(new Error('failed'), { name: key, code: key })),
    },
  ];

  it.each(fetches)('after a fetch that throws $name', async ({ fetch }) => {
    const { client, attempts } = createTestClient({ fetch });

    const { error } = await readPages(client.aggregatePages(minutesOfADay));

    expect(error).toMatchObject({ code: 'network' });
    const printed = [error, attempts].map(spell).join('\n');
    expect(traces.filter((trace) => printed.includes(trace))).toEqual([]);
  });

  it('when it is short, as keys of test servers are', async () => {
    const server = await startVendorServer(
      inTurn({
        status: 403,
        headers: { 'x-request-id': 'k3y!' },
        body: { status: 'k3y!', request_id: 'k3y!', message: 'k3y!' },
      }),
    );
    const { client, attempts } = createTestClient({ baseUrl: server.url, apiKey: 'k3y!' });

    const { error } = await readPages(client.aggregatePages(minutesOfADay));

    expect(error).toMatchObject({
      code: 'entitlement',
      text: '[redacted]',
      requestId: '[redacted]',
      apiStatus: '[redacted]',
    });
    expect([error, attempts].map(spell).join('\n')).not.toContain('k3y!');
  });

  it('in a timeout', async () => {
    const client = createPolygonClient({
      apiKey: key,
      attemptTimeoutMs: 20,
      retry: { attempts: 1 },
      fetch: () => new Promise(() => undefined),
    });

    const { error } = await readPages(client.aggregatePages(minutesOfADay));

    expect(error).toMatchObject({ code: 'timeout' });
    expect(spell(error)).not.toContain(key);
  });

  it('in the client, its pages and its limiter', () => {
    const client = createPolygonClient({ apiKey: key, clock: createJumpingClock() });

    expect(
      spell([client, client.aggregatePages(minutesOfADay), client.aggregatePages, client.aggregates]),
    ).not.toContain(key);
  });
});

describe('an impossible key', () => {
  it.each([
    { name: 'a line break at its end', apiKey: `${key}\n` },
    { name: 'a space', apiKey: `${key} x` },
    { name: 'a tab', apiKey: `\t${key}` },
    { name: 'a no-break space', apiKey: `${key}\u00a0` },
    { name: 'a NUL', apiKey: `${key}\0` },
    { name: 'letters outside ASCII', apiKey: `${key}é` },
    { name: 'no characters', apiKey: '' },
  ])('with $name is refused without being repeated', ({ apiKey }) => {
    let error: unknown;
    try {
      createPolygonClient({ apiKey });
    } catch (caught) {
      error = caught;
    }

    expect(error).toMatchObject({ code: 'invalid-request', issues: [{ path: 'apiKey' }] });
    expect(spell(error)).not.toContain(key);
  });
});
