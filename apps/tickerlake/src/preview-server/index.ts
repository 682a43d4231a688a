import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RequestError } from '@tickerlake/pipeline';
import type { TypedRows } from '@tickerlake/pipeline/local';
import type { ClassicDashboard } from '@tickerlake/dashboards';
import { answer, HttpRefusal } from './answer.ts';
import { pageFile } from './page-file.ts';

/** What the page says of the release that it draws. */
export interface PreviewSummary {
  readonly releaseId: number;
  readonly publishedAt: string;
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly tickers: readonly string[];
  readonly quality: { readonly passed: number; readonly warned: number };
  readonly newestBar: string | null;
}

/** What the server serves. */
export interface PreviewServerOptions {
  readonly pageDir: string;
  readonly dashboards: () => Promise<readonly ClassicDashboard[]>;
  readonly runSql: (sql: string) => Promise<TypedRows>;
  readonly summary: () => Promise<PreviewSummary>;
  /** Another text when another release is current, or a run has started or ended. */
  readonly state: () => Promise<string>;
  /** Exactly this port; without it 4600 or the next free one. */
  readonly port?: number;
}

const defaultPort = 4_600;
/** How soon an open page shows a new release or run: it costs a look at two small files. */
const stateCheckMs = 1_000;
const headers = {
  'content-security-policy': "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/**
 * Serves the page and its data on 127.0.0.1 only. The Host header must name loopback, so that no foreign site reaches it
 * through DNS. The page names a panel; the SQL is the dashboard's own.
 *
 * @throws {RequestError} when the asked port is taken.
 * @example
 * const server = await startPreviewServer({ pageDir, dashboards, runSql, summary, state });
 */
export async function startPreviewServer(options: PreviewServerOptions): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => void respond(options, request, response));
  const ports = options.port === undefined ? Array.from({ length: 20 }, (_, index) => defaultPort + index) : [options.port];
  for (const port of ports) {
    if (await listens(server, port)) break;
  }
  if (!server.listening) throw new RequestError(`Port ${ports[0]} of 127.0.0.1 is taken by another program: choose another with --port.`);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function listens(server: ReturnType<typeof createServer>, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
}

async function respond(options: PreviewServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) throw new HttpRefusal(403, 'This page is for this machine only: open it as http://127.0.0.1.');
    if (request.method !== 'GET') throw new HttpRefusal(405, 'Only GET is answered.');
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/api/events') return tellChanges(options, response);
    const { type, body } = url.pathname.startsWith('/api/')
      ? { type: 'application/json', body: JSON.stringify(await answer(options, url), toPlain) }
      : await pageFile(options.pageDir, url.pathname);
    response.writeHead(200, { ...headers, 'content-type': type }).end(body);
  } catch (error) {
    const status = error instanceof HttpRefusal ? error.status : 500;
    const text = error instanceof Error ? error.message : String(error);
    response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify({ error: text }));
  }
}

/** Says the current state, and each later one: the page then asks anew. */
function tellChanges(options: PreviewServerOptions, response: ServerResponse): void {
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
  let last: string | null = null;
  const look = async (): Promise<void> => {
    const state = await options.state().catch(() => last);
    if (state !== last && state !== null) response.write(`data: ${state}\n\n`);
    last = state;
  };
  const timer = setInterval(() => void look(), stateCheckMs);
  response.once('close', () => clearInterval(timer));
  void look();
}

function toPlain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
