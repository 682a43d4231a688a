import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { GrafanaError } from './grafana-error.ts';
import { createTransport, type GrafanaRequest } from './transport.ts';

const token = 'CANARY-TOKEN';
const secrets = ['CANARY-KEY'];

/** A transport with scripted responses; a string is the reason for a broken connection. */
function scripted(...answers: readonly (Response | string)[]) {
  const calls: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  const pauses: number[] = [];
  const transport = createTransport({
    url: 'https://grafana.example.com/team/',
    token,
    secrets,
    sleep: async (ms) => void pauses.push(ms),
    fetch: async (url, init) => {
      calls.push({ url: String(url), init });
      const answer = answers[calls.length - 1];
      if (answer === undefined) throw new Error('the script has ended');
      if (typeof answer === 'string') throw new TypeError('fetch failed', { cause: new Error(answer) });
      return answer;
    },
  });
  return { transport, calls, pauses };
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const read: GrafanaRequest<{ id: number }> = {
  method: 'GET',
  path: '/api/thing',
  answer: z.object({ id: z.number() }),
};
const write: GrafanaRequest<unknown> = { method: 'POST', path: '/api/thing', body: { a: 1 }, answer: z.unknown() };
const failureOf = async (promise: Promise<unknown>): Promise<GrafanaError> => {
  const error = await promise.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof GrafanaError)) throw new Error('expected a GrafanaError');
  return error;
};

describe('a call', () => {
  it('sends the token only in its header, under the sub-path', async () => {
    const { transport, calls } = scripted(json(200, { id: 1 }));

    expect(await transport.send(read)).toEqual({ id: 1 });
    expect(calls[0]?.url).toBe('https://grafana.example.com/team/api/thing');
    expect(calls[0]?.init?.headers).toMatchObject({ Authorization: `Bearer ${token}` });
  });

  it.each([
    { name: 'a read after 503', request: read, answers: [json(503, {}), json(200, { id: 1 })], calls: 2 },
    {
      name: 'a read after a broken connection',
      request: read,
      answers: ['ECONNRESET', json(200, { id: 1 })],
      calls: 2,
    },
    {
      name: 'a write after 429, which was not processed',
      request: write,
      answers: [json(429, {}), json(200, {})],
      calls: 2,
    },
    {
      name: 'a repeatable query',
      request: { ...write, isRepeatable: true },
      answers: [json(502, {}), json(200, {})],
      calls: 2,
    },
  ])('is repeated: $name', async ({ request, answers, calls: expected }) => {
    const { transport, calls, pauses } = scripted(...answers);

    await transport.send<unknown>(request);

    expect(calls).toHaveLength(expected);
    expect(pauses).toEqual([300]);
  });

  it.each([
    { name: 'a write after 503, which may have been processed', request: write, answers: [json(503, {})], calls: 1 },
    { name: 'a write after a lost response', request: write, answers: ['ECONNRESET'], calls: 1 },
    { name: 'a read after 500, which is permanent', request: read, answers: [json(500, {})], calls: 1 },
    { name: 'a read after 401', request: read, answers: [json(401, {})], calls: 1 },
    {
      name: 'a read more than three times',
      request: read,
      answers: [json(503, {}), json(503, {}), json(503, {})],
      calls: 3,
    },
  ])('is not repeated: $name', async ({ request, answers, calls: expected }) => {
    const { transport, calls } = scripted(...answers);

    await failureOf(transport.send<unknown>(request));

    expect(calls).toHaveLength(expected);
  });

  it('returns null for 404, and only for 404', async () => {
    expect(await scripted(json(404, { message: 'not found' })).transport.find(read)).toBeNull();
    await failureOf(scripted(json(403, {})).transport.find(read));
    await failureOf(scripted(new Response('<html>', { status: 200 })).transport.find(read));
  });
});

describe('a failure names what, where and what to do', () => {
  const cases = [
    {
      name: 'no connection',
      answer: 'connect ECONNREFUSED 127.0.0.1:3000',
      says: /cannot be reached \(POST \/api\/thing\): connect ECONNREFUSED.*Check GRAFANA_URL/,
      facts: { status: null, transient: true },
    },
    {
      name: '401',
      answer: json(401, { message: 'Invalid API key' }),
      says: /401: Invalid API key\nThe token is wrong/,
      facts: { status: 401, transient: false },
    },
    { name: '403', answer: json(403, { message: 'no' }), says: /role Admin/, facts: { status: 403 } },
    { name: '404', answer: json(404, { message: 'no' }), says: /Check GRAFANA_URL/, facts: { status: 404 } },
    {
      name: 'version-mismatch',
      answer: json(412, { message: 'changed', status: 'version-mismatch' }),
      says: /412 version-mismatch: changed\nIt was saved since it was read.*--force/,
      facts: { reason: 'version-mismatch' },
    },
    {
      name: 'name-exists',
      answer: json(412, { message: 'same name', status: 'name-exists' }),
      says: /Rename or move one of the two/,
      facts: { reason: 'name-exists' },
    },
    {
      name: 'plugin-dashboard',
      answer: json(412, { message: 'of a plugin', status: 'plugin-dashboard' }),
      says: /belongs to a plugin/,
      facts: { reason: 'plugin-dashboard' },
    },
    {
      name: 'a Kubernetes conflict',
      answer: json(409, { kind: 'Status', status: 'Failure', reason: 'Conflict', message: 'modified' }),
      says: /409 Conflict: modified\nIt was saved since it was read/,
      facts: { reason: 'Conflict', status: 409 },
    },
    {
      name: 'a redirect',
      answer: new Response('', { status: 302, headers: { location: 'https://login.example.com/' } }),
      says: /a redirect \(302\) to https:\/\/login\.example\.com\/\. Set GRAFANA_URL/,
      facts: { status: 302 },
    },
    {
      name: 'a web page',
      answer: new Response('<html>', { status: 200 }),
      says: /not JSON.*login page or a proxy/,
      facts: { status: 200 },
    },
    {
      name: 'secrets in the response',
      answer: json(400, { message: `bad ${token} and ${secrets[0]}` }),
      says: /bad \[secret\] and \[secret\]/,
      facts: { status: 400 },
    },
    {
      name: 'secrets in the reason for a broken connection',
      answer: `header ${token}`,
      says: /header \[secret\]/,
      facts: { status: null },
    },
  ];

  it.each(cases)('$name', async ({ answer, says, facts }) => {
    const error = await failureOf(scripted(answer).transport.send(write));

    expect(error.message).toMatch(says);
    expect(error).toMatchObject({ name: 'GrafanaError', method: 'POST', path: '/api/thing', ...facts });
    expect(`${error.stack}${String(error.cause)}${JSON.stringify(error)}`).not.toContain('CANARY');
  });

  it('an unexpected response', async () => {
    const error = await failureOf(scripted(json(200, { id: 'one' })).transport.send(read));

    expect(error.message).toMatch(/unexpected JSON.*\n.*id/s);
  });

  it.each(['grafana.example.com', 'ftp://grafana.example.com', 'https://ann:CANARY@grafana.example.com', ''])(
    'the address "%s"',
    (url) => {
      const make = () => createTransport({ url, token, fetch, sleep: async () => {} });

      expect(make).toThrow(/Grafana's address/);
      expect(make).not.toThrow(/CANARY/);
    },
  );
});
