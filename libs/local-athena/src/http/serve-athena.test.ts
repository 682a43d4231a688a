import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';
import { serveAthena } from './serve-athena.ts';

let opened: Awaited<ReturnType<typeof openEndpoint>>;
beforeAll(async () => {
  opened = await openEndpoint();
});
afterAll(() => opened.close());

async function ask(
  options: {
    readonly host?: string;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
) {
  const { hostname, port } = new URL(opened.url);
  const sent = request({
    host: hostname,
    port,
    method: options.method ?? 'POST',
    headers: {
      host: options.host ?? `${hostname}:${port}`,
      ...(options.headers ?? { 'x-amz-target': 'AmazonAthena.ListWorkGroups' }),
    },
  });
  sent.end(options.body ?? '{}');
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe('over HTTP', () => {
  it('listens on loopback and speaks JSON 1.1, whether a request is signed or not', async () => {
    expect(new URL(opened.url).hostname).toBe('127.0.0.1');
    const plain = await ask();
    const signed = await ask({
      headers: {
        'x-amz-target': 'AmazonAthena.ListWorkGroups',
        authorization:
          'AWS4-HMAC-SHA256 Credential=x/20261120/us-east-1/athena/aws4_request, SignedHeaders=host, Signature=00',
      },
    });
    for (const answer of [plain, signed])
      expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' } });
  });

  it('answers the action that the header names, also from curl, which calls every body a form', async () => {
    const headers = {
      'x-amz-target': 'AmazonAthena.ListWorkGroups',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const answer = await ask({ headers });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toHaveProperty('WorkGroups');
  });

  test.each(['evil.example', '127.0.0.1.evil.example', '192.168.1.2:80', 'localhost.evil.example:4650'])(
    'refuses the Host %j',
    async (host) => {
      expect(await ask({ host })).toMatchObject({ status: 403 });
    },
  );

  test.each([
    { name: 'GET', options: { method: 'GET' }, status: 405 },
    { name: "a browser's question before it writes", options: { method: 'OPTIONS' }, status: 405 },
    { name: 'no action', options: { headers: {} }, status: 400 },
    {
      name: "another service's action",
      options: { headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } },
      status: 400,
    },
    { name: 'a body that is not JSON', options: { body: '{' }, status: 400 },
    {
      name: 'an action of an object',
      options: { headers: { 'x-amz-target': 'AmazonAthena.constructor' } },
      status: 400,
    },
  ])('refuses $name', async ({ options, status }) => {
    expect((await ask(options)).status).toBe(status);
  });

  it('sets no faults unless it was made for tests', async () => {
    const server = await serveAthena({ endpoint: opened.endpoint });
    const answer = await fetch(`${server.url}/faults`, { method: 'POST', body: '[]' });
    expect(answer.status).toBe(403);
    await server.close();
  });

  it('says when the port is taken', async () => {
    await expect(
      serveAthena({ endpoint: opened.endpoint, port: Number(new URL(opened.url).port) }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
