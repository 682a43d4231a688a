import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toAnswer, toBars } from '../testing/synthetic-bars.ts';
import { createTestClient, minutesOfADay, rejectionOf } from '../testing/test-client.ts';
import { inTurn, startVendorServer } from '../testing/vendor-server.ts';

describe('one call', () => {
  it('sends the key in the header, never in the URL, and accepts JSON', async () => {
    const server = await startVendorServer(inTurn({ body: toAnswer([]) }));
    const { client } = createTestClient({ baseUrl: server.url, apiKey: 'the-key' });

    await client.aggregates(minutesOfADay);

    expect(server.calls).toMatchObject([
      {
        headers: { authorization: 'Bearer the-key', accept: 'application/json' },
        path: expect.not.stringMatching(/key/i),
      },
    ]);
  });

  it('reads a compressed response', async () => {
    const body = gzipSync(JSON.stringify(toAnswer(toBars(0, 4))));
    const server = await startVendorServer(
      () => (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
    );
    const { client } = createTestClient({ baseUrl: server.url });

    expect(await client.aggregates(minutesOfADay)).toEqual(toBars(0, 4));
  });

  it('reads characters that are split between two chunks', async () => {
    const [head = '', tail = ''] = JSON.stringify(toAnswer([], { ticker: 'ÄÖ' })).split('Ö');
    const letter = Buffer.from('Ö');
    const server = await startVendorServer(() => (response) => {
      response.write(Buffer.concat([Buffer.from(head), letter.subarray(0, 1)]));
      setTimeout(() => response.end(Buffer.concat([letter.subarray(1), Buffer.from(tail)])), 10);
    });
    const { client } = createTestClient({ baseUrl: server.url });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ reason: 'other-ticker' });
  });

  it('follows no redirect, and does not retry', async () => {
    const target = await startVendorServer(inTurn({ body: toAnswer([]) }));
    const server = await startVendorServer(inTurn({ status: 302, headers: { location: target.url } }));
    const { client } = createTestClient({ baseUrl: server.url });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({
      code: 'network',
      transient: false,
      message: expect.stringContaining('redirects are refused'),
    });
    expect({ server: server.calls.length, target: target.calls.length }).toEqual({ server: 1, target: 0 });
  });

  it('refuses the response of a fetch that followed a redirect anyway', async () => {
    const response = Response.json(toAnswer([]));
    Object.defineProperty(response, 'redirected', { value: true });
    const { client } = createTestClient({ fetch: async () => response });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ code: 'network', transient: false });
  });

  it('reads only a part of an endless refusal', async () => {
    const server = await startVendorServer(() => (response) => {
      response.writeHead(403);
      const write = (): void => {
        while (!response.destroyed && response.write('You are not entitled to this data. '.repeat(1000)));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    const { client } = createTestClient({ baseUrl: server.url });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ code: 'entitlement', reason: 'plan' });
  });

  it.each([
    { name: 'a refusal, at 64 KiB', status: 403, pieceBytes: 16 * 1024, error: { code: 'entitlement' } },
    {
      name: 'a successful response, at 64 MiB',
      status: 200,
      pieceBytes: 16 * 1024 * 1024,
      error: { code: 'validation', message: expect.stringContaining('longer than 64 MiB') },
    },
  ])('stops reading $name, and hangs up', async ({ status, pieceBytes, error }) => {
    const piece = new Uint8Array(pieceBytes).fill(0x20);
    const seen = { pieces: 0, isCancelled: false };
    const endless = new ReadableStream({
      pull: (controller) => (seen.pieces++, controller.enqueue(piece)),
      cancel: () => void (seen.isCancelled = true),
    });
    const { client } = createTestClient({ fetch: async () => new Response(endless, { status }) });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject(error);
    expect(seen).toEqual({
      pieces: expect.toSatisfy((pieces: number) => pieces >= 5 && pieces <= 7),
      isCancelled: true,
    });
  });

  it('treats a response without a body as empty', async () => {
    const { client } = createTestClient({ fetch: async () => new Response(null, { status: 204 }) });

    expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({
      code: 'validation',
      message: expect.stringContaining('the body is empty'),
    });
  });

  it('calls a gateway below its path, and strips that path from next_url', async () => {
    const server = await startVendorServer((call) => {
      const nextUrl = `${server.url}/gate/v2/aggs/ticker/AAPL/range/1/minute/1779284000000/2026-05-20?cursor=x`;
      return {
        body: toAnswer(
          call.path.includes('cursor') ? toBars(3, 4) : toBars(0, 2),
          call.path.includes('cursor') ? {} : { next_url: nextUrl },
        ),
      };
    });
    const { client } = createTestClient({ baseUrl: `${server.url}/gate/` });

    expect(await client.aggregates(minutesOfADay)).toEqual(toBars(0, 4));
    expect(server.calls.map((call) => call.path.slice(0, 22))).toEqual([
      '/gate/v2/aggs/ticker/A',
      '/gate/v2/aggs/ticker/A',
    ]);
  });
});
