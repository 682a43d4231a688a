import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createSimulatedMarket } from '@tickerlake/simulated-market';
import { marketNowMs } from '../bench-run.ts';

/**
 * Serves the simulated market on a free loopback port, gzipped as the vendor does. A page is made once and kept, so that later
 * requests cost the server next to nothing.
 *
 * @example
 * const { url, close } = await startPageServer();
 */
export async function startPageServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const market = createSimulatedMarket({ nowMs: () => marketNowMs, callsPerMinute: null });
  const pages = new Map<string, Buffer>();
  let origin = '';
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    void (async () => {
      const page = pages.get(path) ?? gzipSync(await (await market.fetch(`${origin}${path}`, { headers: key })).text());
      pages.set(path, page);
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(page);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const key = { authorization: 'Bearer simulated' };
