import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { RigEndpoints } from '../rig-endpoints.ts';
import { createFrontRoutes } from './front-routes.ts';

const hopHeaders = new Set(['connection', 'transfer-encoding', 'content-length', 'keep-alive', 'content-encoding']);
const isLoopback = (host: string | undefined): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');

/**
 * The front of the emulated AWS on loopback: Athena over Trino, Firehose deliveries, and the Glue actions that moto
 * lacks. Tests can inject faults; everything else is forwarded to moto.
 *
 * @example
 * const close = await startFront(5001, toEndpoints(ports));
 */
export async function startFront(port: number, endpoints: RigEndpoints): Promise<() => Promise<void>> {
  const routes = createFrontRoutes(endpoints);
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(502).end(`The front could not reach its backend: ${String(error)}`);
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    if (!isLoopback(request.headers.host))
      return void response.writeHead(403).end('The rig only serves this machine: use 127.0.0.1.');
    const found = await routes.answer({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: toHeaders(request),
      body,
    });
    if (found === 'cut') return void request.socket.destroy();
    const kept = Object.entries(found.headers).filter(([name]) => !hopHeaders.has(name.toLowerCase()));
    response.writeHead(found.status, Object.fromEntries(kept)).end(found.body);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return async () => {
    await routes.reset();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
}

function toHeaders(request: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]);
  return Object.fromEntries(
    pairs.filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name ?? '')),
  );
}
