import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type SimulatedMarket } from '../create-simulated-market.ts';

/** Where the server listens. */
export interface MarketServerOptions {
  /** TCP port; 0 (default) takes a free one. */
  readonly port?: number;
  /** Loopback only. */
  readonly host?: '127.0.0.1';
}

/** A running server. */
export interface MarketServer {
  /** For example `http://127.0.0.1:41234`, without a slash at the end. */
  readonly url: string;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/**
 * The server could not open its port.
 */
export class MarketServerError extends Error {
  override readonly name = 'MarketServerError';
  readonly transient = false;
  readonly host: string;
  readonly port: number;

  constructor(host: string, port: number, cause: unknown) {
    super(`The simulated market cannot listen on ${host}:${port}: choose another port, or 0 for any.`, { cause });
    this.host = host;
    this.port = port;
  }
}

function toHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  return headers;
}

async function answer(
  market: SimulatedMarket,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  try {
    const method = request.method ?? 'GET';
    const answered = await market.fetch(`${originOf(request) ?? origin}${request.url ?? '/'}`, {
      method,
      headers: toHeaders(request),
      signal: abort.signal,
    });
    const body = new Uint8Array(await answered.arrayBuffer());
    response.writeHead(answered.status, { ...Object.fromEntries(answered.headers), 'content-length': body.length });
    response.end(body);
  } catch (error) {
    // The caller disconnected, or the market has a bug: report it and continue with the next request.
    if (abort.signal.aborted) return;
    response.writeHead(500, { 'content-type': 'text/plain' });
    response.end(`The simulated market failed on ${request.url ?? '/'}: ${String(error)}`);
  }
}

/** Where the caller sees the server: behind a port mapping, or as localhost, that is not where it listens. */
function originOf(request: IncomingMessage): string | null {
  const origin = `http://${request.headers.host ?? ''}`;
  return /^http:\/\/[\w.[\]:-]+$/.test(origin) && URL.canParse(origin) ? origin : null;
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new MarketServerError(host, port, cause)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * Serves a simulated market over HTTP on the loopback interface, with the same responses as its `fetch`.
 *
 * @throws MarketServerError when the port cannot be opened
 * @example
 * const server = await startMarketServer(createSimulatedMarket(), { port: 0 });
 * // ... fetch(`${server.url}/v1/marketstatus/now`, { headers: { Authorization: 'Bearer any' } })
 * await server.close();
 */
export async function startMarketServer(
  market: SimulatedMarket,
  options: MarketServerOptions = {},
): Promise<MarketServer> {
  const host = options.host ?? '127.0.0.1';
  let url = '';
  const server = createServer((request, response) => void answer(market, url, request, response));
  const port = await listen(server, host, options.port ?? 0);
  url = `http://${host}:${port}`;
  return {
    url,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
